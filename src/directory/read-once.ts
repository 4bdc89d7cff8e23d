import type { Directory } from '../model/directory.ts';
import { PLURAL, type ResourceType } from '../model/resource.ts';
import type { ScimClient } from '../scim/scim-client.ts';
import { askingFor } from './asking/asking.ts';
import { pairs } from './asking/reading-targets.ts';
import { contradiction } from './empty-listing.ts';
import { readMembers } from './members/read-members.ts';
import { readGroups } from './read-groups.ts';
import type { ReadOptions, ReadProgress } from './read-options.ts';
import { readUsers } from './read-users.ts';
import type { ListProgress, Reader } from './reader.ts';
import { requestBudget } from './request-budget.ts';

/** One reading of everything, which may contradict itself. */
interface OneReading extends Directory {
  readonly contradiction: string | undefined;
  readonly strategies: readonly string[];
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
  const { profile, managed, configuration, maxRequests = MAX_REQUESTS } = options;
  const budget = requestBudget(maxRequests);
  if (profile.endpoint.schemas !== null) budget.reserve(1, 'Reading the schemas');
  const described = client.schemas({ signal });
  // What must be asked for by name is known from the schemas; where everything managed is, nothing has to wait for them.
  const waits = managed !== undefined && profile.read.attributes === 'all';
  const schemas = waits ? await described : [];
  const reader: Reader = {
    client,
    profile,
    asking: {
      User: askingFor('User', profile, managed, schemas),
      Group: askingFor('Group', profile, managed, schemas),
    },
    budget,
    signal,
    onProgress: reporting(options),
  };
  const groups = readGroups(options, reader);
  const users = readUsers(options, groups, reader);
  const [read, held, all] = await Promise.all([users, groups, described]);
  const request = {
    targets: [...held.targets, ...held.judged],
    users: read.resources,
    groups: held.resources,
    declaredUsers: pairs(configuration?.users ?? [], read.resources),
  };
  const members = await readMembers(request, reader);
  const known = new Set(read.resources.map(({ id }) => id));
  return {
    users: [...read.resources, ...members.users.filter(({ id }) => !known.has(id) && known.add(id))],
    groups: members.groups,
    schemas: all,
    unreadableMembers: members.unreadable,
    contradiction: contradiction(read, { ...held, resources: members.groups }),
    strategies: [read.strategy, held.strategy, ...(members.strategy === undefined ? [] : [members.strategy])],
  };
}

/** Gathers how far each type has come into one report. */
function reporting({ onProgress }: ReadOptions): (type: ResourceType, progress: ListProgress) => void {
  let progress: ReadProgress = {};
  return (type, now) => {
    progress = { ...progress, [PLURAL[type]]: now };
    onProgress?.(progress);
  };
}
