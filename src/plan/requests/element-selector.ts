import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { CompareValue, Filter } from '../../syntax/filter/filter.ts';
import { heldProperty } from '../../syntax/property.ts';
import type { AttributeState } from '../attributes/normal-form.ts';

/**
 * The filter that selects one current element and no other, now and while the operations of the request run;
 * undefined where no such filter exists, so that only the whole attribute can be replaced.
 * @param changing sub-attributes of this element that the same request changes
 */
export function elementSelector(
  { owned, pairs }: AttributeState,
  element: JsonValue,
  changing: readonly string[],
): Filter | undefined {
  if (!isJsonObject(element)) return undefined;
  const unpaired = pairs.filter((pair) => pair.current !== element);
  const others = [...owned, ...unpaired.flatMap((pair) => [pair.current, pair.desired])].filter((other) =>
    isJsonObject(other),
  );
  return CANDIDATES.filter((names) => !names.some((name) => changing.includes(name)))
    .map((names) => comparisons(element, names))
    .find((found) => found !== undefined && !others.some((other) => matches(other, found)))?.filter;
}

/**
 * Whether an element that stays, or another that is added, is the same in type and value but for letter case:
 * a service may then make one element of the two (RFC 7643 section 2.4: no combination twice).
 */
export function isTaken({ pairs }: AttributeState, element: JsonValue, added: readonly JsonValue[]): boolean {
  if (!isJsonObject(element) || heldProperty(element, 'value') === undefined) return false;
  const isSame = (other: JsonValue | undefined) =>
    isJsonObject(other) &&
    other !== element &&
    ['type', 'value'].every(
      (name) => fold(heldProperty(other, name) ?? null) === fold(heldProperty(element, name) ?? null),
    );
  const staying = pairs.filter(({ desired, current }) => desired !== undefined && current !== undefined);
  return added.some(isSame) || staying.some(({ desired, current }) => isSame(desired) || isSame(current));
}

/** Sub-attributes that may tell an element apart, the most readable first. */
const CANDIDATES: readonly (readonly string[])[] = [['type'], ['value'], ['type', 'value'], ['name'], ['authority']];

/**
 * Text that JSON writes with escapes, or that ends a line: services that do not undo the escapes in filters, such as
 * SCIMMY, select nothing by it, and for a removal answer as if all were well.
 */
const NEEDS_ESCAPES = /["\\\p{Cc}\u2028\u2029]/u;

interface Found {
  readonly values: ReadonlyMap<string, CompareValue>;
  readonly filter: Filter;
}

function comparisons(element: JsonObject, names: readonly string[]): Found | undefined {
  const values = new Map<string, CompareValue>();
  for (const name of names) {
    const value = heldProperty(element, name);
    if (value === undefined || value === null || typeof value === 'object') return undefined;
    if (typeof value === 'string' && NEEDS_ESCAPES.test(value)) return undefined;
    values.set(name, value);
  }
  const operands: readonly Filter[] = [...values].map(([name, value]) => ({
    kind: 'compare',
    path: { attribute: name },
    op: 'eq',
    value,
  }));
  const [first] = operands;
  if (first === undefined) return undefined;
  return { values, filter: operands.length === 1 ? first : { kind: 'and', operands } };
}

function matches(element: JsonObject, { values }: Found): boolean {
  return [...values].every(([name, value]) => fold(heldProperty(element, name)) === fold(value));
}

/** Services differ in whether their filters ignore case, so that a filter must be unique without it. */
function fold(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
