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
  if (isJsonArray(wanted)) {
    const elements = isJsonArray(held) ? held : [];
    return cheapest({ path, telling: tellingTypes(wanted, elements) }, wanted, elements);
  }
  return isJsonObject(wanted) ? Math.max(1, ofObject(path, wanted, held)) : 1;
}

function ofObject(path: string, wanted: JsonObject, held: JsonValue | undefined): number {
  const object = isJsonObject(held) ? held : {};
  return Object.entries(wanted).filter(([sub, value]) => !holds(`${path}.${sub}`, value, ownProperty(object, sub)))
    .length;
}

/** A list, and the types by which its elements are known although their value changes: those that stand once on both sides. */
interface List {
  readonly path: string;
  readonly telling: ReadonlySet<string>;
}

function tellingTypes(wanted: readonly JsonValue[], held: readonly JsonValue[]): ReadonlySet<string> {
  const once = (elements: readonly JsonValue[]) => {
    const types = elements.map(typeOf);
    return types.filter((type) => type !== undefined && types.indexOf(type) === types.lastIndexOf(type));
  };
  const heldOnce = new Set(once(held));
  return new Set(once(wanted).flatMap((type) => (type !== undefined && heldOnce.has(type) ? [type] : [])));
}

function typeOf(element: JsonValue): string | undefined {
  const type = isJsonObject(element) ? ownProperty(element, 'type') : undefined;
  return typeof type === 'string' ? type.toLowerCase() : undefined;
}

function cheapest(list: List, wanted: readonly JsonValue[], held: readonly JsonValue[]): number {
  const { path } = list;
  const [first, ...rest] = wanted;
  if (first === undefined) return held.map(leaves).reduce((sum, count) => sum + count, 0);
  const added = leaves(first) + cheapest(list, rest, held);
  const kept = held.map((element, i) => {
    const cost = isJsonObject(first) ? ofElement(list, first, element) : holds(path, first, element) ? 0 : 2;
    return cost + cheapest(list, rest, [...held.slice(0, i), ...held.slice(i + 1)]);
  });
  return Math.min(added, ...kept);
}

/**
 * Another value is another element, and not a change of one, unless its type says that it is the same.
 * Becoming primary or ceasing to be it may be due to another element, so that it counts as one leaf always.
 */
function ofElement({ path, telling }: List, wanted: JsonObject, held: JsonValue): number {
  const { primary, ...rest } = wanted;
  const type = typeOf(wanted);
  const isTold = type !== undefined && telling.has(type) && type === typeOf(held) && !KEYED_BY_VALUE.has(path);
  if (!isTold && !holds(`${path}.value`, wanted['value'] ?? null, elementValue(held))) {
    return leaves(wanted) + leaves(held);
  }
  const isPrimary = isJsonObject(held) && held['primary'] === true;
  return ofObject(path, rest, held) + (isPrimary === (primary === true) ? 0 : 1);
}

/** Attributes whose elements are told apart by `value` alone. */
const KEYED_BY_VALUE: ReadonlySet<string> = new Set(['roles', 'entitlements']);

function elementValue(element: JsonValue): JsonValue | undefined {
  return isJsonObject(element) ? ownProperty(element, 'value') : undefined;
}

function leaves(element: JsonValue): number {
  if (!isJsonObject(element)) return 1;
  return Object.values(element).filter((value) => !isNothing(value)).length;
}
