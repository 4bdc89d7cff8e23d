import { keptText } from './own-text.ts';
import type { TreeScalar } from './tree.ts';

/*
 * Scalars of the part of YAML that nearly every file keeps to. Each function gives undefined for anything else,
 * so that the whole grammar is asked instead.
 */

/** What a plain text may start with: none of the characters that mean something to YAML. */
const PLAIN_START = /[\p{L}\p{N}_+/.($~]/u;
/** The same of ASCII, where a look into a list costs a tenth of a match; true for what may start a number or a word, too. */
const STARTS = Array.from({ length: 128 }, (_, code) => PLAIN_START.test(String.fromCharCode(code)));
const NUMBER_STARTS = Array.from({ length: 128 }, (_, code) => /[-+.\d]/.test(String.fromCharCode(code)));
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
/** Numbers of other systems, infinities, marks between documents. */
const ODD = /^[-+]?(?:0[xo]|\.(?!\d))/;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['null', 'Null', 'NULL', '~'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const LONGEST_WORD = 5;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const DOUBLE_QUOTE = 0x22;
const HASH = 0x23;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** The quoted text that starts at an offset and ends in the same line. */
export function quotedAt(text: string, start: number): TreeScalar | undefined {
  const quote = text.charCodeAt(start);
  let isEscaped = false;
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
    if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      isEscaped = true;
      code = text.charCodeAt(++at);
    }
    if (code === LINE_FEED || code === RETURN || at >= text.length) return undefined;
  }
  const end = at + 1;
  if (quote !== DOUBLE_QUOTE && text.charCodeAt(end) === quote) return undefined;
  const value = isEscaped ? unescaped(text.slice(start, end)) : keptText(text, start + 1, at);
  return value === undefined ? undefined : { kind: 'scalar', text: value, value, start, end };
}

/** The escapes that YAML has in common with JSON. */
function unescaped(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}

/** The plain text from an offset to the end of its line or a comment. */
export function plainAt(text: string, start: number, lineEnd: number): TreeScalar | undefined {
  let end = start;
  for (let at = start; at < lineEnd; at++) {
    const code = text.charCodeAt(at);
    if (code === BLANK) continue;
    if (code === HASH && end < at) break;
    if (code === COLON && (at + 1 === lineEnd || text.charCodeAt(at + 1) === BLANK)) return undefined;
    end = at + 1;
  }
  return plain(text, start, end);
}

/** The plain text between the brackets and commas of one line. */
export function plainInFlowAt(text: string, start: number): TreeScalar | undefined {
  let end = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BLANK || code === TAB) continue;
    if (isFlowMark(code) || code === LINE_FEED || code === RETURN || code === HASH) break;
    if (code === COLON && endsFlowKey(text, at + 1)) break;
    end = at + 1;
  }
  return plain(text, start, end);
}

/** `,[]{}` */
function isFlowMark(code: number): boolean {
  return code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

function endsFlowKey(text: string, at: number): boolean {
  return isFlowMark(text.charCodeAt(at)) || /\s/.test(text.charAt(at));
}

function plain(text: string, start: number, end: number): TreeScalar | undefined {
  const code = text.charCodeAt(start);
  const isStart = code < 128 ? STARTS[code] : PLAIN_START.test(text.charAt(start));
  if (!isStart) return undefined;
  const source = keptText(text, start, end);
  // Blanks of other kinds are for the whole grammar to judge.
  if (text.charCodeAt(end - 1) >= 128 && source.trimEnd() !== source) return undefined;
  if (NUMBER_STARTS[code] === true && ODD.test(source)) return undefined;
  return { kind: 'scalar', text: source, value: coreValue(source), start, end };
}

/** What the core schema of YAML 1.2 takes a plain text for. */
export function coreValue(source: string): TreeScalar['value'] {
  if (source.length <= LONGEST_WORD) {
    const word = WORDS.get(source);
    if (word !== undefined) return word;
  }
  if (NUMBER_STARTS[source.charCodeAt(0)] !== true || !NUMBER.test(source)) return source;
  const number = Number(source);
  return Number.isFinite(number) ? number : source;
}
