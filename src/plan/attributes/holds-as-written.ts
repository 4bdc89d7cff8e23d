import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/**
 * The usual case, told without making anything: the resource holds every declared value letter for letter, under the
 * declared names and in the declared order. False says nothing: then the normal form has to decide.
 */
export function holdsAsWritten(declared: JsonObject, resource: JsonObject): boolean {
  for (const name in declared) {
    if (!Object.hasOwn(resource, name) || !holdsValue(declared[name], resource[name])) return false;
  }
  return true;
}

function holdsValue(declared: JsonValue | undefined, held: JsonValue | undefined): boolean {
  if (declared === held) return true;
  if (isJsonArray(declared)) return isJsonArray(held) && holdsElements(declared, held);
  return isJsonObject(declared) && isJsonObject(held) && holdsAsWritten(declared, held);
}

function holdsElements(declared: readonly JsonValue[], held: readonly JsonValue[]): boolean {
  if (declared.length !== held.length) return false;
  for (let i = 0; i < declared.length; i++) {
    const [wanted, element] = [declared[i], held[i]];
    if (!holdsValue(wanted, element) || primaryOf(wanted) !== primaryOf(element)) return false;
  }
  return true;
}

/** `primary` is managed for all elements at once (RFC 7643 section 2.4), so that none may be more than is declared. */
function primaryOf(element: JsonValue | undefined): boolean {
  const primary = isJsonObject(element) ? element['primary'] : undefined;
  return primary !== undefined && primary !== false;
}
