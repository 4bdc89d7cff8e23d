import type { JsonObject, JsonValue } from '../../model/json.ts';
import * as problems from '../problems/problems.ts';
import { type FileScope, readText } from '../values/read-text.ts';
import { isNull, type Tree, type TreeMap, type TreeScalar } from '../yaml/tree.ts';

/**
 * Reads the values of an extension whose schema is not known: booleans and numbers that JSON would write the same way
 * keep their type, everything else is its source text. Keys with `$` are refused: they could pass for a secret.
 */
export function readFreeMap(map: TreeMap, scope: FileScope): JsonObject {
  const values: Record<string, JsonValue> = {};
  for (const { key, keyPlace, value: tree } of map.entries.values()) {
    if (key.startsWith('$')) scope.report(problems.dollarInExtension(key), keyPlace);
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
  if (typeof value === 'number' && String(value) === text) return value;
  return readText(scalar, scope);
}
