/** A value that JSON can carry, read-only throughout. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. Names are SCIM attribute names, except for the few that start with `$` and belong to rollcall. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** True for `{…}`: neither null nor an array. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for `[…]`; `Array.isArray` alone does not narrow a readonly array. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The string that a property holds, or undefined where it is absent or of another type. */
export function stringAt(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The one text of a value: object names sorted, so that equal values give equal texts.
 * Used wherever a value is hashed, compared as a whole or used as a key.
 */
export function canonicalJson(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`).join(',')}}`;
}

/** True where a value nests more levels than what walks one can take. */
export function isDeeperThan(value: JsonValue, levels: number): boolean {
  if (levels === 0) return true;
  if (isJsonArray(value)) {
    for (const element of value) if (isDeeperThan(element, levels - 1)) return true;
    return false;
  }
  return isJsonObject(value) && isMemberDeeperThan(value, levels - 1);
}

function isMemberDeeperThan(object: JsonObject, levels: number): boolean {
  for (const name in object) if (isDeeperThan(object[name] ?? null, levels)) return true;
  return false;
}
