import { RFC_ATTRIBUTES } from '../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ScimResource } from '../model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../model/schemas/enterprise-user.ts';
import { heldProperty, propertyName } from './property.ts';
import { referenceId } from './reference-elements.ts';

/** Attributes of references, of any type: what is wrong in them would change who is in a group. */
const REFERENCES: ReadonlySet<string> = new Set(['members', 'groups']);

/** Lists of RFC 7643 whose elements have a `value`, in lower case: `emails`, `roles`. */
const VALUE_LISTS: ReadonlySet<string> = new Set(
  [...RFC_ATTRIBUTES.User.core.values()]
    .filter(({ multiValued, subAttributes }) => multiValued && subAttributes?.some(({ name }) => name === 'value'))
    .map(({ name }) => name.toLowerCase()),
);

const ENTERPRISE = ENTERPRISE_USER_SCHEMA.toLowerCase();

/**
 * A resource in the form that RFC 7643 gives it, whatever the service writes: references as `{value}`, the elements of
 * `emails` and the like as objects, a manager as `{value}`. What is in that form already stays the same object.
 */
export function usualForm(resource: ScimResource): ScimResource {
  let changed: Record<string, JsonValue> | undefined;
  for (const name in resource) {
    const value = resource[name] ?? null;
    if (value === null || value === '') continue;
    const usual = usualAttribute(name.toLowerCase(), value);
    if (usual === value) continue;
    changed ??= {};
    changed[name] = usual;
  }
  return changed === undefined ? resource : { ...resource, ...changed };
}

function usualAttribute(name: string, value: JsonValue): JsonValue {
  // What is neither a list nor an element may be a list that was cut, of which nobody can tell.
  if (REFERENCES.has(name)) return typeof value === 'object' ? usualList(value, usualReference) : value;
  if (VALUE_LISTS.has(name)) return usualList(value, usualElement);
  return name === ENTERPRISE && isJsonObject(value) ? usualExtension(value) : value;
}

/** Some services write a single element without its list. */
function usualList(value: JsonValue, usual: (element: JsonValue) => JsonValue): JsonValue {
  if (!isJsonArray(value)) return [usual(value)];
  return value.every((element) => usual(element) === element) ? value : value.map(usual);
}

/** A reference whose id can be told says it as `value`; any other stays, so that it is seen. */
function usualReference(element: JsonValue): JsonValue {
  const value = referenceId(element);
  if (value === undefined) return element;
  if (!isJsonObject(element)) return { value };
  if (element['value'] === value) return element;
  const { [propertyName(element, 'value')]: _held, ...others } = element;
  return { ...others, value };
}

function usualElement(element: JsonValue): JsonValue {
  return element === null || typeof element === 'object' ? element : { value: String(element) };
}

/** The manager, whom services write as RFC 7643 does, as a bare id, by `$ref` alone, or as `managerId`. */
function usualExtension(extension: JsonObject): JsonObject {
  const name = propertyName(extension, 'manager');
  const manager = extension[name] ?? null;
  const usual = usualManager(manager) ?? usualManager(heldProperty(extension, 'managerId') ?? null);
  return usual === undefined || usual === manager ? extension : { ...extension, [name]: usual };
}

function usualManager(manager: JsonValue): JsonObject | undefined {
  const [first = null, ...others] = isJsonArray(manager) ? manager : [manager];
  if (others.length > 0) return undefined;
  const value =
    referenceId(first) ?? (isJsonObject(first) ? referenceId(heldProperty(first, 'managerId') ?? null) : undefined);
  if (value === undefined) return undefined;
  if (!isJsonObject(first)) return { value };
  return first['value'] === value ? first : { ...first, value };
}
