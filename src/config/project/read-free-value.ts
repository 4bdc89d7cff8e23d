import type { JsonObject, JsonValue } from '../../model/json.ts';
import * as problems from '../problems/problems.ts';
import { type FileScope, readText } from '../values/read-text.ts';
import { isNull, type Tree, type TreeMap, type TreeScalar } from '../yaml/tree.ts';

/** So many significant digits every number of 64 bits keeps. */
const MOST_DIGITS = 15;

/** RFC 7643 section 2.1. */
const NAME = /^[A-Za-z][\w$-]*$/;

/**
 * Reads the values of an extension whose schema is not known: booleans and numbers keep their type, everything else is its
 * source text. Keys with `$` are refused: they could pass for a secret. Names are those of RFC 7643, and equal in any case.
 */
export function readFreeMap(map: TreeMap, scope: FileScope): JsonObject {
  const values: Record<string, JsonValue> = {};
  const written = new Map<string, string>();
  for (const { key, keyPlace, value: tree } of map.entries.values()) {
    const first = written.get(key.toLowerCase());
    if (key.startsWith('$')) scope.report(problems.dollarInExtension(key), keyPlace);
    else if (!NAME.test(key)) scope.report(problems.badAttributeName(key), keyPlace);
    else if (first !== undefined) scope.report(problems.attributeTwice(first, key), keyPlace);
    written.set(key.toLowerCase(), first ?? key);
    const value = readFree(tree, scope);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

function readFree(tree: Tree, scope: FileScope): JsonValue | undefined {
  if (tree.kind === 'map') return readFreeMap(tree, scope);
  if (tree.kind === 'list') return tree.items.map((item) => readFree(item, scope)).filter((item) => item !== undefined);
  return isNull(tree) ? null : readFreeScalar(tree, scope);
}

function readFreeScalar(scalar: TreeScalar, scope: FileScope): JsonValue | undefined {
  const { value, text } = scalar;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && isExactNumber(text)) return value;
  return readText(scalar, scope);
}

/** What JSON writes as a number and a number can hold: neither `007` nor more digits than it has place for. */
function isExactNumber(text: string): boolean {
  const [, whole = '', fraction = ''] = /^-?(0|[1-9]\d*)(?:\.(\d+))?(?:[eE][+-]?\d+)?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  return whole !== '' && digits.length <= MOST_DIGITS && Number.isFinite(Number(text));
}
