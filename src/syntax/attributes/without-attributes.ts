import { isExtension } from '../../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/**
 * Leaves attributes out of a resource. A list with an element of which nothing remains is left out as a whole,
 * because without it the list would ask for that element's removal.
 * @param paths as `$ignore` names them: `title`, `name.givenName`, `emails.display`, `urn:…:User:department`; names in any case
 */
export function withoutAttributes(attributes: JsonObject, paths: readonly string[]): JsonObject {
  const left = new Set(paths.map((path) => path.toLowerCase()));
  const strip = (object: JsonObject, prefix: string): JsonObject => {
    const kept: Record<string, JsonValue> = {};
    for (const [name, value] of Object.entries(object)) {
      const path = `${prefix}${name}`;
      const inner = left.has(path.toLowerCase()) ? undefined : stripValue(value, innerPrefix(path, prefix));
      if (inner !== undefined) kept[name] = inner;
    }
    return kept;
  };
  const stripValue = (value: JsonValue, prefix: string): JsonValue | undefined => {
    if (isJsonObject(value)) return strip(value, prefix);
    if (!isJsonArray(value)) return value;
    const elements = value.map((element) => (isJsonObject(element) ? strip(element, prefix) : element));
    return elements.some((element) => isJsonObject(element) && Object.keys(element).length === 0)
      ? undefined
      : elements;
  };
  return strip(attributes, '');
}

/** What stands before the names below a path: attributes of an extension follow a colon, sub-attributes a dot. */
function innerPrefix(path: string, prefix: string): string {
  return `${path}${prefix === '' && isExtension(path) ? ':' : '.'}`;
}
