import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { ownProperty } from '../../src/syntax/property.ts';
import { holds, isNothing } from './satisfies.ts';

/*
 * How many leaves of a declaration a resource does not hold: the measure that the number of operations must not exceed.
 * For lists it is the cheapest way to assign held elements to declared ones.
 */

/** The number of leaves that have to change, counted without the planner. */
export function changedLeaves(declared: JsonObject, resource: JsonObject): number {
  let count = 0;
  for (const [name, value] of Object.entries(declared)) {
    const held = ownProperty(resource, name);
    if (!name.startsWith('urn:')) count += ofAttribute(name, value, held);
    else if (isJsonObject(value)) {
      for (const [inner, wanted] of Object.entries(value)) {
        count += ofAttribute(`${name}:${inner}`, wanted, isJsonObject(held) ? ownProperty(held, inner) : undefined);
      }
    }
  }
  return count;
}

function ofAttribute(path: string, wanted: JsonValue, held: JsonValue | undefined): number {
  if (holds(path, wanted, held)) return 0;
  if (isJsonArray(wanted)) return cheapest(path, wanted, isJsonArray(held) ? held : []);
  return isJsonObject(wanted) ? Math.max(1, ofObject(path, wanted, held)) : 1;
}

function ofObject(path: string, wanted: JsonObject, held: JsonValue | undefined): number {
  const object = isJsonObject(held) ? held : {};
  return Object.entries(wanted).filter(([sub, value]) => !holds(`${path}.${sub}`, value, ownProperty(object, sub)))
    .length;
}

function cheapest(path: string, wanted: readonly JsonValue[], held: readonly JsonValue[]): number {
  const [first, ...rest] = wanted;
  if (first === undefined) return held.map(leaves).reduce((sum, count) => sum + count, 0);
  const added = leaves(first) + cheapest(path, rest, held);
  const kept = held.map((element, i) => {
    const cost = isJsonObject(first) ? ofElement(path, first, element) : holds(path, first, element) ? 0 : 2;
    return cost + cheapest(path, rest, [...held.slice(0, i), ...held.slice(i + 1)]);
  });
  return Math.min(added, ...kept);
}

/** Becoming primary or ceasing to be it may be due to another element, so that it counts as one leaf always. */
function ofElement(path: string, wanted: JsonObject, held: JsonValue): number {
  const { primary, ...rest } = wanted;
  if (KEYED_BY_VALUE.has(path) && !holds(`${path}.value`, wanted['value'] ?? null, elementValue(held))) {
    return leaves(wanted) + leaves(held);
  }
  const isPrimary = isJsonObject(held) && held['primary'] === true;
  return ofObject(path, rest, held) + (isPrimary === (primary === true) ? 0 : 1);
}

/** Attributes whose elements are told apart by `value` alone: another value is another element, and not a change of one. */
const KEYED_BY_VALUE: ReadonlySet<string> = new Set(['roles', 'entitlements']);

function elementValue(element: JsonValue): JsonValue | undefined {
  return isJsonObject(element) ? ownProperty(element, 'value') : undefined;
}

function leaves(element: JsonValue): number {
  if (!isJsonObject(element)) return 1;
  return Object.values(element).filter((value) => !isNothing(value)).length;
}
