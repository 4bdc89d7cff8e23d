import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { stringAt } from '../../model/json.ts';
import type { Profile } from '../../model/profile.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { CurrentIndex, CurrentIndexes } from '../../syntax/current-index.ts';
import { heldProperty } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import {
  ambiguousName,
  contradictingKeys,
  matchedTwice,
  needlessPreviously,
  previouslyClaimed,
  severalPrevious,
  unknownId,
} from '../diagnostics/identity-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { formerName } from './former-name.ts';

/** A declared resource and the current one that it means; `current` is absent where there is none yet. */
export interface Match {
  readonly declared: DeclaredResource;
  readonly current?: ScimResource;
  /** Set where it is to stay and the service holds it, and no other, under the name as it is written: nearly everywhere. */
  readonly isFoundAsWritten?: true;
  /** Set for a user whose `$expires` is over: no rule makes him a member. */
  readonly expired?: true;
}

/**
 * True for a user who is to be inactive and is not on the service: nobody is created whose access is over, unless
 * `$state: present` asks for it. A service that drops inactive people would invite him with every run.
 */
export function isGone({ declared, current }: Match): boolean {
  if (current !== undefined || declared.type !== 'User' || declared.state === 'absent') return false;
  return declared.attributes['active'] === false && declared.createInactive !== true;
}

