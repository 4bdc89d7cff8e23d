import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

/*
 * The judge: whether a resource as a service returned it holds what a file declares, leaf by leaf. It is written from
 * docs/configuration.md alone and shares nothing with the planner, so that the two can find each other's mistakes.
 */

/** What the judge knows of an attribute by its path: `emails.value`, `urn:…:User:issued`. */
type Kind = 'exact' | 'folded' | 'phone' | 'instant' | 'reference' | 'boolean';

const BASE = 'https://scim.example.com/scim/v2/';

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^userName$|^emails\.value$|\.type$|:colour$/, 'folded'],
  [/^phoneNumbers\.value$/, 'phone'],
  [/:(issued|visits)$|\.(since|lent)$/, 'instant'],
  [/^profileUrl$|^photos\.value$|:(picture|pages)$|\.\$ref$/, 'reference'],
  [/^active$|\.primary$|:remote$/, 'boolean'],
];

/** The declared leaves that the resource does not hold, by their paths; empty where it satisfies the declaration. */
export function unsatisfied(declared: JsonObject, resource: JsonObject): readonly string[] {
  return Object.entries(declared).flatMap(([name, value]) => {
    if (name === 'password') return [];
    const held = named(resource, name);
    if (!name.startsWith('urn:')) return holds(name, value, held) ? [] : [name];
    const extension = isJsonObject(held) ? held : {};
    return Object.entries(isJsonObject(value) ? value : {}).flatMap(([inner, wanted]) =>
      holds(`${name}:${inner}`, wanted, named(extension, inner)) ? [] : [`${name}:${inner}`],
    );
  });
}

function named(object: JsonObject, name: string): JsonValue | undefined {
  const entry = Object.entries(object).find(([known]) => known.toLowerCase() === name.toLowerCase());
  return entry?.[1];
}

/** Whether one declared attribute is held. */
export function holds(path: string, wanted: JsonValue, held: JsonValue | undefined): boolean {
  if (isNothing(wanted)) return isNothing(held) || (isJsonObject(wanted) && holdsObject(path, wanted, held));
  if (isJsonArray(wanted)) return holdsElements(path, wanted, held);
  if (isJsonObject(wanted)) return holdsObject(path, wanted, held);
  return held !== undefined && canonical(path, wanted) === canonical(path, held);
}

function holdsObject(path: string, wanted: JsonObject, held: JsonValue | undefined): boolean {
  const object = isJsonObject(held) ? held : {};
  return Object.entries(wanted).every(([sub, value]) => {
    const actual = named(object, sub);
    if (sub === 'primary' && value === false) return isNothing(actual) || String(actual).toLowerCase() === 'false';
    return holds(`${path}.${sub}`, value, actual);
  });
}

/** The same set: each declared element has one of its own, and none is left over. */
function holdsElements(path: string, wanted: readonly JsonValue[], held: JsonValue | undefined): boolean {
  const given = (isJsonArray(held) ? held : held === undefined ? [] : [held]).filter((element) => !isNothing(element));
  const distinct = [...new Map(given.map((element) => [JSON.stringify(element), element])).values()];
  const asked = withPrimary(wanted.filter((element) => !isNothing(element)));
  return asked.length === distinct.length && canAssign(path, asked, distinct);
}

/** `primary` counts for all elements once one claims it, else for none. */
function withPrimary(elements: readonly JsonValue[]): readonly JsonValue[] {
  const managed = elements.some((element) => isJsonObject(element) && element['primary'] === true);
  return elements.map((element) => {
    if (!isJsonObject(element)) return element;
    const { primary, ...rest } = element;
    return managed ? { ...rest, primary: primary === true } : rest;
  });
}

function canAssign(path: string, wanted: readonly JsonValue[], held: readonly JsonValue[]): boolean {
  const [first, ...rest] = wanted;
  if (first === undefined) return true;
  return held.some(
    (element, i) => holds(path, first, element) && canAssign(path, rest, [...held.slice(0, i), ...held.slice(i + 1)]),
  );
}

/** Null, nothing and an empty list or object are one (RFC 7643 section 2.5). */
export function isNothing(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.values(value).every(isNothing);
}

function canonical(path: string, value: JsonValue): string {
  if (typeof value === 'object') return JSON.stringify(sorted(value));
  const text = String(value);
  switch (KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'exact') {
    case 'folded':
    case 'boolean':
      return text.toLowerCase();
    case 'phone':
      return /\d/.test(text) ? text.replace(/[^\d;]/g, '').replace(/;$/, '') : text;
    case 'instant':
      return String(Date.parse(text));
    case 'reference':
      return new URL(text, BASE).href;
    default:
      return text;
  }
}

function sorted(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name] ?? null)]),
  );
}
