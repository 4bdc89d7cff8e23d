import type { AttributeDefinition } from '../../model/attribute.ts';
import { subAttribute } from '../../model/attribute-table.ts';
import { canonicalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { refuse } from '../http/refuse.ts';

/**
 * Checks a value that a client sent against the definition of its attribute and brings its names to schema spelling.
 * Null, an empty array and an empty object mean unassigned and give undefined (RFC 7643 section 2.5);
 * read-only sub-attributes are left out.
 * @throws ScimError 400 invalidValue or invalidSyntax
 */
export function readValue(definition: AttributeDefinition, value: JsonValue): JsonValue | undefined {
  if (value === null) return undefined;
  if (!definition.multiValued) return readSingle(definition, value);
  if (!isJsonArray(value)) return refuse('invalidValue', `"${definition.name}" takes an array.`);
  return readElements(definition, value);
}

/** Reads the elements of a multi-valued attribute; equal ones count once, and one at most may be primary. */
export function readElements(
  definition: AttributeDefinition,
  values: readonly JsonValue[],
): readonly JsonValue[] | undefined {
  const elements = new Map<string, JsonValue>();
  for (const value of values) {
    const element = value === null ? undefined : readSingle(definition, value);
    if (element !== undefined) elements.set(canonicalJson(element), element);
  }
  const distinct = [...elements.values()];
  if (distinct.filter(isPrimary).length > 1)
    refuse('invalidValue', `"${definition.name}" has more than one primary value.`);
  return distinct.length === 0 ? undefined : distinct;
}

/** Reads a singular value, or one element. */
export function readSingle(definition: AttributeDefinition, value: JsonValue): JsonValue | undefined {
  if (definition.type === 'complex') return mergeComplex(definition, {}, value);
  if (!hasType(definition, value))
    refuse('invalidValue', `"${definition.name}" takes a value of type ${definition.type}.`);
  return value;
}

/**
 * Puts the sub-attributes that a value names into a complex value; those that are null go.
 * @returns undefined when nothing is left
 */
export function mergeComplex(
  definition: AttributeDefinition,
  current: JsonObject,
  value: JsonValue,
): JsonObject | undefined {
  if (!isJsonObject(value)) return refuse('invalidValue', `"${definition.name}" takes an object.`);
  let merged = current;
  for (const [name, part] of Object.entries(value)) {
    const sub = subAttribute(definition, name);
    if (sub === undefined) return refuse('invalidSyntax', `"${definition.name}" has no sub-attribute "${name}".`);
    if (sub.mutability !== 'readOnly') merged = withProperty(merged, sub.name, readValue(sub, part));
  }
  return Object.keys(merged).length === 0 ? undefined : merged;
}

/** The object with a property set, or without it where the value is undefined. */
export function withProperty(object: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  if (value !== undefined) return { ...object, [name]: value };
  const { [name]: _, ...rest } = object;
  return rest;
}

/** True for the element that is marked as primary (RFC 7643 section 2.4). */
export function isPrimary(element: JsonValue): boolean {
  return isJsonObject(element) && element['primary'] === true;
}

function hasType(definition: AttributeDefinition, value: JsonValue): boolean {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'decimal':
      return typeof value === 'number';
    case 'dateTime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'binary':
      return typeof value === 'string' && /^[A-Za-z0-9+/_-]*={0,2}$/.test(value);
    case 'string':
    case 'reference':
      return typeof value === 'string';
    case 'complex':
      return isJsonObject(value);
  }
}

/** Reads the value of an attribute that no schema defines: any will do; null and an empty array mean unassigned. */
export function readUnknown(value: JsonValue): JsonValue | undefined {
  return value === null || (isJsonArray(value) && value.length === 0) ? undefined : value;
}
