import {
  type AttributeTable,
  type ExtensionAttributes,
  extensionAlias,
  isExtension,
  RFC_ATTRIBUTES,
} from '../../model/attribute-table.ts';
import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringAt,
} from '../../model/json.ts';
import type { Profile } from '../../model/profile.ts';
import { NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { escapeText } from '../values/interpolate.ts';
import type { KnownNames } from './known-names.ts';
import { pulledMembers } from './pulled-members.ts';
import { pulledFreeValue, pulledValue, unwritableName, type ValueScope } from './pulled-value.ts';

/** What the service says of its attributes and of what belongs to it. */
export interface PullRules {
  readonly profile: Profile;
  /** RFC 7643 with what the service and the profile say. */
  readonly tables: Readonly<Record<ResourceType, AttributeTable>>;
  /** Whether an element of a multi-valued attribute belongs to the service; attributes of extensions by URN and name. */
  readonly isOwned: (attribute: string, element: JsonValue) => boolean;
}

/** What files never declare, or in a form of its own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['id', 'schemas', 'meta', 'groups', 'members', 'password']);

/** What writing one entry needs to know. */
export interface EntryScope {
  readonly names: KnownNames;
  readonly rules: PullRules;
  /** What the service does not keep: folded dotted paths, of extensions behind their URN. */
  readonly unsupported: ReadonlySet<string>;
  readonly leave: ValueScope['leave'];
}

/**
 * A resource as an entry of a file, without what no file can declare, which is named to `leave`.
 * @param shared what several resources have as their externalId, as it is written
 */
export function entryOf(
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

function coreAttribute(type: ResourceType, name: string, value: JsonValue, entryScope: EntryScope): Written {
  const { rules, leave } = entryScope;
  const attribute = RFC_ATTRIBUTES[type].core.get(name.toLowerCase());
  const said = rules.tables[type].core.get(name.toLowerCase());
  if (attribute === undefined) {
    if (said?.mutability !== 'readOnly') leave(name, 'it is no attribute of RFC 7643');
    return [name, undefined];
  }
  const scope = valueScope(entryScope, leave, '');
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

function extension(type: ResourceType, urn: string, value: JsonValue, entryScope: EntryScope): Written {
  const { rules, leave } = entryScope;
  const described = rules.tables[type].extensions.get(urn.toLowerCase());
  if (!isJsonObject(value) || urn.toLowerCase() === rules.tables[type].schema.toLowerCase()) {
    leave(urn, 'it is no extension of the resource');
    return [urn, undefined];
  }
  const schema = described?.schema ?? urn;
  const inside: ValueScope['leave'] = (path, reason) => leave(`${schema}:${path}`, reason);
  const scope = valueScope(entryScope, inside, `${schema}:`);
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

function valueScope({ names, unsupported }: EntryScope, leave: ValueScope['leave'], prefix: string): ValueScope {
  const isLeftOut = (path: string) => unsupported.size > 0 && unsupported.has(`${prefix}${path}`.toLowerCase());
  return { names, leave, isLeftOut };
}

function isServiceMade(attribute: { readonly mutability: string; readonly returned: string } | undefined): boolean {
  return attribute?.mutability === 'readOnly' || attribute?.returned === 'never';
}

function withoutOwned(attribute: string, value: JsonValue, { isOwned }: PullRules): JsonValue {
  return isJsonArray(value) ? value.filter((element) => !isOwned(attribute, element)) : value;
}
