import { flowKeyEnd, keyBetween, quotedKeyEnd } from './common-key.ts';
import { plainInFlowAt, quotedAt } from './common-scalar.ts';
import type { Tree, TreeEntry, TreeList, TreeMap } from './tree.ts';

/** Something that the reader of common YAML leaves to the whole grammar. */
export class Uncommon extends Error {
  override readonly name = 'Uncommon';
}

/** How deep common values are nested. */
export const MAX_COMMON_DEPTH = 20;

/** A text with flow collections, `[…]` and `{…}`, and what may stand between their parts. */
export interface Flow {
  readonly text: string;
  /** True where the file is one flow collection, as JSON is; elsewhere one that goes on in the next line is uncommon. */
  readonly lineBreaks: boolean;
}

const COMMA = 0x2c;
const LIST_END = 0x5d;
const MAP_END = 0x7d;

/** True for a quote or an opening bracket. */
export function startsFlow(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x22 || code === 0x27 || code === 0x5b || code === 0x7b;
}

/** Reads a quoted or plain text, a list or a mapping. Throws Uncommon. */
export function readFlow(flow: Flow, at: number, depth: number): Tree {
  const { text } = flow;
  if (depth > MAX_COMMON_DEPTH) throw new Uncommon();
  const code = text.charCodeAt(at);
  if (code === 0x5b) return readList(flow, at, depth);
  if (code === 0x7b) return readMap(flow, at, depth);
  const scalar = code === 0x22 || code === 0x27 ? quotedAt(text, at) : plainInFlowAt(text, at);
  if (scalar === undefined) throw new Uncommon();
  return scalar;
}

/** The offset of the next character that is no blank, nor a line break where these may stand. */
export function skipBlanks({ text, lineBreaks }: Flow, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && !(lineBreaks && (code === 0x09 || code === 0x0a || code === 0x0d))) return at;
    at++;
  }
}

function readList(flow: Flow, start: number, depth: number): TreeList {
  const first = skipBlanks(flow, start + 1);
  if (flow.text.charCodeAt(first) === LIST_END) return { kind: 'list', items: [], start, end: first + 1 };
  let item = readFlow(flow, first, depth + 1);
  const items = [item];
  let next = nextPart(flow, item.end, LIST_END);
  while (next !== undefined) {
    item = readFlow(flow, next, depth + 1);
    items.push(item);
    next = nextPart(flow, item.end, LIST_END);
  }
  return { kind: 'list', items, start, end: skipBlanks(flow, item.end) + 1 };
}

function readMap(flow: Flow, start: number, depth: number): TreeMap {
  const entries = new Map<string, TreeEntry>();
  let end = start + 1;
  let next: number | undefined = skipBlanks(flow, end);
  if (flow.text.charCodeAt(next) === MAP_END) return { kind: 'map', entries, start, end: next + 1 };
  for (let size = 1; next !== undefined; size++) {
    const entry = readEntry(flow, next, depth);
    entries.set(entry.key, entry);
    if (entries.size < size) throw new Uncommon();
    end = entry.value.end;
    next = nextPart(flow, end, MAP_END);
  }
  return { kind: 'map', entries, start, end: skipBlanks(flow, end) + 1 };
}

/** Where the next part of a collection starts, behind the comma; undefined where the collection ends instead. */
function nextPart(flow: Flow, partEnd: number, close: number): number | undefined {
  const at = skipBlanks(flow, partEnd);
  const code = flow.text.charCodeAt(at);
  if (code === close) return undefined;
  if (code !== COMMA) throw new Uncommon();
  return skipBlanks(flow, at + 1);
}

function readEntry(flow: Flow, start: number, depth: number): TreeEntry {
  const { text } = flow;
  const quoted = text.charCodeAt(start) === 0x22 ? 1 : 0;
  const end = quoted === 1 ? quotedKeyEnd(text, start) : flowKeyEnd(text, start);
  const key = end === -1 ? undefined : keyBetween(text, start + quoted, end);
  if (key === undefined) throw new Uncommon();
  const keyPlace = { start, end: end + quoted };
  return { key, keyPlace, value: readFlow(flow, skipBlanks(flow, keyPlace.end + 1), depth + 1) };
}
