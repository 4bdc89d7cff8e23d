import type { JsonValue } from '../../model/json.ts';
import type { Place, SourceFile } from './source-file.ts';

/**
 * What a YAML document says, with the place of everything in it: aliases followed, merge keys merged.
 * A tree is shared where the file shares it by an anchor, so nobody changes one.
 */
export type Tree = TreeMap | TreeList | TreeScalar;

export interface TreeMap extends Place {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, TreeEntry>;
}

export interface TreeEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: Tree;
}

export interface TreeList extends Place {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

export interface TreeScalar extends Place {
  readonly kind: 'scalar';
  /** The text as written, quotes and escapes resolved: `00123` and `yes` stay what they are. */
  readonly text: string;
  /** What any YAML 1.2 reader would take it for. */
  readonly value: string | number | boolean | null;
}

/** A map with nothing in it, for a section that is not written. */
export const EMPTY_MAP: TreeMap = { kind: 'map', entries: new Map(), start: 0, end: 0 };

/** True for a plain null, `~` or nothing at all. */
export function isNull(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null;
}

/** The value under a key, or undefined where the tree is no map or lacks it. */
export function childOf(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'map' ? tree.entries.get(key)?.value : undefined;
}

/** The plain value that any YAML reader would see; what the JSON Schemas describe. */
export function plainValue(tree: Tree): JsonValue {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plainValue);
  const object: Record<string, JsonValue> = {};
  for (const [key, entry] of tree.entries) object[key] = plainValue(entry.value);
  return object;
}

/** Where to point when a value is at fault: a scalar itself, of anything longer its first line. */
export function placeOf(tree: Tree, file: SourceFile): Place {
  if (tree.kind === 'scalar') return tree;
  const lineEnd = file.text.slice(tree.start, tree.end).search(/\s*(?:\r?\n|$)/);
  return { start: tree.start, end: lineEnd === -1 ? tree.end : tree.start + lineEnd };
}

/** Where to point when the value of an entry is at fault: the value if it is a written scalar, else the key. */
export function entryPlace(entry: TreeEntry): Place {
  return entry.value.kind === 'scalar' && entry.value.end > entry.value.start ? entry.value : entry.keyPlace;
}

/** Keys that JavaScript objects treat specially; no attribute has such a name. */
export const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
