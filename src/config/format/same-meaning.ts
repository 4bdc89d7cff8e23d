import { EXTENSION_ALIASES } from '../../model/attribute-table.ts';
import { isNull, type Tree, type TreeMap } from '../yaml/tree.ts';

/** True if two texts say the same to rollcall: the order and spelling of keys and the quotes mean nothing to it. */
export function sameMeaning(before: readonly Tree[], after: readonly Tree[]): boolean {
  return before.length === after.length && before.every((tree, index) => isSame(tree, after[index]));
}

function isSame(before: Tree, after: Tree | undefined): boolean {
  if (before.kind === 'map') return after?.kind === 'map' && isSameMap(before, after);
  if (before.kind === 'list') return after?.kind === 'list' && sameMeaning(before.items, after.items);
  if (after?.kind !== 'scalar') return false;
  if (isNull(before) || isNull(after)) return isNull(before) && isNull(after);
  return textOf(before.text, before.value) === textOf(after.text, after.value);
}

function textOf(text: string, value: unknown): string {
  return typeof value === 'boolean' ? text.toLowerCase() : text;
}

function isSameMap(before: TreeMap, after: TreeMap): boolean {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  return was.size === is.size && [...was].every(([key, value]) => isSame(value, is.get(key)));
}

function valuesOf({ entries }: TreeMap): ReadonlyMap<string, Tree> {
  return new Map([...entries].map(([key, { value }]) => [foldedKey(key), value]));
}

function foldedKey(key: string): string {
  const folded = key.toLowerCase();
  return (EXTENSION_ALIASES.get(folded) ?? folded).toLowerCase();
}
