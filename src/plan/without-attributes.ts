import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { isExtension } from './attribute-lookup.ts';

/**
 * Leaves attributes out of a resource.
 * @param paths as `$ignore` names them: `title`, `name.givenName`, `urn:…:User:department`; names in any case
 */
export function withoutAttributes(attributes: JsonObject, paths: readonly string[]): JsonObject {
  const left = new Set(paths.map((path) => path.toLowerCase()));
  const strip = (object: JsonObject, prefix: string): JsonObject => {
    const kept: Record<string, JsonValue> = {};
    for (const [name, value] of Object.entries(object)) {
      const path = `${prefix}${name}`;
      if (left.has(path.toLowerCase())) continue;
      kept[name] = isJsonObject(value)
        ? strip(value, `${path}${isExtension(path) && prefix === '' ? ':' : '.'}`)
        : value;
    }
    return kept;
  };
  return strip(attributes, '');
}
