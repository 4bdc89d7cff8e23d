import { plainInFlowAt, quotedAt } from './common-scalar.ts';
import type { Place } from './source-file.ts';
import { type Tree, type TreeEntry, type TreeList, type TreeMap, UNSAFE_KEYS } from './tree.ts';

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

const PLAIN_KEY = /([A-Za-z_$][\w$./-]{0,200}):(?=[ \r\n])/y;
const QUOTED_KEY = /"([^"\\\r\n]{1,200})":/y;

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
  const items: Tree[] = [];
  const end = readParts(flow, start, ']', (at) => {
    const item = readFlow(flow, at, depth + 1);
    items.push(item);
    return item.end;
  });
  return { kind: 'list', items, start, end };
}

function readMap(flow: Flow, start: number, depth: number): TreeMap {
  const entries = new Map<string, TreeEntry>();
  const end = readParts(flow, start, '}', (at) => {
    const { key, keyPlace, next } = readKey(flow.text, at);
    if (entries.has(key) || UNSAFE_KEYS.has(key)) throw new Uncommon();
    const value = readFlow(flow, skipBlanks(flow, next), depth + 1);
    entries.set(key, { key, keyPlace, value });
    return value.end;
  });
  return { kind: 'map', entries, start, end };
}

interface Key {
  readonly key: string;
  readonly keyPlace: Place;
  /** The offset behind the colon. */
  readonly next: number;
}

function readKey(text: string, start: number): Key {
  const pattern = text.charCodeAt(start) === 0x22 ? QUOTED_KEY : PLAIN_KEY;
  pattern.lastIndex = start;
  const [written, key] = pattern.exec(text) ?? [];
  if (written === undefined || key === undefined) throw new Uncommon();
  const next = start + written.length;
  return { key, keyPlace: { start, end: next - 1 }, next };
}

/** Reads parts between commas up to a closing bracket; gives the offset behind it. */
function readParts(flow: Flow, start: number, close: string, readPart: (at: number) => number): number {
  let at = skipBlanks(flow, start + 1);
  if (flow.text.charAt(at) === close) return at + 1;
  for (;;) {
    at = skipBlanks(flow, readPart(at));
    const next = flow.text.charAt(at);
    if (next === close) return at + 1;
    if (next !== ',') throw new Uncommon();
    at = skipBlanks(flow, at + 1);
  }
}
