import type { Directory } from '../model/directory.ts';
import { PLURAL, type ResourceType, type ScimResource } from '../model/resource.ts';
import type { ScimClient } from '../scim/scim-client.ts';
import { askingFor } from './asking/asking.ts';
import { pairs } from './asking/reading-targets.ts';
import { readClaims, readingAsClaimed } from './asking/service-claims.ts';
import type { Contradiction } from './contradictory-read-error.ts';
import { doubtListings } from './doubts/doubt-listings.ts';
import { leftOut } from './doubts/left-out.ts';
import { contradiction } from './empty-listing.ts';
import { readMembers } from './members/read-members.ts';
import { readGroups } from './read-groups.ts';
import type { ReadOptions, ReadProgress } from './read-options.ts';
import { readUsers } from './read-users.ts';
import type { ListProgress, Reader, ReadResources } from './reader.ts';
import { requestBudget } from './request-budget.ts';

/** One reading of everything, which may contradict itself. */
interface OneReading extends Directory {
  readonly contradiction: Contradiction | undefined;
  readonly strategies: readonly string[];
  readonly hints: readonly string[];
}

const MAX_REQUESTS = 20_000;

/** Reads everything once. When one part fails, the requests of the others are given up. */
export async function readOnce(client: ScimClient, options: ReadOptions): Promise<OneReading> {
  const failure = new AbortController();
  try {
    return await readParts(client, options, failure.signal);
  } catch (error) {
    failure.abort(error);
    throw error;
  }
}

async function readParts(client: ScimClient, options: ReadOptions, signal: AbortSignal): Promise<OneReading> {
  const { schemas, ...reader } = await readerOf(client, options, signal);
  const groups = readGroups(options, reader);
  const users = readUsers(options, groups, reader);
  const [read, held, described] = await Promise.all([users, groups, schemas]);
  const members = await readMembers(
    {
      targets: [...held.targets, ...held.judged],
      users: read.resources,
      groups: held.resources,
      declaredUsers: () => pairs(options.configuration?.users ?? [], read.resources),
    },
    reader,
  );
  const empty = contradiction(read, { ...held, resources: members.groups });
  const lacking = leftOut({ users: read, groups: held, targets: held.targets }, options);
  const doubted = empty === undefined ? await doubtListings(lacking, reader) : { hidden: [], contradiction: empty };
  const hidden = (type: ResourceType) =>
    doubted.hidden.flatMap((found) => (found.type === type ? [found.resource] : []));
  return {
    users: distinct(read.resources, members.users, hidden('User')),
    groups: distinct(members.groups, hidden('Group')),
    schemas: described,
    unreadableMembers: members.unreadable,
    lookedUp: [...lookedUp('User', read), ...lookedUp('Group', held)],
    ...(held.absent === true ? { hasNoGroups: true } : {}),
    contradiction: doubted.contradiction,
    strategies: [read.strategy, held.strategy, ...(members.strategy === undefined ? [] : [members.strategy])],
    hints: [...reader.hints],
  };
}

/** The type, where some of its resources may not have been read. */
function lookedUp(type: ResourceType, { isLookedUp }: ReadResources): readonly ResourceType[] {
  return isLookedUp === true ? [type] : [];
}

/** What the parts of the reading share, once the service has said of itself what decides how it is asked. */
async function readerOf(client: ScimClient, options: ReadOptions, signal: AbortSignal) {
  const { managed, maxRequests = MAX_REQUESTS } = options;
  const { endpoint, read } = options.profile;
  const budget = requestBudget(maxRequests);
  if (endpoint.schemas !== null) budget.reserve(1, 'Reading the schemas');
  if (endpoint.serviceProviderConfig !== null) budget.reserve(1, 'Reading the service provider configuration');
  const schemas = client.schemas({ signal });
  // Where it fails before anybody waits for it, that is not unhandled: whoever waits later is told.
  schemas.catch(() => undefined);
  // What must be asked for by name is known from the schemas; where everything managed is, nothing has to wait for them.
  const waits = managed !== undefined && read.attributes === 'all';
  const [claims, described] = await Promise.all([readClaims(client), waits ? schemas : []]);
  const profile = readingAsClaimed(options.profile, claims);
  const asking = (type: ResourceType) => askingFor(type, profile, managed, described);
  const reader: Reader = {
    client,
    profile,
    asking: { User: asking('User'), Group: asking('Group') },
    budget,
    hints: new Set(),
    signal,
    onProgress: reporting(options),
  };
  return { ...reader, schemas };
}

/** Each resource once, as it came first. */
function distinct(
  resources: readonly ScimResource[],
  ...further: readonly (readonly ScimResource[])[]
): readonly ScimResource[] {
  if (further.every(({ length }) => length === 0)) return resources;
  const known = new Set<string>();
  return [resources, ...further].flat().filter(({ id }) => !known.has(id) && known.add(id));
}

/** Gathers how far each type has come into one report. */
function reporting({ onProgress }: ReadOptions): (type: ResourceType, progress: ListProgress) => void {
  let progress: ReadProgress = {};
  return (type, now) => {
    progress = { ...progress, [PLURAL[type]]: now };
    onProgress?.(progress);
  };
}
