import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { ownProperty } from '../../src/syntax/property.ts';

/*
 * What a change must leave alone: attributes that nobody declared, undeclared sub-attributes of declared complex
 * values, and of elements that plainly stay. Like the judge, it shares nothing with the planner.
 */

/** What only the service writes. */
const OWNED = new Set(['id', 'meta', 'schemas', 'groups']);

/** The paths of undeclared values that differ between two states of one resource. */
export function touchedUndeclared(declared: JsonObject, before: JsonObject, after: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    if (OWNED.has(name)) return [];
    const [wanted, was, is] = [ownProperty(declared, name), ownProperty(before, name), ownProperty(after, name)];
    if (wanted === undefined) return same(was, is) ? [] : [name];
    if (name.startsWith('urn:')) return touchedUndeclared(asObject(wanted), asObject(was), asObject(is));
    if (isJsonArray(wanted)) return touchedInElements(name, wanted, asArray(was), asArray(is));
    return isJsonObject(wanted) ? touchedSubs(name, wanted, asObject(was), asObject(is)) : [];
  });
}

function touchedSubs(path: string, wanted: JsonObject, was: JsonObject, is: JsonObject): readonly string[] {
  const subs = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...subs]
    .filter((sub) => ownProperty(wanted, sub) === undefined && !same(ownProperty(was, sub), ownProperty(is, sub)))
    .map((sub) => `${path}.${sub}`);
}

/** An element plainly stays where both its type and its value are declared, and no other has them. */
function touchedInElements(
  path: string,
  wanted: readonly JsonValue[],
  was: readonly JsonValue[],
  is: readonly JsonValue[],
): readonly string[] {
  return wanted.flatMap((element) => {
    if (!isJsonObject(element) || typeof element['type'] !== 'string' || typeof element['value'] !== 'string')
      return [];
    const [before, ...othersBefore] = was.filter((candidate) => isSameElement(element, candidate));
    const [after, ...othersAfter] = is.filter((candidate) => isSameElement(element, candidate));
    if (othersBefore.length + othersAfter.length > 0) return [];
    if (before === undefined || after === undefined) return [];
    return touchedSubs(path, { ...element, primary: false }, asObject(before), asObject(after));
  });
}

function isSameElement(element: JsonObject, candidate: JsonValue): boolean {
  return isJsonObject(candidate) && candidate['type'] === element['type'] && candidate['value'] === element['value'];
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function asArray(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
