import type { AttributeDefinition } from '../../model/attribute.ts';
import { DECLARABLE_ATTRIBUTES, EXTENSION_ALIASES, subAttribute } from '../../model/attribute-table.ts';
import { closest } from '../../model/did-you-mean.ts';
import * as problems from '../problems/problems.ts';
import type { Problem, Report } from '../problems/report.ts';
import type { Place } from '../yaml/source-file.ts';
import { UNSAFE_KEYS } from '../yaml/tree.ts';
import type { Cell } from './csv-cells.ts';

/** What a column of a CSV file fills. */
export type Column =
  /** A value by its keys: `title`, `name` and `givenName`, the URN of an extension and an attribute. */
  | { readonly kind: 'value'; readonly keys: readonly string[]; readonly place: Place }
  /** A sub-attribute of the element of one type, such as `emails[work]`. */
  | {
      readonly kind: 'element';
      readonly attribute: string;
      readonly type: string | undefined;
      readonly sub: string;
      readonly place: Place;
    };

const TABLE = DECLARABLE_ATTRIBUTES.User;
const OWN_KEYS = ['$id', '$previously', '$state', '$ignore', '$expires', '$protect'];
const PATH = /^(?:(urn:.+):)?([A-Za-z$][\w$-]*)(?:\[([^[\]]+)\])?(?:\.([A-Za-z$][\w$-]*))?$/i;

const UNKNOWN_COLUMN = problems.unknownColumn('', []).code;

/** Whether a column is one of rollcall's, even one that may not be written. */
export function isColumnKnown(cell: Cell): boolean {
  const column = columnOf(cell);
  return !('code' in column) || column.code !== UNKNOWN_COLUMN;
}

/** Reads the first row of a CSV file; undefined where a column means nothing, which is reported. */
export function readColumns(header: readonly Cell[], report: Report): readonly Column[] | undefined {
  const columns: Column[] = [];
  const seen = new Map<string, Cell>();
  const unknown: Cell[] = [];
  for (const cell of header) {
    const column = columnOf(cell);
    if ('code' in column) {
      if (isForeign(cell.text)) unknown.push(cell);
      else report(column, cell);
      continue;
    }
    const identity = columnIdentity(column);
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, cell);
    else report(problems.columnTwice(first.text, cell.text), cell);
    columns.push(column);
  }
  reportUnknown(unknown, report);
  const named = ['username', '$id', 'externalid'].some((key) => seen.has(key));
  if (!named && columns.length === header.length) report(problems.noNameColumn(), header[0] ?? { start: 0, end: 0 });
  return named && seen.size === header.length ? columns : undefined;
}

/** A header that names nothing, where one that takes more than a cell can hold names something. */
function isForeign(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}\s_./#()-]*$/u.test(text.trim()) && !isKnownName(text.trim());
}

function isKnownName(text: string): boolean {
  const [, urn, name = ''] = PATH.exec(text) ?? [];
  return urn !== undefined || UNSAFE_KEYS.has(text) || TABLE.core.has(name.toLowerCase());
}

/** Several headers that are no slips are those of the file's owner, and one mistake makes all of them. */
function reportUnknown(cells: readonly Cell[], report: Report): void {
  const foreign = cells.filter(({ text }) => closest(text, knownColumns()) === undefined);
  const [first] = cells;
  if (first !== undefined && foreign.length > 1) {
    report(problems.unknownColumns(cells.map(({ text }) => text)), first);
    return;
  }
  for (const cell of cells) report(unknown(cell.text), cell);
}

/** What two columns for one attribute have in common. */
export function columnIdentity(column: Column): string {
  if (column.kind === 'value') return column.keys.join(' ').toLowerCase();
  return `${column.attribute} [${column.type ?? ''}] ${column.sub}`.toLowerCase();
}

/** The written path of a column, taken apart. */
interface Written {
  readonly name: string;
  readonly type: string | undefined;
  readonly sub: string | undefined;
}

