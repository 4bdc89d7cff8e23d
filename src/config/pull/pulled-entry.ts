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
import { propertyOf } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { escapeText } from '../values/interpolate.ts';
import { type KnownNames, knownNames } from './known-names.ts';
import { pulledMembers } from './pulled-members.ts';
import { pulledFreeValue, pulledValue, unwritableName, type ValueScope } from './pulled-value.ts';
import { unwritable } from './writable-text.ts';

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

/** What files never declare, or in a form of its own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['id', 'schemas', 'meta', 'groups', 'members', 'password']);

/** What writing one entry needs to know. */
interface EntryScope {
  readonly names: KnownNames;
  readonly rules: PullRules;
  readonly leave: ValueScope['leave'];
}

function entryOf(
  type: ResourceType,
  resource: ScimResource,
  scope: EntryScope,
  shared: ReadonlySet<string>,
): JsonObject {
  const { names, rules, leave } = scope;
  const entry: Record<string, JsonValue> = {};
  if (names.uniqueName(type, resource.id) === undefined) entry['$id'] = escapeText(resource.id);
  for (const [name, value] of Object.entries(resource)) {
    if (value === null || ELSEWHERE.has(name.toLowerCase())) continue;
    const [key, written] = isExtension(name)
      ? extension(type, name, value, scope)
      : coreAttribute(type, name, value, scope);
    if (written !== undefined) entry[key] = written;
  }
  const externalId = stringAt(entry, 'externalId');
  // Two entries may not claim one externalId; without it the name still finds the resource.
  if (externalId !== undefined && shared.has(externalId)) {
    delete entry['externalId'];
    leave('externalId', 'another one has the same');
  }
  const members = type === 'Group' ? pulledMembers(resource, names, rules.profile, leave) : undefined;
  return members === undefined ? entry : { ...entry, members };
}

type Written = readonly [key: string, value: JsonValue | undefined];

function coreAttribute(
  type: ResourceType,
  name: string,
  value: JsonValue,
  { names, rules, leave }: EntryScope,
): Written {
  const attribute = RFC_ATTRIBUTES[type].core.get(name.toLowerCase());
  const said = rules.tables[type].core.get(name.toLowerCase());
  if (attribute === undefined) {
    if (said?.mutability !== 'readOnly') leave(name, 'it is no attribute of RFC 7643');
    return [name, undefined];
  }
  const scope = valueScope(names, rules, leave, '');
  // The name is what an entry goes by, also where the service alone may change it.
  const isName = attribute.name === NAME_ATTRIBUTE[type];
  if (!isName && (isServiceMade(said) || scope.isLeftOut(attribute.name))) return [name, undefined];
  const written = pulledValue(attribute, attribute.name, withoutOwned(attribute.name, value, rules), scope);
  const isTwice = hasTwice(written, rules.profile.elementKeys[attribute.name]);
  if (isTwice) leave(attribute.name, 'two of its elements are the same one to this service');
  return [attribute.name, isTwice ? undefined : written];
}

/** Whether two elements of a list agree in the sub-attribute by which the service tells them apart. */
function hasTwice(list: JsonValue | undefined, key: string | undefined): boolean {
  if (key === undefined || !isJsonArray(list)) return false;
  const keys = list.map((element) => (isJsonObject(element) ? (element[key] ?? null) : element));
  return new Set(keys.map(canonicalJson)).size < keys.length;
}

function extension(type: ResourceType, urn: string, value: JsonValue, { names, rules, leave }: EntryScope): Written {
  const described = rules.tables[type].extensions.get(urn.toLowerCase());
  if (!isJsonObject(value) || urn.toLowerCase() === rules.tables[type].schema.toLowerCase()) {
    leave(urn, 'it is no extension of the resource');
    return [urn, undefined];
  }
  const schema = described?.schema ?? urn;
  const inside: ValueScope['leave'] = (path, reason) => leave(`${schema}:${path}`, reason);
  const scope = valueScope(names, rules, inside, `${schema}:`);
  const known = RFC_ATTRIBUTES[type].extensions.get(urn.toLowerCase());
  const written: Record<string, JsonValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    const said = described?.attributes.get(name.toLowerCase());
    const path = said?.name ?? name;
    const isLeftOut = isServiceMade(said) || scope.isLeftOut(path);
    if (isLeftOut || (said === undefined && isUnwritable(name, value, scope))) continue;
    const kept = extensionValue(known, path, withoutOwned(`${schema}:${path}`, inner, rules), scope);
    if (kept !== undefined) written[path] = kept;
  }
  return [extensionAlias(schema), Object.keys(written).length === 0 ? undefined : written];
}

function isUnwritable(name: string, extension: JsonObject, { leave }: ValueScope): boolean {
  const reason = unwritableName(name, Object.keys(extension));
  if (reason !== undefined) leave(name, reason);
  return reason !== undefined;
}

function extensionValue(
  known: ExtensionAttributes | undefined,
  path: string,
  value: JsonValue,
  scope: ValueScope,
): JsonValue | undefined {
  return known === undefined ? pulledFreeValue(value, path, scope.leave) : knownValue(known, path, value, scope);
}

/** Files know the attributes of the RFC's own extension and take no others there. */
function knownValue(
  { attributes }: ExtensionAttributes,
  path: string,
  value: JsonValue,
  scope: ValueScope,
): JsonValue | undefined {
  const attribute = attributes.get(path.toLowerCase());
  if (attribute !== undefined) return pulledValue(attribute, path, value, scope);
  if (value !== null) scope.leave(path, 'it is no attribute of this extension');
  return undefined;
}

function valueScope(names: KnownNames, { profile }: PullRules, leave: ValueScope['leave'], prefix: string): ValueScope {
  const unsupported = new Set(Object.keys(profile.unsupported).map((name) => name.toLowerCase()));
  return { names, leave, isLeftOut: (path) => unsupported.has(`${prefix}${path}`.toLowerCase()) };
}

function isServiceMade(attribute: { readonly mutability: string; readonly returned: string } | undefined): boolean {
  return attribute?.mutability === 'readOnly' || attribute?.returned === 'never';
}

function withoutOwned(attribute: string, value: JsonValue, { isOwned }: PullRules): JsonValue {
  return isJsonArray(value) ? value.filter((element) => !isOwned(attribute, element)) : value;
}
