import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { heldProperty } from '../../syntax/property.ts';
import type { ElementKind } from './element-kind.ts';

/** An element as declared and the one on the service that it means; one of them may be missing. */
export type ElementPair =
  | { readonly desired: JsonValue; readonly current: JsonValue }
  | { readonly desired: JsonValue; readonly current?: never }
  | { readonly desired?: never; readonly current: JsonValue };

/**
 * Pairs the elements of a multi-valued attribute. Keys are chosen for the pair of lists, because neither `type`
 * nor `value` is unique by itself (RFC 7643 section 2.4 allows two work addresses):
 * first what already holds, then equal (type, value), then a type that is unique on both sides, then `value`, of elements
 * without a type first.
 * The result does not depend on the order of either list.
 */
export function pairElements(
  kind: ElementKind,
  desired: readonly JsonValue[],
  current: readonly JsonValue[],
): readonly ElementPair[] {
  const rest: Rest = { desired: inStableOrder(desired), current: inStableOrder(current), pairs: [] };
  pairHolding(rest, kind);
  if (kind.key !== undefined) {
    pairWhere(rest, keyBy(kind, [kind.key]));
  } else {
    pairWhere(rest, keyBy(kind, ['type', 'value']));
    pairByUniqueType(rest, kind);
    pairByValue(rest, kind, desired);
  }
  return [
    ...rest.pairs,
    ...rest.desired.map((element) => ({ desired: element })),
    ...rest.current.map((element) => ({ current: element })),
  ];
}

/** Whether two elements of a list are one and the same to SCIM: equal in every sub-attribute, or equal in what tells them apart. */
export function hasRepeatedElement(kind: ElementKind, elements: readonly JsonValue[]): boolean {
  if (elements.length < 2) return false;
  const key = kind.key === undefined ? keyBy(kind, ['type', 'value']) : keyBy(kind, [kind.key]);
  const keys = elements.map((element) => key(element) ?? canonicalJson(element));
  return new Set(keys).size < keys.length;
}

/** What is not paired yet, and what is. */
interface Rest {
  desired: readonly JsonValue[];
  current: readonly JsonValue[];
  readonly pairs: ElementPair[];
}

/** The text that elements must share to be paired; undefined pairs nothing. */
type Key = (element: JsonValue) => string | undefined;

function pairWhere(rest: Rest, key: Key, currentKey = key): void {
  if (rest.desired.length === 0 || rest.current.length === 0) return;
  const candidates = groupByKey(rest.current, currentKey);
  const unpaired: JsonValue[] = [];
  for (const desired of rest.desired) {
    const name = key(desired);
    const current = name === undefined ? undefined : candidates.get(name)?.shift();
    if (current === undefined) unpaired.push(desired);
    else rest.pairs.push({ desired, current });
  }
  const paired = new Set(rest.pairs.map((pair) => pair.current));
  rest.desired = unpaired;
  rest.current = rest.current.filter((element) => !paired.has(element));
}

/**
 * Pairs as many elements as possible with one that already holds all of them: a vague element may be held by several,
 * and must not take the only one that holds a precise element (maximum matching by augmenting paths).
 */
function pairHolding(rest: Rest, kind: ElementKind): void {
  if (rest.desired.length === 0 || rest.current.length === 0) return;
  const key = keyBy(kind, [kind.key ?? 'value']);
  const byKey = groupByKey(rest.current, key);
  const owners = new Map<JsonValue, JsonValue>();
  const claim = (desired: JsonValue, seen: Set<JsonValue>): boolean => {
    const name = key(desired);
    for (const current of name === undefined ? rest.current : (byKey.get(name) ?? [])) {
      if (seen.has(current) || !kind.holds(desired, current)) continue;
      seen.add(current);
      const owner = owners.get(current);
      if (owner !== undefined && !claim(owner, seen)) continue;
      owners.set(current, desired);
      return true;
    }
    return false;
  };
  for (const desired of rest.desired) claim(desired, new Set());
  const paired = new Set(owners.values());
  for (const [current, desired] of owners) rest.pairs.push({ desired, current });
  rest.desired = rest.desired.filter((element) => !paired.has(element));
  rest.current = rest.current.filter((element) => !owners.has(element));
}

function pairByUniqueType(rest: Rest, kind: ElementKind): void {
  const byType = keyBy(kind, ['type']);
  const desired = groupByKey(rest.desired, byType);
  const current = groupByKey(rest.current, byType);
  const unique: Key = (element) => {
    const type = byType(element);
    return type !== undefined && desired.get(type)?.length === 1 && current.get(type)?.length === 1 ? type : undefined;
  };
  pairWhere(rest, unique);
}

/**
 * A declared element without a type keeps the one that it finds. It must not find that of another declared element: the
 * two would become the same, and the service would keep one of them.
 */
function pairByValue(rest: Rest, kind: ElementKind, desired: readonly JsonValue[]): void {
  if (rest.desired.length === 0 || rest.current.length === 0) return;
  const value = keyBy(kind, ['value']);
  const typed = keyBy(kind, ['type', 'value']);
  pairWhere(rest, (element) => (typed(element) === undefined ? value(element) : undefined));
  const taken = new Set(desired.map(typed).filter((key) => key !== undefined));
  pairWhere(rest, value, (element) => (taken.has(typed(element) ?? '') ? undefined : value(element)));
}

function groupByKey(elements: readonly JsonValue[], key: Key): Map<string, JsonValue[]> {
  const groups = new Map<string, JsonValue[]>();
  for (const element of elements) {
    const name = key(element);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [element]);
    else group.push(element);
  }
  return groups;
}

/** The canonical sub-attributes of these names together, or undefined where one is missing. */
function keyBy(kind: ElementKind, names: readonly string[]): Key {
  return (element) => {
    if (!isJsonObject(element)) return undefined;
    const parts = names.map((name) => canonicalSub(kind, element, name));
    return parts.includes(undefined) ? undefined : JSON.stringify(parts);
  };
}

function canonicalSub(kind: ElementKind, element: JsonObject, name: string): string | undefined {
  const value = heldProperty(element, name);
  return value === undefined || value === null ? undefined : kind.canonicalSub(name, value);
}

/** Each element once, the most specific first, so that a vague one never takes the one that a precise one means; then by text. */
export function inStableOrder(elements: readonly JsonValue[]): readonly JsonValue[] {
  if (elements.length < 2) return elements;
  const size = (element: JsonValue) => (isJsonObject(element) ? Object.keys(element).length : 1);
  const byText = new Map(elements.map((element) => [canonicalJson(element), element]));
  return [...byText]
    .sort(([a, one], [b, other]) => size(other) - size(one) || (a < b ? -1 : 1))
    .map(([, element]) => element);
}
