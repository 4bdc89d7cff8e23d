import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { AttributePath } from '../../syntax/filter/filter.ts';
import { parsePath } from '../../syntax/path.ts';
import { propertyName, propertyOf } from '../../syntax/property.ts';
import { withProperty } from '../resources/read-value.ts';

/** Reads a name as rules write it: `title`, `name.givenName`, `urn:…:User:department`. */
export function dottedName(name: string): AttributePath {
  const path = parsePath(name);
  if (path.attribute === undefined) throw new Error(`${name} names no attribute.`);
  const { schema, attribute, subAttribute } = path;
  return {
    ...(schema === undefined ? {} : { schema }),
    attribute,
    ...(subAttribute === undefined ? {} : { subAttribute }),
  };
}

/** The value of an attribute, or of a sub-attribute of a singular one. */
export function valueAt(
  attributes: JsonObject,
  { schema, attribute, subAttribute }: AttributePath,
): JsonValue | undefined {
  const container = schema === undefined ? attributes : propertyOf(attributes, schema);
  const value = isJsonObject(container) ? propertyOf(container, attribute) : undefined;
  if (subAttribute === undefined) return value;
  return isJsonObject(value) ? propertyOf(value, subAttribute) : undefined;
}

/** The elements of a multi-valued attribute. */
export function elementsAt(attributes: JsonObject, path: AttributePath): readonly JsonValue[] {
  const value = valueAt(attributes, path);
  return isJsonArray(value) ? value : [];
}

/** The texts at an attribute, or at a sub-attribute of it or of each of its elements. */
export function textsAt(attributes: JsonObject, path: AttributePath): readonly string[] {
  const { subAttribute: sub, ...whole } = path;
  const value = valueAt(attributes, whole);
  const parts = isJsonArray(value) ? value : [value];
  const texts = parts.map((part) => (sub !== undefined && isJsonObject(part) ? propertyOf(part, sub) : part));
  return texts.filter((text) => typeof text === 'string');
}

/** The attributes with one of them set, or without it where the value is undefined. */
export function withValueAt(
  attributes: JsonObject,
  { schema, attribute }: AttributePath,
  value: JsonValue | undefined,
): JsonObject {
  if (schema === undefined) return withProperty(attributes, propertyName(attributes, attribute), value);
  const name = propertyName(attributes, schema);
  const extension = attributes[name];
  const changed = withProperty(isJsonObject(extension) ? extension : {}, attribute, value);
  return withProperty(attributes, name, Object.keys(changed).length === 0 ? undefined : changed);
}

/** The attributes with a change of one value: of the attribute, of its sub-attribute, or of that in each element. */
export function changeAt(
  attributes: JsonObject,
  path: AttributePath,
  change: (value: JsonValue) => JsonValue | undefined,
): JsonObject {
  const { subAttribute: sub, ...whole } = path;
  const value = valueAt(attributes, whole);
  if (value === undefined) return attributes;
  const inside = (object: JsonValue): JsonValue => {
    const before = sub !== undefined && isJsonObject(object) ? propertyOf(object, sub) : undefined;
    if (sub === undefined || before === undefined || !isJsonObject(object)) return object;
    return withProperty(object, propertyName(object, sub), change(before));
  };
  const changed = sub === undefined ? change(value) : isJsonArray(value) ? value.map(inside) : inside(value);
  return withValueAt(attributes, path, changed);
}
