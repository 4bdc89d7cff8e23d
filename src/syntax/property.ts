import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';

const CORE_SCHEMA = /^urn:ietf:params:scim:schemas:core:/i;

/** How an object spells the name of its own property, or the name itself where it has none (RFC 7643 section 2.1). */
export function propertyName(object: JsonObject, name: string): string {
  if (Object.hasOwn(object, name)) return name;
  const folded = name.toLowerCase();
  for (const candidate in object) {
    if (candidate.length === name.length && candidate.toLowerCase() === folded) return candidate;
  }
  return name;
}

/** The value under exactly this name; what every object inherits, such as `constructor`, is no property of its own. */
export function ownProperty(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The value under a name in any case, as it is. */
export function heldProperty(object: JsonObject, name: string): JsonValue | undefined {
  return ownProperty(object, propertyName(object, name));
}

/** The value under a name in any case; undefined where it is absent, null or an empty array, which are the same in SCIM. */
export function propertyOf(object: JsonObject, name: string): JsonValue | undefined {
  const value = heldProperty(object, name);
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

/** The object that holds the attributes of a schema: the resource itself for core schemas, else the extension in it. */
export function schemaContainer(resource: JsonObject, schema: string | undefined): JsonObject | undefined {
  if (schema === undefined || CORE_SCHEMA.test(schema)) return resource;
  const extension = propertyOf(resource, schema);
  return isJsonObject(extension) ? extension : undefined;
}
