import type { ErrorObject, ValidateFunction } from 'ajv';
import * as problems from '../problems/problems.ts';
import { MOST_PROBLEMS, type Report } from '../problems/report.ts';
import type { Place, SourceFile } from '../yaml/source-file.ts';
import {
  entryPlace,
  isNull,
  placeOf,
  plainValue,
  type Tree,
  type TreeEntry,
  type TreeMap,
  type TreeScalar,
} from '../yaml/tree.ts';
import { problemOf, unknownProblem } from './shape-problems.ts';

/** So many entries are checked together: the validator copies its errors with each entry that adds to them. */
const TOGETHER = 500;

/**
 * Reports where a tree, with attributes in schema spelling, is not shaped as its JSON Schema says. What comes after a
 * thousand problems is not looked at.
 * @param doubtful the entries to look at, where it is known that nothing is wrong with all others
 */
export function checkShape(
  tree: Tree,
  validate: ValidateFunction,
  file: SourceFile,
  report: Report,
  doubtful?: ReadonlySet<Tree>,
): void {
  let told = 0;
  for (const part of partsOf(tree, doubtful)) {
    if (told >= MOST_PROBLEMS) return;
    if (validate(plainValue(part))) continue;
    const errors = (validate.errors ?? []).slice(0, MOST_PROBLEMS - told);
    told += errors.length;
    for (const error of errors) reportShapeError(error, part, file, report);
  }
}

/** The tree with some of its entries at a time; what stands beside them is in each part, and said once. */
function* partsOf(tree: Tree, doubtful: ReadonlySet<Tree> | undefined): Generator<Tree> {
  if (tree.kind !== 'map') {
    yield tree;
    return;
  }
  const lengths = ['users', 'groups'].map((section) => itemsOf(tree.entries.get(section)).length);
  for (let from = 0; from === 0 || from < Math.max(...lengths); from += TOGETHER) yield partFrom(tree, from, doubtful);
}

function itemsOf(entry: TreeEntry | undefined): readonly Tree[] {
  return entry?.value.kind === 'list' ? entry.value.items : [];
}

function partFrom(tree: TreeMap, from: number, doubtful: ReadonlySet<Tree> | undefined): TreeMap {
  const entries = new Map(tree.entries);
  for (const section of ['users', 'groups']) {
    const entry = entries.get(section);
    if (entry?.value.kind !== 'list') continue;
    const items = entry.value.items.slice(from, from + TOGETHER);
    entries.set(section, { ...entry, value: { ...entry.value, items: doubtfulOf(items, doubtful) } });
  }
  return { ...tree, entries };
}

const ABSENT: TreeScalar = { kind: 'scalar', text: 'absent', value: 'absent', start: 0, end: 0 };
/** An entry of either type with which nothing is wrong. */
const FAULTLESS: TreeMap = {
  kind: 'map',
  entries: new Map([['$state', { key: '$state', keyPlace: ABSENT, value: ABSENT }]]),
  start: 0,
  end: 0,
};

/** The entries that must be looked at, each in its place, with little in the places of the others; none where none must. */
function doubtfulOf(items: readonly Tree[], doubtful: ReadonlySet<Tree> | undefined): readonly Tree[] {
  if (doubtful === undefined) return items;
  return items.some((item) => doubtful.has(item)) ? items.map((item) => (doubtful.has(item) ? item : FAULTLESS)) : [];
}

/** Keywords whose failure only sums up others, or which the reader of that part explains better. */
const SILENT: ReadonlySet<string> = new Set(['if', 'oneOf']);

function reportShapeError(error: ErrorObject, tree: Tree, file: SourceFile, report: Report): void {
  if (SILENT.has(error.keyword) || error.schemaPath.includes('/oneOf/')) return;
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const { node, entry } = follow(tree, path);
  if (path.at(-1) === 'manager' && node.kind === 'map') return;
  if (error.keyword === 'additionalProperties') reportUnknown(error, node, path, report);
  else if (isSecret(error, node)) report(problems.literalSecret(), node);
  else report(problemOf(error, node, path), entry === undefined ? placeOf(node, file) : placeOfEntry(error, entry));
}

/** What the schemas ask of every secret. */
const SECRET_PATTERN = '^\\$\\{(env|file):[^}]+\\}$';

/** Anything in the place of a secret may be one, a list or mapping too: all of it is marked, so that all is masked. */
function isSecret({ parentSchema }: ErrorObject, node: Tree): boolean {
  return parentSchema?.['pattern'] === SECRET_PATTERN && !isNull(node);
}

function placeOfEntry(error: ErrorObject, entry: TreeEntry): Place {
  return error.keyword === 'required' ? entry.keyPlace : entryPlace(entry);
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The node at a path, and the entry that holds it where its parent is a map. */
function follow(tree: Tree, path: readonly string[]): { readonly node: Tree; readonly entry: TreeEntry | undefined } {
  let node = tree;
  let entry: TreeEntry | undefined;
  for (const part of path) {
    entry = node.kind === 'map' ? node.entries.get(part) : undefined;
    const next = node.kind === 'list' ? node.items[Number(part)] : entry?.value;
    if (next === undefined) break;
    node = next;
  }
  return { node, entry };
}

function reportUnknown(error: ErrorObject, node: Tree, path: readonly string[], report: Report): void {
  const name: string = error.params['additionalProperty'];
  const entry = node.kind === 'map' ? node.entries.get(name) : undefined;
  if (entry === undefined) return;
  const known = Object.keys(error.parentSchema?.['properties'] ?? {});
  report(unknownProblem(entry.key, path, known), entry.keyPlace);
}
