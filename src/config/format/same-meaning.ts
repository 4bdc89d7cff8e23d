import { EXTENSION_ALIASES } from '../../model/attribute-table.ts';
import { canonicalJson, type JsonValue } from '../../model/json.ts';
import { isNull, type Tree } from '../yaml/tree.ts';

/** True if two texts say the same to rollcall: the order and spelling of keys and the quotes mean nothing to it. */
export function sameMeaning(before: readonly Tree[], after: readonly Tree[]): boolean {
  return canonicalJson(before.map(meaning)) === canonicalJson(after.map(meaning));
}

function meaning(tree: Tree): JsonValue {
  if (tree.kind === 'list') return tree.items.map(meaning);
  if (tree.kind === 'scalar') {
    if (isNull(tree)) return null;
    return typeof tree.value === 'boolean' ? tree.text.toLowerCase() : tree.text;
  }
  return Object.fromEntries([...tree.entries].map(([key, { value }]) => [foldedKey(key), meaning(value)]));
}

function foldedKey(key: string): string {
  const folded = key.toLowerCase();
  return (EXTENSION_ALIASES.get(folded) ?? folded).toLowerCase();
}
