import { isExtensionKey } from '../../model/attribute-table.ts';
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/**
 * An entry without what `defaults` say anyway. What they say and the service does not hold becomes null, as the default
 * would be planned otherwise.
 * @param defaults in the form of an entry: extensions under their alias
 */
export function withoutDefaults(entry: JsonObject, defaults: JsonObject): JsonObject {
  const written: Record<string, JsonValue> = { ...entry };
  for (const [name, value] of Object.entries(defaults)) {
    const own = written[name];
    // Defaults are added to an extension attribute by attribute, and to nothing else.
    if (isJsonObject(value) && (own === undefined || isJsonObject(own)) && isExtensionKey(name)) {
      written[name] = withoutDefaults(own ?? {}, value);
      if (Object.keys(written[name]).length === 0) delete written[name];
    } else if (own === undefined) written[name] = null;
    else if (canonicalJson(own) === canonicalJson(value)) delete written[name];
  }
  return written;
}
