import * as problems from '../problems/problems.ts';
import { MOST_PROBLEMS, type Report } from '../problems/report.ts';
import { coreValue } from '../yaml/common-scalar.ts';
import { keptText } from '../yaml/own-text.ts';
import type { Place, SourceFile } from '../yaml/source-file.ts';
import type { Tree, TreeEntry, TreeList, TreeMap, TreeScalar } from '../yaml/tree.ts';
import { isUnmerged } from '../yaml/unmerged.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { type Cell, type Rows, readCells } from './csv-cells.ts';
import { type Column, readColumns } from './csv-columns.ts';
import { readMappedColumns } from './mapped-columns.ts';

/**
 * Reads a CSV file of users as if it were YAML: one entry for each row, and in it a value for each cell that holds any.
 * An empty cell is an absent key, `null` is null.
 * @param mapping the headers of its owner that are read; without it each header names an attribute
 * @returns undefined where the file is faulty, which is reported, or empty
 */
export function parseCsv(file: SourceFile, report: Report, mapping?: ColumnMapping): Tree | undefined {
  if (isUnmerged(file, report)) return undefined;
  const [header, ...rows] = readCells(file.text, report) ?? [];
  const columns = header && columnsOf(header, mapping, report);
  if (columns === undefined) return undefined;
  const users = readableRows(rows, columns.length).map((row) => userOf(row, columns, report));
  const place = { start: 0, end: file.text.length };
  return mapOf([entry('users', { kind: 'list', items: users, ...place }, place)], place);
}

/** The rows up to the one after which no more of the wrong ones would be told. */
function readableRows(rows: Rows, width: number): Rows {
  let wrong = 0;
  const end = rows.findIndex((row) => row.length !== width && ++wrong > MOST_PROBLEMS);
  return end === -1 ? rows : rows.slice(0, end);
}

/** Spreadsheets end with far fewer columns of people. */
const MOST_COLUMNS = 500;

type Columns = readonly (Column | undefined)[];

/** What each column of a CSV file fills, undefined where nothing reads it; no columns after a report. */
export function columnsOf(
  header: readonly Cell[],
  mapping: ColumnMapping | undefined,
  report: Report,
): Columns | undefined {
  if (header.length > MOST_COLUMNS) {
    report(problems.tooManyColumns(header.length, MOST_COLUMNS), header[MOST_COLUMNS] ?? { start: 0, end: 0 });
    return undefined;
  }
  return mapping === undefined ? readColumns(header, report) : readMappedColumns(header, mapping, report);
}

/** What is read of a row that says `$state: absent`; the rest is what the person was. */
const KEYS: ReadonlySet<string> = new Set(['$id', '$state', 'userName', 'externalId']);

/** A row as an entry of `users`. */
function userOf(row: readonly Cell[], columns: Columns, report: Report): TreeMap {
  const place = placeOfAll(row);
  if (row.length !== columns.length) report(problems.columnCount(row.length, columns.length), place);
  const entries = new Map<string, Draft>();
  const isAbsent = columns.some((column, index) => isKey(column, ['$state']) && row[index]?.text === 'absent');
  for (const [index, column] of columns.entries()) {
    const cell = row[index];
    if (column === undefined || cell === undefined || cell.text === '') continue;
    if (!isAbsent || isKey(column, KEYS)) put(entries, column, cell);
  }
  return {
    kind: 'map',
    entries: new Map([...entries].map(([key, draft]) => [key, entry(key, built(draft), draft)])),
    ...place,
  };
}

function isKey(column: Column | undefined, keys: Iterable<string>): boolean {
  return column?.kind === 'value' && column.keys.length === 1 && [...keys].includes(column.keys[0] ?? '');
}

/** An entry that grows while the cells of a row are read. */
type Draft = Place &
  (
    | { readonly kind: 'scalar'; readonly scalar: TreeScalar }
    | { readonly kind: 'map'; readonly entries: Map<string, Draft> }
    | { readonly kind: 'list'; readonly elements: Map<string, ElementDraft> }
  );

interface ElementDraft {
  readonly type: TreeScalar | undefined;
  readonly entries: Map<string, TreeEntry>;
}

function put(entries: Map<string, Draft>, column: Column, cell: Cell): void {
  if (column.kind === 'element') putElement(entries, column, cell);
  else putValue(entries, column.keys, cell);
}

function putValue(entries: Map<string, Draft>, [key = '', ...below]: readonly string[], cell: Cell): void {
  const { start, end } = cell;
  if (below.length === 0) {
    entries.set(key, { kind: 'scalar', scalar: scalarOf(cell), start, end });
    return;
  }
  const held = entries.get(key);
  const inner = held?.kind === 'map' ? held.entries : new Map<string, Draft>();
  putValue(inner, below, cell);
  entries.set(key, { kind: 'map', entries: inner, start: held?.start ?? start, end });
}

/** A null declares the list without the element; a list of nulls alone is empty, which clears the attribute. */
function putElement(entries: Map<string, Draft>, column: Column & { readonly kind: 'element' }, cell: Cell): void {
  const { attribute, type, sub, place } = column;
  const held = entries.get(attribute);
  const elements = held?.kind === 'list' ? held.elements : new Map<string, ElementDraft>();
  entries.set(attribute, { kind: 'list', elements, start: held?.start ?? cell.start, end: cell.end });
  const scalar = scalarOf(cell);
  if (scalar.value === null) return;
  const key = type?.toLowerCase() ?? '';
  const element = elements.get(key) ?? {
    type: type === undefined ? undefined : textAt(type, place),
    entries: new Map(),
  };
  element.entries.set(sub, entry(sub, scalar, cell));
  elements.set(key, element);
}

function built(draft: Draft): Tree {
  const { start, end } = draft;
  if (draft.kind === 'scalar') return draft.scalar;
  if (draft.kind === 'list') return listOf(draft.elements, { start, end });
  return mapOf(
    [...draft.entries].map(([key, below]) => entry(key, built(below), below)),
    { start, end },
  );
}

function listOf(elements: ReadonlyMap<string, ElementDraft>, place: Place): TreeList {
  const items = [...elements.values()].map(({ type, entries }) => {
    const written = [...entries.values()];
    const around = placeOfAll(written.map(({ value }) => value));
    return mapOf([...written, ...(type === undefined ? [] : [entry('type', type, type)])], around);
  });
  return { kind: 'list', items, ...place };
}

function mapOf(entries: readonly TreeEntry[], { start, end }: Place): TreeMap {
  return { kind: 'map', entries: new Map(entries.map((each) => [each.key, each])), start, end };
}

function entry(key: string, value: Tree, { start, end }: Place): TreeEntry {
  return { key, keyPlace: { start, end }, value };
}

function placeOfAll(places: readonly Place[]): Place {
  return { start: places[0]?.start ?? 0, end: places.at(-1)?.end ?? 0 };
}

function textAt(text: string, { start, end }: Place): TreeScalar {
  return { kind: 'scalar', text, value: text, start, end };
}

/** Only `null` itself is null: people are called Null, and "~" is a text. */
function scalarOf({ text, start, end }: Cell): TreeScalar {
  const own = keptText(text);
  const value = own === 'null' ? null : (coreValue(own) ?? own);
  return { kind: 'scalar', text: own, value, start, end };
}
