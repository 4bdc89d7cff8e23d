import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import { stringAt } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { userReferences } from '../../model/special-value.ts';
import { sentAttributes } from '../../syntax/attributes/sent-attributes.ts';
import { propertyOf } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';

/** A name that a plan would create, take for gone, or call unknown. */
export interface MissingName {
  readonly type: ResourceType;
  readonly name: string;
  /** Of an entry that is to be absent, and of no other. */
  readonly isLeaver: boolean;
}

/** The keys, in one case, of what the service holds of one type. */
interface Held {
  readonly names: ReadonlySet<string>;
  readonly externalIds: ReadonlySet<string>;
}

/**
 * The names of a configuration that nobody on the service has: present entries, by each name that they have or had,
 * and whom entries refer to. Who is to be inactive or absent is among them: taken for gone by mistake, a leaver would keep
 * access.
 * @param now the moment of the plan; whom an expired membership names is not needed
 */
export function missingNames(
  { users, groups }: Configuration,
  current: Readonly<Record<ResourceType, readonly ScimResource[]>>,
  now: number,
): readonly MissingName[] {
  const held = { User: heldKeys('User', current.User), Group: heldKeys('Group', current.Group) };
  // Gathered only where somebody who is referred to is not on the service.
  let declared: Readonly<Record<ResourceType, ReadonlySet<string>>> | undefined;
  const wanted = new Map<string, MissingName>();
  const want = (type: ResourceType, name: string, isLeaver = false): void => {
    if (!has(held[type].names, name)) wanted.set(`${type} ${foldCase(name)}`, { type, name, isLeaver });
  };
  for (const entry of [...users, ...groups]) {
    const { type, state, previously } = entry;
    if (!isMissing(entry, held[type])) continue;
    if (state === 'present') for (const name of [entry.name, ...previously]) want(type, name);
    else if (isNamed(entry)) want(type, entry.name, true);
  }
  const refer = (type: ResourceType, name: string): void => {
    if (has(held[type].names, name)) return;
    declared ??= { User: namesOf(users), Group: namesOf(groups) };
    if (!has(declared[type], name)) want(type, name);
  };
  managers(users, refer);
  members(groups, now, refer);
  return [...wanted.values()];
}

/** Nearly every name is written as it is folded, and is found without folding it once more. */
function has(folded: ReadonlySet<string>, name: string): boolean {
  return folded.has(name) || folded.has(foldCase(name));
}

function namesOf(declared: readonly DeclaredResource[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of declared) names.add(foldCase(name));
  return names;
}

function heldKeys(type: ResourceType, resources: readonly ScimResource[]): Held {
  const held = { names: new Set<string>(), externalIds: new Set<string>() };
  for (const resource of resources) {
    const name = resourceName(type, resource);
    const externalId = propertyOf(resource, 'externalId');
    held.names.add(foldCase(name ?? ''));
    if (typeof externalId === 'string') held.externalIds.add(externalId);
  }
  return held;
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
      if (entry.state !== 'present' || isOver(entry.expires, now) || target.by === 'id') continue;
      refer(target.by === 'user' ? 'User' : 'Group', target.name);
    }
  }
}

function isOver(expires: string | undefined, now: number): boolean {
  return expires !== undefined && Date.parse(expires) <= now;
}

/** An entry that is known by its externalId alone cannot be looked up by a name. */
function isNamed({ type, attributes }: DeclaredResource): boolean {
  return stringAt(attributes, NAME_ATTRIBUTE[type]) !== undefined;
}

/** True for an entry none of whose keys is on the service. */
function isMissing({ type, id, attributes, previously }: DeclaredResource, { names, externalIds }: Held): boolean {
  if (id !== undefined) return false;
  const name = stringAt(attributes, NAME_ATTRIBUTE[type]);
  const externalId = stringAt(attributes, 'externalId');
  const isHeld =
    (name !== undefined && has(names, name)) ||
    previously.some((former) => has(names, former)) ||
    (externalId !== undefined && externalIds.has(externalId));
  return !isHeld;
}
