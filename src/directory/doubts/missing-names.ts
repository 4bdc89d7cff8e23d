import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import { stringAt } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import { userReferences } from '../../model/special-value.ts';
import { sentAttributes } from '../../syntax/attributes/sent-attributes.ts';
import type { CurrentIndex, CurrentIndexes } from '../../syntax/current-index.ts';
import { hasExpired } from '../../syntax/instant.ts';
import { hasOwnName } from '../../syntax/resource-name.ts';

/** A name that a plan would create, take for gone, or call unknown. */
export interface MissingName {
  readonly type: ResourceType;
  readonly name: string;
  /** Of an entry that is to be absent, and of no other. */
  readonly isLeaver: boolean;
}

/**
 * The names of a configuration that nobody on the service has: present entries, by each name that they have or had,
 * and whom entries refer to. Who is to be inactive or absent is among them: taken for gone by mistake, a leaver would keep
 * access.
 * @param now the moment of the plan; whom an expired membership names is not needed
 */
export function missingNames(
  { users, groups }: Configuration,
  current: CurrentIndexes,
  now: number,
): readonly MissingName[] {
  // Gathered only where somebody who is referred to is not on the service.
  let declared: Readonly<Record<ResourceType, ReadonlySet<string>>> | undefined;
  const wanted = new Map<string, MissingName>();
  const want = (type: ResourceType, name: string, isLeaver = false): void => {
    if (!current[type].hasName(name)) wanted.set(`${type} ${foldCase(name)}`, { type, name, isLeaver });
  };
  const wantIfMissing = (entry: DeclaredResource): void => {
    const { type, state, previously } = entry;
    if (!isMissing(entry, current[type])) return;
    if (state === 'present') for (const name of [entry.name, ...previously]) want(type, name);
    else if (hasOwnName(entry)) want(type, entry.name, true);
  };
  users.forEach(wantIfMissing);
  groups.forEach(wantIfMissing);
  const refer = (type: ResourceType, name: string): void => {
    if (current[type].hasName(name)) return;
    declared ??= { User: namesOf(users), Group: namesOf(groups) };
    if (!declared[type].has(foldCase(name))) want(type, name);
  };
  managers(users, refer);
  members(groups, now, refer);
  return [...wanted.values()];
}

function namesOf(declared: readonly DeclaredResource[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of declared) names.add(foldCase(name));
  return names;
}

type Refer = (type: ResourceType, name: string) => void;

/** Whom present users refer to by name: their managers. */
function managers(users: Configuration['users'], refer: Refer): void {
  for (const user of users) {
    if (user.state !== 'present') continue;
    for (const name of userReferences(sentAttributes(user))) refer('User', name);
  }
}

/** Who is to be in a present group, by name. */
function members(groups: Configuration['groups'], now: number, refer: Refer): void {
  for (const { state, members: held } of groups) {
    if (state !== 'present' || held === undefined) continue;
    for (const entry of held.entries) {
      const { target } = entry;
      if (entry.state !== 'present' || hasExpired(entry.expires, now) || target.by === 'id') continue;
      refer(target.by === 'user' ? 'User' : 'Group', target.name);
    }
  }
}

/** True for an entry none of whose keys is on the service. */
function isMissing({ type, id, attributes, previously }: DeclaredResource, held: CurrentIndex): boolean {
  if (id !== undefined) return false;
  const name = stringAt(attributes, NAME_ATTRIBUTE[type]);
  const externalId = stringAt(attributes, 'externalId');
  const isHeld =
    (name !== undefined && held.hasName(name)) ||
    previously.some((former) => held.hasName(former)) ||
    (externalId !== undefined && held.byExternalId(externalId).length > 0);
  return !isHeld;
}
