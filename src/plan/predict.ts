import { isExtension } from '../model/attribute-table.ts';
import type { DeclaredResource } from '../model/configuration.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ScimResource } from '../model/resource.ts';
import { withManagerName } from '../syntax/manager-name.ts';
import { withoutAttributes } from './without-attributes.ts';

/**
 * What a resource will hold, members aside: the declared value of an attribute or sub-attribute, else the current one.
 * A manager goes by userName, as in files.
 * @param nameOf the userName of an id
 */
export function predict(
  declared: DeclaredResource,
  current: ScimResource | undefined,
  nameOf: (id: string) => string,
): JsonObject {
  const { attributes, ignore } = declared;
  if (current === undefined) return withManagerName(attributes, nameOf);
  const compared = ignore.length === 0 ? attributes : withoutAttributes(attributes, ignore);
  return withManagerName(merged(current, compared), nameOf);
}

/** Names that differ in case only are one attribute (RFC 7643 section 2.1). */
function merged(current: JsonObject, declared: JsonObject): JsonObject {
  const names = new Map(Object.keys(declared).map((name) => [name.toLowerCase(), name]));
  const result: Record<string, JsonValue> = { ...declared };
  for (const [name, held] of Object.entries(current)) {
    const own = names.get(name.toLowerCase());
    if (own === undefined) result[name] = held;
    else result[own] = mergedValue(own, held, declared[own] ?? null);
  }
  return result;
}

function mergedValue(name: string, held: JsonValue, declared: JsonValue): JsonValue {
  if (!isJsonObject(held) || !isJsonObject(declared)) return declared;
  return isExtension(name) ? merged(held, declared) : { ...held, ...declared };
}
