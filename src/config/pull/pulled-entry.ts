import {
  type AttributeTable,
  type ExtensionAttributes,
  extensionAlias,
  isExtension,
  RFC_ATTRIBUTES,
} from '../../model/attribute-table.ts';
import type { Directory } from '../../model/directory.ts';
import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringAt,
} from '../../model/json.ts';
import type { Profile } from '../../model/profile.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { referenceId, referenceType } from '../../syntax/reference-elements.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { escapeText } from '../values/interpolate.ts';
import { type KnownNames, knownNames } from './known-names.ts';
import { pulledFreeValue, pulledValue, type ValueScope } from './pulled-value.ts';

/** What the service says of its attributes and of what belongs to it. */
export interface PullRules {
  readonly profile: Profile;
  /** RFC 7643 with what the service and the profile say. */
  readonly tables: Readonly<Record<ResourceType, AttributeTable>>;
  /** Whether an element of a multi-valued attribute belongs to the service; attributes of extensions by URN and name. */
  readonly isOwned: (attribute: string, element: JsonValue) => boolean;
}

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
  /** The resource itself, or only its members. */
  readonly what: 'resource' | 'members';
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
  const taken = { name: new Set<string>(), externalId: new Set<string>() };
  const found: PulledEntry[] = [];
  for (const resource of [...resources].sort((a, b) => compare(sortKey(type, a), sortKey(type, b)))) {
    const name = resourceName(type, resource);
    if (name === undefined || taken.name.has(foldCase(name))) {
      const reason = name === undefined ? `it has no ${NAME_ATTRIBUTE[type]}` : 'another one has the same name';
      leftOut.push({ type, name: name ?? resource.id, what: 'resource', reason });
      continue;
    }
    taken.name.add(foldCase(name));
    found.push({ type, name, id: resource.id, entry: entryOf(type, resource, names, rules, taken.externalId) });
  }
  return found;
}

function sortKey(type: ResourceType, resource: ScimResource): string {
  return `${foldCase(resourceName(type, resource) ?? '')}\u0000${resource.id}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What files never declare, or in a form of its own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['id', 'schemas', 'meta', 'groups', 'members', 'password']);

function entryOf(
  type: ResourceType,
  resource: ScimResource,
  names: KnownNames,
  rules: PullRules,
  externalIds: Set<string>,
): JsonObject {
  const entry: Record<string, JsonValue> = {};
  if (names.uniqueName(type, resource.id) === undefined) entry['$id'] = escapeText(resource.id);
  for (const [name, value] of Object.entries(resource)) {
    if (ELSEWHERE.has(name.toLowerCase())) continue;
    const [key, written] = isExtension(name)
      ? extension(type, name, value, names, rules)
      : coreAttribute(type, name, value, names, rules);
    if (written !== undefined) entry[key] = written;
  }
  const externalId = stringAt(entry, 'externalId');
  // Two entries may not claim one externalId; without it the name still finds the resource.
  if (externalId !== undefined && externalIds.has(externalId)) delete entry['externalId'];
  if (externalId !== undefined) externalIds.add(externalId);
  const members = type === 'Group' ? membersOf(resource, names, rules.profile) : undefined;
  return members === undefined ? entry : { ...entry, members };
}

type Written = readonly [key: string, value: JsonValue | undefined];

function coreAttribute(
  type: ResourceType,
  name: string,
  value: JsonValue,
  names: KnownNames,
  rules: PullRules,
): Written {
  const attribute = RFC_ATTRIBUTES[type].core.get(name.toLowerCase());
  const said = rules.tables[type].core.get(name.toLowerCase());
  if (attribute === undefined) return [name, undefined];
  const scope = valueScope(names, rules, '');
  // The name is what an entry goes by, also where the service alone may change it.
  const isName = attribute.name === NAME_ATTRIBUTE[type];
  if (!isName && (isServiceMade(said) || scope.isLeftOut(attribute.name))) return [name, undefined];
  return [attribute.name, pulledValue(attribute, attribute.name, withoutOwned(attribute.name, value, rules), scope)];
}

function extension(type: ResourceType, urn: string, value: JsonValue, names: KnownNames, rules: PullRules): Written {
  const described = rules.tables[type].extensions.get(urn.toLowerCase());
  if (!isJsonObject(value) || urn.toLowerCase() === rules.tables[type].schema.toLowerCase()) return [urn, undefined];
  const schema = described?.schema ?? urn;
  const scope = valueScope(names, rules, `${schema}:`);
  const known = RFC_ATTRIBUTES[type].extensions.get(urn.toLowerCase());
  const written: Record<string, JsonValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    const said = described?.attributes.get(name.toLowerCase());
    const path = said?.name ?? name;
    if (name.startsWith('$') || isServiceMade(said) || scope.isLeftOut(path)) continue;
    const own = withoutOwned(`${schema}:${path}`, inner, rules);
    const kept = known === undefined ? pulledFreeValue(own) : knownValue(known, path, own, scope);
    if (kept !== undefined) written[path] = kept;
  }
  return [extensionAlias(schema), Object.keys(written).length === 0 ? undefined : written];
}

/** Files know the attributes of the RFC's own extension and take no others there. */
function knownValue(
  { attributes }: ExtensionAttributes,
  path: string,
  value: JsonValue,
  scope: ValueScope,
): JsonValue | undefined {
  const attribute = attributes.get(path.toLowerCase());
  return attribute === undefined ? undefined : pulledValue(attribute, path, value, scope);
}

function valueScope(names: KnownNames, { profile }: PullRules, prefix: string): ValueScope {
  const unsupported = new Set(Object.keys(profile.unsupported).map((name) => name.toLowerCase()));
  return { names, isLeftOut: (path) => unsupported.has(`${prefix}${path}`.toLowerCase()) };
}

function isServiceMade(attribute: { readonly mutability: string; readonly returned: string } | undefined): boolean {
  return attribute?.mutability === 'readOnly' || attribute?.returned === 'never';
}

function withoutOwned(attribute: string, value: JsonValue, { isOwned }: PullRules): JsonValue {
  return isJsonArray(value) ? value.filter((element) => !isOwned(attribute, element)) : value;
}

/** Members that may not have been read whole are not declared, as whoever is missing would be removed. */
function membersOf(group: ScimResource, names: KnownNames, { read }: Profile): readonly JsonValue[] | undefined {
  // Where the service lists members, a group without any has none; elsewhere nobody asked.
  const list = group['members'] ?? (read.members === 'listed' ? [] : null);
  if (read.members === 'unreadable' || !isJsonArray(list)) return undefined;
  if (read.membersCap !== null && list.length >= read.membersCap) return undefined;
  const written = list.flatMap((member) => {
    const id = referenceId(member);
    return id === undefined ? [] : [names.member(id, referenceType(member))];
  });
  const distinct = new Map(written.map((member) => [canonicalJson(member), member]));
  return [...distinct.values()].sort((a, b) => compare(memberKey(a), memberKey(b)));
}

/** Users before groups before ids, each by name. */
function memberKey(member: JsonValue): string {
  if (!isJsonObject(member)) return `0${foldCase(String(member))}`;
  return 'group' in member ? `1${foldCase(String(member['group']))}` : `2${member['$id']}`;
}
