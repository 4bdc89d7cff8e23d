import type { Directory } from '../../model/directory.ts';
import type { JsonObject } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { propertyOf } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { escapeText } from '../values/interpolate.ts';
import { type KnownNames, knownNames } from './known-names.ts';
import { entryOf, type PullRules } from './pulled-entry.ts';
import { unwritable } from './writable-text.ts';

/** A resource as an entry of a file. */
export interface PulledEntry {
  readonly type: ResourceType;
  readonly name: string;
  readonly id: string;
  readonly entry: JsonObject;
}

/** What no file can declare, and why. */
export interface LeftOut {
  readonly type: ResourceType;
  readonly name: string;
  /** The resource itself, its members, or the path of one of its attributes. */
  readonly what: 'resource' | 'members' | { readonly attribute: string };
  /** A clause or a sentence. */
  readonly reason: string;
}

export interface Pulled {
  /** Sorted by name. */
  readonly users: readonly PulledEntry[];
  readonly groups: readonly PulledEntry[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Turns what a service holds into entries: natural keys instead of ids, aliases instead of URNs, and nothing that the
 * service makes itself. Planning them right after changes nothing.
 */
export function pullEntries(directory: Directory, rules: PullRules): Pulled {
  const names = knownNames(directory);
  const leftOut: LeftOut[] = unreadableMembers(directory);
  return {
    users: entriesOf('User', directory.users, names, rules, leftOut),
    groups: entriesOf('Group', withReadMembers(directory), names, rules, leftOut),
    leftOut,
  };
}

/** Groups whose members cannot be read, marked by what no list is. */
function withReadMembers({ groups, unreadableMembers: unreadable }: Directory): readonly ScimResource[] {
  return groups.map((group) => (unreadable?.has(group.id) ? { ...group, members: UNREADABLE } : group));
}

const UNREADABLE = 'unreadable';

/** Whoever is not named would be removed, so that members that cannot be read are not declared. */
function unreadableMembers({ groups, unreadableMembers: unreadable }: Directory): LeftOut[] {
  return groups.flatMap((group) => {
    const reason = unreadable?.get(group.id);
    const name = resourceName('Group', group) ?? group.id;
    return reason === undefined ? [] : [{ type: 'Group', name, what: 'members', reason }];
  });
}

function entriesOf(
  type: ResourceType,
  resources: readonly ScimResource[],
  names: KnownNames,
  rules: PullRules,
  leftOut: LeftOut[],
): readonly PulledEntry[] {
  const shared = sharedExternalIds(resources);
  const found: PulledEntry[] = [];
  for (const resource of sorted(type, resources)) {
    const name = resourceName(type, resource);
    const reason = refusal(type, name);
    if (name === undefined || reason !== undefined) {
      leftOut.push({ type, name: name ?? resource.id, what: 'resource', reason: reason ?? '' });
      continue;
    }
    const leave = (attribute: string, why: string) => {
      leftOut.push({ type, name, what: { attribute }, reason: why });
    };
    const entry = entryOf(type, resource, { names, rules, leave }, shared);
    found.push({ type, name, id: resource.id, entry });
  }
  return found;
}

/** Why a resource cannot be an entry. */
function refusal(type: ResourceType, name: string | undefined): string | undefined {
  if (name === undefined) return `it has no ${NAME_ATTRIBUTE[type]}`;
  const why = unwritable(name, true);
  return why === undefined ? undefined : `of its ${NAME_ATTRIBUTE[type]}: ${why}`;
}

function sorted(type: ResourceType, resources: readonly ScimResource[]): readonly ScimResource[] {
  const keyed = resources.map((resource) => ({ resource, key: sortKey(type, resource) }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ resource }) => resource);
}

function sortKey(type: ResourceType, resource: ScimResource): string {
  return `${foldCase(resourceName(type, resource) ?? '')}\u0000${resource.id}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What several resources have as their externalId. */
function sharedExternalIds(resources: readonly ScimResource[]): ReadonlySet<string> {
  const values = resources.flatMap((resource) => {
    const value = propertyOf(resource, 'externalId');
    return typeof value === 'string' || typeof value === 'number' ? [escapeText(String(value))] : [];
  });
  const seen = new Set<string>();
  return new Set(values.filter((value) => seen.size === seen.add(value).size));
}
