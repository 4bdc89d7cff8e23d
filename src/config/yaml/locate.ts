import { EXTENSION_ALIASES } from '../../model/attribute-table.ts';
import type { Pointer, Span } from '../../model/span.ts';
import type { ColumnMapping } from '../csv/column-mapping.ts';
import { parseResourceFile } from '../parse-file.ts';
import { type SourceFile, sourceFile, spanAt } from './source-file.ts';
import { entryPlace, placeOf, type Tree, type TreeEntry, type TreeMap } from './tree.ts';

/** Files that are kept parsed; a diagnostic rarely names places in more of them than this. */
const KEPT_FILES = 16;

interface Parsed {
  readonly file: SourceFile;
  readonly root: Tree | undefined;
}

/**
 * Finds the places of values by reading their files again, because nobody asks for most of them.
 * Keys are compared without regard to case and alias; of a path that is not there, the deepest part that is.
 * @param columns which headers of CSV files are read, by path, where rollcall.yaml maps them
 */
export function locator(
  files: ReadonlyMap<string, string>,
  columns: ReadonlyMap<string, ColumnMapping> = new Map(),
): (pointer: Pointer) => Span {
  const kept = new Map<string, Parsed>();
  return ({ file, path }) => {
    const parsed = kept.get(file) ?? parse(file, files.get(file) ?? '', columns.get(file));
    if (kept.size >= KEPT_FILES) kept.clear();
    kept.set(file, parsed);
    return locate(parsed, path);
  };
}

function parse(path: string, text: string, columns: ColumnMapping | undefined): Parsed {
  const file = sourceFile(path, text);
  return { file, root: parseResourceFile(file, () => undefined, columns) };
}

function locate({ file, root }: Parsed, path: Pointer['path']): Span {
  if (root === undefined) return spanAt(file, { start: 0, end: 0 });
  let node = root;
  let place = placeOf(root, file);
  for (const part of path) {
    const entry = node.kind === 'map' ? entryAt(node, String(part)) : undefined;
    const next = node.kind === 'list' ? node.items[Number(part)] : entry?.value;
    if (next === undefined) break;
    node = next;
    place = entry === undefined ? placeOf(next, file) : entryPlace(entry);
  }
  return spanAt(file, place);
}

function entryAt({ entries }: TreeMap, key: string): TreeEntry | undefined {
  const folded = foldedName(key);
  return entries.get(key) ?? [...entries.values()].find((entry) => foldedName(entry.key) === folded);
}

function foldedName(key: string): string {
  const folded = key.toLowerCase();
  return (EXTENSION_ALIASES.get(folded) ?? folded).toLowerCase();
}
