import type { TreeScalar } from './tree.ts';

/*
 * Scalars of the part of YAML that nearly every file keeps to. Each function gives undefined for anything else,
 * so that the whole grammar is asked instead.
 */

/** What a plain text may start with: none of the characters that mean something to YAML. */
const PLAIN_START = /[\p{L}\p{N}_+/.($~]/u;
/** Plain text between brackets: it ends at a bracket, a comma or the end of the line. */
const PLAIN_IN_FLOW = /[^\r\n,[\]{}#:]+(?::(?![\s,[\]{}])[^\r\n,[\]{}#:]*)*/y;
const DOUBLE_QUOTED = /"((?:[^"\\\r\n]|\\.)*)"/y;
const SINGLE_QUOTED = /'([^'\r\n]*)'(?!')/y;
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
/** Numbers of other systems, infinities, marks between documents. */
const ODD = /^[-+]?(?:0[xo]|\.(?!\d))/;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['null', 'Null', 'NULL', '~'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** The quoted text that starts at an offset and ends in the same line. */
export function quotedAt(text: string, start: number): TreeScalar | undefined {
  const pattern = text.charCodeAt(start) === 0x22 ? DOUBLE_QUOTED : SINGLE_QUOTED;
  pattern.lastIndex = start;
  const [literal, inner] = pattern.exec(text) ?? [];
  if (literal === undefined || inner === undefined) return undefined;
  const value = pattern === DOUBLE_QUOTED && inner.includes('\\') ? unescaped(literal) : inner;
  return value === undefined ? undefined : { kind: 'scalar', text: value, value, start, end: start + literal.length };
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
  const line = text.slice(start, lineEnd);
  const comment = line.indexOf(' #');
  const source = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  return source.includes(': ') || source.endsWith(':') ? undefined : plain(source, start);
}

/** The plain text between the brackets and commas of one line. */
export function plainInFlowAt(text: string, start: number): TreeScalar | undefined {
  PLAIN_IN_FLOW.lastIndex = start;
  const source = PLAIN_IN_FLOW.exec(text)?.[0].trimEnd();
  return source === undefined ? undefined : plain(source, start);
}

function plain(source: string, start: number): TreeScalar | undefined {
  if (!PLAIN_START.test(source.charAt(0)) || ODD.test(source)) return undefined;
  return { kind: 'scalar', text: source, value: coreValue(source), start, end: start + source.length };
}

/** What the core schema of YAML 1.2 takes a plain text for. */
export function coreValue(source: string): TreeScalar['value'] {
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (!NUMBER.test(source)) return source;
  const number = Number(source);
  return Number.isFinite(number) ? number : source;
}
