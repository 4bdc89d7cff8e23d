import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Profile } from '../../model/profile.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { CurrentIndex, CurrentIndexes } from '../../syntax/current-index.ts';
import { heldProperty } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { matchedTwice } from '../diagnostics/identity-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { findCurrent, hasOnlyItsName, type Look } from './find-current.ts';
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
