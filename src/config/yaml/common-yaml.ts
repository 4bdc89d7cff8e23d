import { MAX_COMMON_DEPTH, readFlow, skipBlanks, startsFlow, Uncommon } from './common-flow.ts';
import { blockKeyEnd, keyBetween } from './common-key.ts';
import { plainAt } from './common-scalar.ts';
import type { Place, SourceFile } from './source-file.ts';
import type { Tree, TreeEntry, TreeList, TreeMap } from './tree.ts';

/*
 * Reads the part of YAML that nearly every file keeps to, more than ten times as fast as the whole grammar is read:
 * one document of block mappings and lists with keys and texts that end in their line, flow collections in one line,
 * and JSON. Whatever else stands in a file, faults included, makes it give up, and the whole grammar is asked instead.
 * What it does read is what the whole grammar reads, to the last offset; a property test compares them.
 */

/** Lone carriage returns, tabs and other control characters, further line ends, and halves of characters. */
const UNCOMMON = /[^\P{Cc}\r\n]|\r(?!\n)|[\u2028\u2029\ufeff]|\p{Cs}/u;
/** The same but for tabs, which JSON is often indented with, and with the marks between documents. */
const UNCOMMON_IN_JSON = /[^\P{Cc}\r\n\t]|\r(?!\n)|[\u2028\u2029\ufeff]|\p{Cs}|\n(?:---|\.\.\.)/u;

/** A text and how far it is read: the line that comes next, comments and blank lines skipped. */
interface Cursor {
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly lineBreaks: false;
  /** How many lines were looked at. */
  line: number;
  lineStart: number;
  /** Where the line's content starts; the end of the text where no line is left. */
  at: number;
  /** Where the line break is. */
  lineEnd: number;
}

/** The tree of a file; undefined where it holds anything that is not common. */
export function parseCommonYaml(file: SourceFile): Tree | undefined {
  const { text, isVisible } = file;
  const isJson = text.startsWith('{');
  if (isJson ? UNCOMMON_IN_JSON.test(text) : !isVisible && UNCOMMON.test(text)) return undefined;
  try {
    return isJson ? readJson(text) : readDocument(file);
  } catch (error) {
    if (error instanceof Uncommon) return undefined;
    throw error;
  }
}

function readJson(text: string): Tree | undefined {
  const flow = { text, lineBreaks: true };
  const tree = readFlow(flow, 0, 1);
  return skipBlanks(flow, tree.end) === text.length ? tree : undefined;
}

function readDocument({ text, lineStarts }: SourceFile): Tree | undefined {
  const cursor: Cursor = { text, lineStarts, lineBreaks: false, line: 0, lineStart: 0, at: 0, lineEnd: 0 };
  nextLine(cursor);
  if (text.slice(cursor.lineStart, cursor.lineEnd) === '---') nextLine(cursor);
  if (isAtEnd(cursor)) return undefined;
  const tree = readBlock(cursor, 1);
  return isAtEnd(cursor) ? tree : undefined;
}

/** Goes to the next line that is neither blank nor a comment. */
function nextLine(cursor: Cursor): void {
  const { text, lineStarts } = cursor;
  while (cursor.line < lineStarts.length) {
    cursor.lineStart = lineStarts[cursor.line++] ?? text.length;
    const end = (lineStarts[cursor.line] ?? text.length + 1) - 1;
    cursor.lineEnd = text.charCodeAt(end - 1) === 0x0d && end < text.length ? end - 1 : end;
    cursor.at = skipBlanks(cursor, cursor.lineStart);
    if (cursor.at < cursor.lineEnd && text.charCodeAt(cursor.at) !== 0x23) return;
  }
  cursor.at = text.length;
}

function isAtEnd({ at, text }: Cursor): boolean {
  return at >= text.length;
}

/** The column of the line's content, from 0; -1 at the end of the text, where everything ends. */
function indentOf(cursor: Cursor): number {
  return isAtEnd(cursor) ? -1 : cursor.at - cursor.lineStart;
}

function isItem({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === 0x2d && text.charCodeAt(at + 1) === 0x20;
}

function readBlock(cursor: Cursor, depth: number): Tree {
  const indent = indentOf(cursor);
  return isItem(cursor) ? readList(cursor, indent, depth) : readMap(cursor, indent, depth);
}

function readList(cursor: Cursor, indent: number, depth: number): TreeList {
  if (depth > MAX_COMMON_DEPTH) throw new Uncommon();
  const items: Tree[] = [];
  const start = cursor.at;
  while (indentOf(cursor) === indent && isItem(cursor)) {
    cursor.at = skipBlanks(cursor, cursor.at + 1);
    items.push(readItem(cursor, depth + 1));
  }
  if (indentOf(cursor) > indent) throw new Uncommon();
  return { kind: 'list', items, start, end: items.at(-1)?.end ?? start };
}

/** A mapping that starts in the line of its dash, or a value that ends there. */
function readItem(cursor: Cursor, depth: number): Tree {
  const { text, at, lineStart } = cursor;
  if (blockKeyEnd(text, at) !== -1) return readMap(cursor, at - lineStart, depth);
  const value = readValue(cursor, at, depth);
  nextLine(cursor);
  return value;
}

function readMap(cursor: Cursor, indent: number, depth: number): TreeMap {
  if (depth > MAX_COMMON_DEPTH) throw new Uncommon();
  const entries = new Map<string, TreeEntry>();
  const start = cursor.at;
  let end = start;
  for (let size = 1; indentOf(cursor) === indent; size++) {
    const entry = readEntry(cursor, indent, depth);
    entries.set(entry.key, entry);
    if (entries.size < size) throw new Uncommon();
    end = entry.value.end;
  }
  if (indentOf(cursor) > indent) throw new Uncommon();
  return { kind: 'map', entries, start, end };
}

function readEntry(cursor: Cursor, indent: number, depth: number): TreeEntry {
  const { text, at, lineEnd } = cursor;
  const keyEnd = blockKeyEnd(text, at);
  const key = keyEnd === -1 ? undefined : keyBetween(text, at, keyEnd);
  if (key === undefined) throw new Uncommon();
  const keyPlace: Place = { start: at, end: keyEnd };
  const valueAt = skipBlanks(cursor, keyPlace.end + 1);
  if (valueAt < lineEnd && text.charCodeAt(valueAt) !== 0x23) {
    const value = readValue(cursor, valueAt, depth + 1);
    nextLine(cursor);
    return { key, keyPlace, value };
  }
  nextLine(cursor);
  return { key, keyPlace, value: readBelow(cursor, indent, depth + 1) ?? emptyAt(valueAt) };
}

/** What stands in the lines below a key; undefined where they belong to something else. */
function readBelow(cursor: Cursor, indent: number, depth: number): Tree | undefined {
  const below = indentOf(cursor);
  if (below > indent) return readBlock(cursor, depth);
  return below === indent && isItem(cursor) ? readList(cursor, indent, depth) : undefined;
}

function emptyAt(offset: number): Tree {
  return { kind: 'scalar', text: '', value: null, start: offset, end: offset };
}

/** A value that ends in its line, where only a comment may follow. */
function readValue(cursor: Cursor, at: number, depth: number): Tree {
  const { text, lineEnd } = cursor;
  const value = startsFlow(text, at) ? readFlow(cursor, at, depth) : plainAt(text, at, lineEnd);
  if (value === undefined) throw new Uncommon();
  const after = skipBlanks(cursor, value.end);
  const isComment = text.charCodeAt(after) === 0x23 && after > value.end;
  if (after < lineEnd && !isComment) throw new Uncommon();
  return value;
}