/** Every declared resource with the current one that it means. */
export interface Matches {
  readonly matches: readonly Match[];
  /** How many of each type the service holds. */
  readonly populations: Readonly<Record<ResourceType, number>>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds for each declared resource the current one that it means (docs/configuration.md, Identity).
 * Every key is looked up; keys that disagree, and resources that two entries mean, are errors.
 */
export function matchResources(
  configuration: Configuration,
  current: CurrentIndexes,
  { types }: Profile,
  locate: Locator,
): Matches {
  const diagnostics: Diagnostic[] = [];
  const matches: Match[] = [];
  const populations = { User: 0, Group: 0 };
  let isNameTheOnlyKey = true;
  const claims = claimedNames(configuration);
  const names = givenUp(configuration, current, types);
  const looks: Readonly<Record<ResourceType, Look>> = {
    User: { index: current.User, claims: (name) => claims('User', name), ...names },
    Group: { index: current.Group, claims: (name) => claims('Group', name), ...names },
  };
  const match = (declared: DeclaredResource) => {
    const look = looks[declared.type];
    const found = findCurrent(declared, look, locate);
    for (const diagnostic of found.diagnostics) diagnostics.push(diagnostic);
    if (found.failed) return;
    isNameTheOnlyKey &&= hasOnlyItsName(declared);
    matches.push(matchOf(declared, found.current, look.index));
    if (found.current !== undefined) populations[declared.type] += 1;
  };
  configuration.users.forEach(match);
  configuration.groups.forEach(match);
  // No two entries have one name, so that two can mean one resource only where one of them has another key.
  const twice = isNameTheOnlyKey ? [] : matchedTwiceIn(matches, types, locate);
  return { matches, populations, diagnostics: [...diagnostics, ...twice] };
}

function matchOf(declared: DeclaredResource, current: ScimResource | undefined, { isShared }: CurrentIndex): Match {
  if (current === undefined) return { declared };
  const isFoundAsWritten =
    declared.state === 'present' && resourceName(declared.type, current) === declared.name && !isShared(declared.name);
  return isFoundAsWritten ? { declared, current, isFoundAsWritten } : { declared, current };
}

function matchedTwiceIn(matches: readonly Match[], types: Profile['types'], locate: Locator): readonly Diagnostic[] {
  const declaredBy = new Map<ScimResource, DeclaredResource>();
  return matches.flatMap(({ declared, current }) => {
    const other = current && declaredBy.get(current);
    if (current !== undefined) declaredBy.set(current, declared);
    if (other === undefined) return [];
    const keeper = [declared, other].find((entry) => keepsName(entry, types));
    return [matchedTwice(locate, declared, other, keeper)];
  });
}

function hasOnlyItsName({ id, previously, attributes }: DeclaredResource): boolean {
  return id === undefined && previously.length === 0 && attributes['externalId'] === undefined;
}

/** The names that entries claim, so that `$previously` never takes a resource from another entry; gathered once it has to be known. */
function claimedNames({ users, groups }: Configuration): (type: ResourceType, folded: string) => boolean {
  const claimed = new Map<ResourceType, ReadonlySet<string>>();
  return (type, folded) => {
    const resources: readonly DeclaredResource[] = type === 'User' ? users : groups;
    const names = claimed.get(type) ?? new Set(resources.map(({ name }) => foldCase(name)));
    claimed.set(type, names);
    return names.has(folded);
  };
}

/**
 * The resources whose name, or externalId, is free for other entries, with the entry that makes it so: `$id` says beyond
 * doubt which resource is meant, and the entry removes it or gives it another. This is how names and externalIds change hands.
 */
function givenUp(
  { users, groups }: Configuration,
  current: CurrentIndexes,
  types: Profile['types'],
): Pick<Look, 'leaving' | 'leavingExternalId' | 'keeping' | 'meant'> {
  const meant = new Set<ScimResource>();
  const leaving = new Map<ScimResource, DeclaredResource>();
  const leavingExternalId = new Map<ScimResource, DeclaredResource>();
  const keeping = new Map<ScimResource, DeclaredResource>();
  const collect = (declared: DeclaredResource) => {
    const resource = declared.id === undefined ? undefined : current[declared.type].byId(declared.id);
    if (resource === undefined) return;
    meant.add(resource);
    if (keepsName(declared, types)) {
      keeping.set(resource, declared);
      return;
    }
    const isRemoved = declared.state === 'absent';
    if (isRemoved || formerName(declared, resource) !== undefined) leaving.set(resource, declared);
    if (isRemoved || losesExternalId(declared, resource)) leavingExternalId.set(resource, declared);
  };
  users.forEach(collect);
  groups.forEach(collect);
  return { leaving, leavingExternalId, keeping, meant };
}

function losesExternalId({ attributes, ignore }: DeclaredResource, resource: ScimResource): boolean {
  const externalId = attributes['externalId'];
  return (
    externalId !== undefined && externalId !== heldProperty(resource, 'externalId') && !ignore.includes('externalId')
  );
}

/** True for an entry that asks for a deletion where DELETE only deactivates: whoever is inactive keeps a name that is unique. */
function keepsName({ type, state }: DeclaredResource, types: Profile['types']): boolean {
  return state === 'absent' && types[type].delete === 'deactivates' && types[type].uniqueName;
}

type EntriesByResource = ReadonlyMap<ScimResource, DeclaredResource>;

/** Where an entry looks for its resource. */
interface Look {
  readonly index: CurrentIndex;
  /** True for a name, in one case, that an entry has. */
  readonly claims: (folded: string) => boolean;
  readonly leaving: EntriesByResource;
  readonly leavingExternalId: EntriesByResource;
  /** Resources that an absent entry means by `$id` and that keep their names all the same. */
  readonly keeping: EntriesByResource;
  /** Resources that an entry means by `$id`. */
  readonly meant: ReadonlySet<ScimResource>;
}

interface Found {
  readonly current?: ScimResource;
  readonly failed?: true;
  readonly diagnostics: readonly Diagnostic[];
}

function findCurrent(declared: DeclaredResource, look: Look, locate: Locator): Found {
  const { index } = look;
  const plain = hasOnlyItsName(declared) ? onlyHolder(declared, look) : undefined;
  if (plain !== undefined) return { current: plain, diagnostics: [] };
  const byId = declared.id === undefined ? undefined : index.byId(declared.id);
  if (declared.id !== undefined && byId === undefined) {
    // Whoever is to be absent and is gone needs nothing; the name may have passed to somebody else.
    if (declared.state === 'absent') return { diagnostics: [] };
    return { failed: true, diagnostics: [unknownId(locate, declared, declared.id)] };
  }
  const sets = lookUps(declared, look, byId);
  const [first, ...rest] = sets;
  if (first === undefined) return findPrevious(declared, look, locate);
  const common = rest.length === 0 ? first : first.filter((resource) => rest.every((set) => set.includes(resource)));
  const [only] = common;
  if (only === undefined) {
    const found = sets.flat();
    const keeper = found.map((resource) => look.keeping.get(resource)).find((entry) => entry !== undefined);
    return { failed: true, diagnostics: [contradictingKeys(locate, declared, found, keeper)] };
  }
  if (common.length > 1) return { failed: true, diagnostics: [ambiguousName(locate, declared, common)] };
  return { current: only, diagnostics: hintOfPreviously(declared, index, only, locate) };
}

/** The one resource that has the name of an entry and stays with it: nearly everywhere there is no more to be asked. */
function onlyHolder({ type, attributes }: DeclaredResource, { index, leaving }: Look): ScimResource | undefined {
  const name = stringAt(attributes, NAME_ATTRIBUTE[type]);
  const [only, another] = name === undefined || leaving.size > 0 ? [] : index.byName(name);
  return another === undefined ? only : undefined;
}

/** What each written key finds; keys that find nothing say nothing. */
function lookUps(
  declared: DeclaredResource,
  { index, leaving, leavingExternalId }: Look,
  byId: ScimResource | undefined,
): readonly (readonly ScimResource[])[] {
  const name = stringAt(declared.attributes, NAME_ATTRIBUTE[declared.type]);
  const externalId = stringAt(declared.attributes, 'externalId');
  const stays = (givenUpBy: EntriesByResource) => (found: ScimResource) =>
    (givenUpBy.get(found) ?? declared) === declared;
  const byName = name === undefined ? [] : index.byName(name).filter(stays(leaving));
  const byExternalId = externalId === undefined ? [] : index.byExternalId(externalId).filter(stays(leavingExternalId));
  return [byId === undefined ? [] : [byId], byName, byExternalId].filter((set) => set.length > 0);
}

/** `$previously` names one resource at most; whose it is must be beyond doubt. */
function findPrevious(declared: DeclaredResource, look: Look, locate: Locator): Found {
  if (declared.previously.length === 0) return { diagnostics: [] };
  const names = new Map(declared.previously.map((name) => [foldCase(name), name]));
  const found = [...names].map(([folded, name]) => ({ folded, name, resources: heldBy(name, look) }));
  const [first, ...others] = found.filter(({ resources }) => resources.length > 0);
  const [current, ...further] = first?.resources ?? [];
  if (first === undefined || current === undefined) return { diagnostics: [] };
  const failure = (fault: Diagnostic): Found => ({ failed: true, diagnostics: [fault] });
  const all = [first, ...others].flatMap(({ resources }) => resources);
  if (others.length > 0) return failure(severalPrevious(locate, declared, all));
  if (look.claims(first.folded)) return failure(previouslyClaimed(locate, declared, first.name, current));
  return further.length > 0 ? failure(ambiguousName(locate, declared, all)) : { current, diagnostics: [] };
}

/** Whoever has a former name, but for those whom an entry means by `$id`: of them there is no doubt. */
function heldBy(name: string, { index, meant }: Look): readonly ScimResource[] {
  return index.byName(name).filter((resource) => !meant.has(resource));
}

/** `$previously` has done its work once the service knows the resource by its present name. */
function hintOfPreviously(
  declared: DeclaredResource,
  index: CurrentIndex,
  current: ScimResource,
  locate: Locator,
): readonly Diagnostic[] {
  if (declared.previously.length === 0) return [];
  const name = resourceName(declared.type, current);
  const isRenamed = name !== undefined && foldCase(name) === foldCase(declared.name);
  const isFree = declared.previously.every((previous) => index.byName(previous).length === 0);
  return isRenamed && isFree ? [needlessPreviously(locate, declared)] : [];
}
