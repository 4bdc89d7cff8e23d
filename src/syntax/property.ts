import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';

const CORE_SCHEMA = /^urn:ietf:params:scim:schemas:core:/i;

/** The own property of an object whose name differs at most in case, as it is spelt there (RFC 7643 section 2.1). */
export function propertyName(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(object).find((candidate) => candidate.toLowerCase() === folded);
}

/** The value under a name in any case; undefined where it is absent, null or an empty array, which are the same in SCIM. */
export function propertyOf(object: JsonObject, name: string): JsonValue | undefined {
  const found = propertyName(object, name);
  const value = found === undefined ? undefined : object[found];
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

/** The object that holds the attributes of a schema: the resource itself for core schemas, else the extension in it. */
export function schemaContainer(resource: JsonObject, schema: string | undefined): JsonObject | undefined {
  if (schema === undefined || CORE_SCHEMA.test(schema)) return resource;
  const extension = propertyOf(resource, schema);
  return isJsonObject(extension) ? extension : undefined;
}
