import type { JsonValue } from '../../model/json.ts';
import { isJsonObject } from '../../model/json.ts';
import { type TextEdit, withEdits } from '../format/text-edits.ts';
import type { AttributeEdit, ValueChange } from '../pull/attribute-edit.ts';
import { sourceFile } from '../yaml/source-file.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { type Cell, readCells, separatorOf } from './csv-cells.ts';
import type { Column } from './csv-columns.ts';
import { columnsOf } from './parse-csv.ts';

/** What must change in one row. */
export interface RowEdit {
  /** Its place among the rows that hold anything, the header left out. */
  readonly index: number;
  readonly edits: readonly AttributeEdit[];
}

/**
 * Changes cells of a CSV text and nothing else. An attribute whose new value its columns cannot hold stays as it is.
 * @param mapping which headers are read, where rollcall.yaml maps them
 */
export function editCsv(text: string, rows: readonly RowEdit[], mapping?: ColumnMapping): string {
  const file = sourceFile('', text);
  const silent = (): void => undefined;
  const [header = [], ...cells] = readCells(file.text, silent) ?? [];
  const columns = columnsOf(header, mapping, silent) ?? [];
  const edits = rows.flatMap(({ index, edits }) => {
    const row = cells[index];
    if (row === undefined) return [];
    const written = new Map<number, string>();
    for (const edit of edits) {
      for (const [column, value] of cellsOf(edit, columns, row) ?? []) written.set(column, value);
    }
    return [...written].flatMap(([column, value]) => textEdit(row[column], value, separatorOf(text)));
  });
  return withEdits(text, edits);
}

function textEdit(cell: Cell | undefined, value: string, separator: string): readonly TextEdit[] {
  if (cell === undefined || cell.text === value) return [];
  const isSafe = value === value.trim() && ![separator, '"', '\n', '\r'].some((char) => value.includes(char));
  return [{ start: cell.start, end: cell.end, text: isSafe ? value : `"${value.replaceAll('"', '""')}"` }];
}

type Columns = readonly (Column | undefined)[];
type NewCells = ReadonlyMap<number, string>;

/** The new texts of cells by column; undefined where they cannot say the new value. */
function cellsOf(edit: AttributeEdit, columns: Columns, row: readonly Cell[]): NewCells | undefined {
  const isList = columns.some((column) => column?.kind === 'element' && isSame(column.attribute, edit.key[0]));
  return isList ? elementCells(edit, columns, row) : valueCells(edit, columns);
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

/** The text of a value; undefined where a cell cannot hold it. An attribute that the service does not have is null. */
function cellText(value: JsonValue): string | undefined {
  if (value === null) return 'null';
  return typeof value === 'object' || value === 'null' || value === '' ? undefined : String(value);
}

function valueCells({ key, changes }: AttributeEdit, columns: Columns): NewCells | undefined {
  const found = new Map<number, string>();
  for (const change of changes) {
    if (change.kind !== 'set') return undefined;
    const path = [...key, ...change.path.map(String)];
    let isSaid = false;
    for (const [index, column] of columns.entries()) {
      if (column?.kind !== 'value' || !path.every((part, depth) => isSame(column.keys[depth], part))) continue;
      const text = cellText(below(change.value, column.keys.slice(path.length)));
      if (text === undefined) return undefined;
      found.set(index, text);
      isSaid = true;
    }
    if (!isSaid) return undefined;
  }
  return found;
}

function below(value: JsonValue, keys: readonly string[]): JsonValue {
  return keys.reduce<JsonValue>((held, key) => (isJsonObject(held) ? (held[key] ?? null) : null), value);
}

type ElementColumn = Extract<Column, { kind: 'element' }>;

/** Elements stand in the order in which a row says them; each has the columns of its type. */
function elementCells({ key, changes }: AttributeEdit, columns: Columns, row: readonly Cell[]): NewCells | undefined {
  const own = columns.flatMap((column, index): readonly (readonly [number, ElementColumn])[] =>
    column?.kind === 'element' && isSame(column.attribute, key[0]) ? [[index, column]] : [],
  );
  const isFull = (index: number): boolean => !['', 'null', undefined].includes(row[index]?.text);
  const types = [...new Set(own.filter(([index]) => isFull(index)).map(([, { type = '' }]) => type.toLowerCase()))];
  const found = new Map<number, string>();
  const now = (index: number): string => found.get(index) ?? row[index]?.text ?? '';
  const ofType = (type: string | undefined) => own.filter(([, column]) => isSame(column.type ?? '', type));
  for (const change of [...changes].sort((a, b) => ORDER[a.kind] - ORDER[b.kind])) {
    const cells = elementChange(change, types, ofType, now);
    if (cells === undefined) return undefined;
    for (const [index, text] of cells) found.set(index, text);
  }
  const [first] = own.filter(([index]) => isFull(index));
  const isEmpty = own.every(([index]) => now(index) === '' || now(index) === 'null');
  // Without any cell the attribute would not be declared, and what is left of it would be left alone.
  if (isEmpty && first !== undefined) found.set(first[0], 'null');
  return found;
}

const ORDER: Readonly<Record<ValueChange['kind'], number>> = { set: 0, remove: 1, add: 2 };

function elementChange(
  change: ValueChange,
  types: readonly string[],
  ofType: (type: string | undefined) => readonly (readonly [number, ElementColumn])[],
  now: (index: number) => string,
): NewCells | undefined {
  if (change.kind === 'remove') {
    const type = types[change.index];
    return type === undefined ? undefined : new Map(ofType(type).map(([index]) => [index, '']));
  }
  if (change.kind === 'set') {
    const [place, sub] = change.path;
    const column = ofType(types[Number(place)]).find(([, one]) => isSame(one.sub, String(sub)));
    const text = change.value === null ? '' : cellText(change.value);
    return column === undefined || text === undefined ? undefined : new Map([[column[0], text]]);
  }
  const element = isJsonObject(change.value) ? change.value : {};
  const columns = ofType(typeof element['type'] === 'string' ? element['type'] : '');
  const isTaken = columns.some(([index]) => now(index) !== '' && now(index) !== 'null');
  const texts = columns.map(([index, { sub }]) => [index, sub, cellText(element[sub] ?? null) ?? ''] as const);
  const isSaid = texts.some(([, sub, text]) => (sub === 'value' || element['value'] === undefined) && text !== 'null');
  if (isTaken || !isSaid) return undefined;
  return new Map(texts.map(([index, , text]) => [index, text === 'null' ? '' : text]));
}
