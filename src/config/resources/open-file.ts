import { DECLARABLE_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ResourceType } from '../../model/resource.ts';
import type { Shapes } from '../check/compile-shapes.ts';
import { loadShapes } from '../check/load-shapes.ts';
import type { ColumnMapping } from '../csv/column-mapping.ts';
import { type WorkingTree, workingTree } from '../doors/working-tree.ts';
import { type Problem, type Report, reportInto } from '../problems/report.ts';
import { readSource } from '../values/read-source.ts';
import type { SourceFile } from '../yaml/source-file.ts';
import type { Tree, TreeEntry, TreeMap } from '../yaml/tree.ts';
import { type KnownFiles, knownOr } from './known-files.ts';
import { isOrdinary } from './ordinary-entry.ts';
import { inSchemaSpelling } from './schema-spelling.ts';

/** What collects while the files of a project are read. */
export interface Reading {
  readonly tree: WorkingTree;
  readonly shapes: Shapes;
  /** The bytes of their texts, by path. */
  readonly files: Map<string, Uint8Array>;
  /** What rollcall.yaml says of the headers of CSV files, by path. */
  readonly columns: Map<string, ColumnMapping>;
  readonly diagnostics: Diagnostic[];
  /** What others have read of the same files; without it, this reading is alone. */
  readonly known?: KnownFiles;
}

/** Begins to read the project of a folder. */
export async function beginReading(dir: string, known?: KnownFiles): Promise<Reading> {
  const shapes = await loadShapes();
  const empty = { files: new Map(), columns: new Map(), diagnostics: [] };
  return { tree: workingTree(dir), shapes, ...empty, ...(known === undefined ? {} : { known }) };
}

/** A file that could be read, and where its problems go. */
export interface OpenFile {
  readonly file: SourceFile;
  readonly report: Report;
  /** What it says, where somebody has parsed it already and told what is wrong. */
  readonly parsed?: Tree;
}

/** Reads a file into the collection; undefined where that fails, which is reported without a line. */
export async function openFile(
  path: string,
  { tree, files, diagnostics, known }: Reading,
): Promise<OpenFile | undefined> {
  const file = await knownOr(known?.sources, path, () => readSource(tree, path));
  if ('code' in file) {
    diagnostics.push(withoutLine(file, path));
    return undefined;
  }
  files.set(path, file.bytes);
  return { file, report: reportInto(file, diagnostics) };
}

/** Says of a file that it is none of ours, and forgets its text and all that was said of it since `before`. */
export function nameOnly(
  { path }: SourceFile,
  problem: Problem,
  before: number,
  { files, diagnostics }: Reading,
): undefined {
  files.delete(path);
  diagnostics.splice(before, diagnostics.length - before, withoutLine(problem, path));
  return undefined;
}

function withoutLine(problem: Problem, file: string): Diagnostic {
  const start = { line: 1, column: 1 };
  return { ...problem, span: { file, start, end: start } };
}

const SECTIONS: Readonly<Record<'users' | 'groups', ResourceType>> = { users: 'User', groups: 'Group' };

/** A file with its attribute names in schema spelling; extensions may go by their alias. */
export interface SpeltFile {
  readonly root: TreeMap;
  /** The entries whose shape must be looked at; it is beyond doubt in all others. */
  readonly doubtful: ReadonlySet<Tree>;
}

/** Brings the attribute names below `users` and `groups` to schema spelling. */
export function resourcesInSchemaSpelling(root: TreeMap, report: Report): SpeltFile {
  const entries = new Map<string, TreeEntry>(root.entries);
  const doubtful = new Set<Tree>();
  for (const [section, type] of Object.entries(SECTIONS)) {
    const entry = root.entries.get(section);
    if (entry?.value.kind !== 'list') continue;
    const respell = (item: Tree): Tree => {
      if (item.kind === 'map' && isOrdinary(item, type)) return item;
      const spelt = item.kind === 'map' ? inSchemaSpelling(item, DECLARABLE_ATTRIBUTES[type], report) : item;
      doubtful.add(spelt);
      return spelt;
    };
    entries.set(section, { ...entry, value: { ...entry.value, items: entry.value.items.map(respell) } });
  }
  return { root: { ...root, entries }, doubtful };
}