/** What a header means: the column, or why it means nothing. */
export function columnOf(cell: Cell): Column | Problem {
  const text = cell.text.trim();
  const [, urn, name, type, sub] = PATH.exec(text) ?? [];
  if (name === undefined) return unknown(text);
  if (UNSAFE_KEYS.has(name)) return problems.unsafeKey(name);
  if (name.startsWith('$')) return ownColumn(cell);
  const alias = EXTENSION_ALIASES.get(name.toLowerCase());
  if (urn !== undefined) return extensionColumn(cell, urn, { name, type, sub });
  if (alias !== undefined && sub !== undefined)
    return extensionColumn(cell, alias, { name: sub, type, sub: undefined });
  const attribute = TABLE.core.get(name.toLowerCase());
  return attribute === undefined ? unknown(text) : attributeColumn(cell, [], attribute, { name, type, sub });
}

function ownColumn(cell: Cell): Column | Problem {
  const key = OWN_KEYS.find((known) => known.toLowerCase() === cell.text.trim().toLowerCase());
  return key === undefined ? unknown(cell.text) : { kind: 'value', keys: [key], place: cell };
}

function extensionColumn(cell: Cell, urn: string, written: Written): Column | Problem {
  const extension = TABLE.extensions.get(urn.toLowerCase());
  const attribute = extension?.attributes.get(written.name.toLowerCase());
  if (attribute !== undefined) return attributeColumn(cell, [extension?.schema ?? urn], attribute, written);
  const isFree = extension === undefined && written.type === undefined && written.sub === undefined;
  return isFree ? { kind: 'value', keys: [urn, written.name], place: cell } : unknown(cell.text);
}

function attributeColumn(
  cell: Cell,
  before: readonly string[],
  attribute: AttributeDefinition,
  { type, sub }: Written,
): Column | Problem {
  const { name, multiValued, mutability } = attribute;
  if (mutability === 'readOnly') return problems.readOnlyAttribute(name, 'Remove the column.');
  const below = sub === undefined ? undefined : subAttribute(attribute, sub);
  if (sub !== undefined && below === undefined) return unknown(cell.text);
  if (multiValued) return elementColumn(cell, before, attribute, type, below?.name);
  if (type !== undefined) return unknown(cell.text);
  // A manager is written as one name, not as a sub-attribute.
  const isWhole = below === undefined && attribute.type === 'complex' && name !== 'manager';
  if (isWhole) return problems.columnNeedsPart(cell.text, `${cell.text}.${writable(attribute)[0] ?? ''}`);
  return { kind: 'value', keys: [...before, name, ...(below === undefined ? [] : [below.name])], place: cell };
}

function elementColumn(
  cell: Cell,
  before: readonly string[],
  attribute: AttributeDefinition,
  type: string | undefined,
  sub: string | undefined,
): Column | Problem {
  const has = (name: string): boolean => subAttribute(attribute, name) !== undefined;
  if (before.length > 0 || !has('type')) return problems.columnOfList(cell.text);
  if (sub === undefined && !has('value')) {
    return problems.columnNeedsPart(cell.text, `${cell.text}.${writable(attribute)[0] ?? ''}`);
  }
  return { kind: 'element', attribute: attribute.name, type, sub: sub ?? 'value', place: cell };
}

function writable({ subAttributes = [] }: AttributeDefinition): readonly string[] {
  return subAttributes.filter(({ mutability }) => mutability !== 'readOnly').map(({ name }) => name);
}

function unknown(text: string): Problem {
  return problems.unknownColumn(text, knownColumns());
}

function* knownColumns(): Generator<string> {
  yield* OWN_KEYS;
  for (const attribute of TABLE.core.values()) {
    const { name, multiValued, mutability, subAttributes = [] } = attribute;
    if (mutability === 'readOnly') continue;
    if (!multiValued && subAttributes.length === 0) yield name;
    const types = subAttributes.find((sub) => sub.name === 'type')?.canonicalValues ?? [];
    const subs = multiValued
      ? types.map((type) => `${name}[${type}]`)
      : writable(attribute).map((sub) => `${name}.${sub}`);
    yield* subs;
  }
  for (const [alias, urn] of EXTENSION_ALIASES) {
    for (const { name } of TABLE.extensions.get(urn.toLowerCase())?.attributes.values() ?? []) yield `${alias}.${name}`;
  }
}
