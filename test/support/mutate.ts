import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { ownProperty } from '../../src/syntax/property.ts';
import { withOnePrimary } from './arbitrary-values.ts';
import type { Draw } from './draw.ts';
import { isNothing } from './satisfies.ts';

/*
 * A state near to what is declared, since most mistakes of a planner lie there: some attributes are as declared,
 * some are another draw's, some mix the elements and sub-attributes of both.
 */

/** The state that a service might hold before the declaration is applied; never null. */
export function nearby(declared: JsonObject, other: JsonObject, draw: Draw): JsonObject {
  const state: Record<string, JsonValue> = {};
  for (const name of new Set([...Object.keys(declared), ...Object.keys(other)])) {
    const value = name.startsWith('urn:')
      ? nearby(objectOf(ownProperty(declared, name)), objectOf(ownProperty(other, name)), draw)
      : mixed(ownProperty(declared, name), ownProperty(other, name), draw);
    const clean = withoutNulls(value ?? null);
    if (!isNothing(clean)) state[name] = clean;
  }
  return state;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function mixed(declared: JsonValue | undefined, other: JsonValue | undefined, draw: Draw): JsonValue | undefined {
  const how = draw.below(6);
  if (declared === undefined || declared === null || how === 1) return other ?? undefined;
  if (how === 2) return undefined;
  if (how === 0) return declared;
  if (isJsonArray(declared)) return draw.shuffled(mixedElements(declared, isJsonArray(other) ? other : [], draw));
  return isJsonObject(declared) ? mixedObject(declared, objectOf(other), draw) : (other ?? declared);
}

function mixedElements(declared: readonly JsonValue[], other: readonly JsonValue[], draw: Draw): readonly JsonValue[] {
  const elements = declared.flatMap((element, i) => {
    const how = draw.below(6);
    if (how === 1) return [];
    if (how === 2) return [element, mixedElement(element, other[i], draw)];
    return how === 3 || how === 4 ? [mixedElement(element, other[i], draw)] : [element];
  });
  const all = draw.oneIn(3) ? [...elements, ...other] : elements;
  return withOnePrimary([...new Map(all.map((element) => [JSON.stringify(element), element])).values()]);
}

function mixedElement(element: JsonValue, other: JsonValue | undefined, draw: Draw): JsonValue {
  return isJsonObject(element) && isJsonObject(other) ? mixedObject(element, other, draw) : element;
}

function mixedObject(declared: JsonObject, other: JsonObject, draw: Draw): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (const name of new Set([...Object.keys(declared), ...Object.keys(other)])) {
    const [mine, theirs] = [ownProperty(declared, name), ownProperty(other, name)];
    const how = draw.below(4);
    const value = how === 1 ? theirs : how === 2 && name !== 'value' ? undefined : (mine ?? theirs);
    if (value !== undefined) object[name] = value;
  }
  return Object.keys(object).length === 0 ? declared : object;
}

function withoutNulls(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(withoutNulls).filter((element) => !isNothing(element));
  if (!isJsonObject(value)) return value;
  const kept: Record<string, JsonValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    const clean = withoutNulls(inner);
    if (!isNothing(clean)) kept[name] = clean;
  }
  return kept;
}
