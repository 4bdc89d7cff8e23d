import type { Configuration, DeclaredGroup } from '../model/configuration.ts';
import { isJsonArray } from '../model/json.ts';
import type { Profile } from '../model/profile.ts';
import type { ScimResource } from '../model/resource.ts';
import { filterPaths } from '../syntax/filter/filter-paths.ts';
import { parseFilter } from '../syntax/filter/parse-filter.ts';
import { propertyOf } from '../syntax/property.ts';
import { withoutGroups } from './absent-groups.ts';
import { keysToLookUp } from './asking/keys.ts';
import { exclusiveGroups, isJudged, judgedGroups } from './asking/policy-groups.ts';
import { managesMembers, needsWhole, type Target, targetsAmong, wholeGroup } from './asking/reading-targets.ts';
import { referencesOf } from './asking/references-of.ts';
import { type Request, readAllOfType } from './read-all-of-type.ts';
import { readGroup } from './read-group.ts';
import type { ReadOptions } from './read-options.ts';
import type { Reader, ReadResources } from './reader.ts';

/** The groups, and those among them whose members a plan compares or shows. */
export interface ReadGroups extends ReadResources {
  readonly targets: readonly Target[];
  /** Those whose members some policy looks at besides. */
  readonly judged: readonly Target[];
}

/** With so few declared groups, the members of all others are not worth reading; each costs a request beside the listing, the schemas and the configuration. */
const FEW_GROUPS = 1;

/**
 * Reads the groups. Where the service lists members: all with them if many groups are declared; without them and then
 * the declared ones alone if few are; without them if none is. All with them where a change writes a group whole.
 */
export async function readGroups({ configuration }: ReadOptions, reader: Reader): Promise<ReadGroups> {
  const declared = configuration?.groups ?? [];
  const { profile } = reader;
  const request: Request = {
    type: 'Group',
    // Which groups are within which is not known before all of them are read.
    ...(needsAll(configuration) ? {} : keysToLookUp('Group', configuration)),
    members: profile.read.members === 'listed' ? (fewAreEnough(configuration, profile) ? 'without' : 'with') : 'hidden',
    referredTo: async (found) => groupsWithin(targetsAmong(declared, found, profile)),
  };
  const read = await readAllOfType(request, reader).catch((error: unknown) => withoutGroups(error, reader));
  if (configuration === undefined) return { ...read, targets: read.resources.map(wholeGroup), judged: [] };
  const chosen = chosenAmong(configuration, read.resources, profile);
  const all = [...chosen.targets, ...chosen.judged];
  if (request.members !== 'without' || !read.whole || all.length === 0) return { ...read, ...chosen };
  const full = await readFull(all, reader);
  const resources = read.resources.map((group) => full.get(group.id) ?? group);
  const strategy = `${read.strategy.slice(0, -1)}; then ${full.size} declared ${full.size === 1 ? 'one' : 'ones'} with members.`;
  return { ...read, resources, strategy, ...chosenAmong(configuration, resources, profile) };
}

/** Whether it matters which groups are within which: those that exclude each other, or whose joins are sensitive. */
function needsAll(configuration: Configuration | undefined): boolean {
  if (configuration === undefined) return false;
  const { policies, guards, groups } = configuration;
  const isAnySensitive = guards.sensitive.some((pattern) => pattern.startsWith('group:'));
  return policies.some(({ exclusive }) => exclusive.length > 0) || (isAnySensitive && groups.some(managesMembers));
}

/** Whether only few groups matter, so that the members of the others need not be read. */
function fewAreEnough(configuration: Configuration | undefined, profile: Profile): boolean {
  if (configuration === undefined || needsAll(configuration) || scopeNamesMembers(configuration)) return false;
  const { groups, policies } = configuration;
  if (groups.length > 0 && needsWhole(profile)) return false;
  // The guard counts the members that a deletion takes.
  if (configuration.ownership.Group?.undeclared === 'delete') return false;
  const isRead = (group: DeclaredGroup) =>
    managesMembers(group) || group.state === 'absent' || isJudged(group, policies);
  return groups.filter(isRead).length <= FEW_GROUPS;
}

function chosenAmong(configuration: Configuration, current: readonly ScimResource[], profile: Profile) {
  return {
    targets: [...targetsAmong(configuration.groups, current, profile), ...exclusiveGroups(configuration, current)],
    judged: judgedGroups(configuration, current),
  };
}

function scopeNamesMembers({ ownership }: Configuration): boolean {
  const scope = ownership.Group?.scope;
  const paths = scope === undefined ? [] : filterPaths(parseFilter(scope));
  return paths.some(({ attribute }) => attribute.toLowerCase() === 'members');
}

/** Reads groups one by one, but for those that came with members although nobody asked. */
async function readFull(targets: readonly Target[], reader: Reader): Promise<ReadonlyMap<string, ScimResource>> {
  const lacking = targets.filter(({ current }) => !isJsonArray(propertyOf(current, 'members')));
  const ids = [...new Set(lacking.map(({ current }) => current.id))];
  reader.budget.reserve(ids.length, 'Reading the declared groups');
  return new Map(await Promise.all(ids.map(async (id) => [id, await readGroup(id, reader)] as const)));
}

/** Groups that are members of exact lists, which a plan shows by name if it removes them. */
function groupsWithin(targets: readonly Target[]): ReadonlySet<string> {
  const members = targets
    .filter(({ declared }) => declared.members?.mode === 'exact')
    .flatMap(({ current }) => referencesOf(current, 'members'));
  return new Set(members.filter(({ type }) => type === 'group').map(({ id }) => id));
}
