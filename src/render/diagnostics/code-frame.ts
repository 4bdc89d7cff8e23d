import type { Span } from '../../model/span.ts';
import { type Glyph, glyphs } from '../text/text-width.ts';
import { visible } from '../text/visible-text.ts';

/** One line of a file with a marked part, ready to print: both have the same columns. */
export interface CodeFrame {
  readonly line: string;
  /** Where the mark starts, in columns from 0. */
  readonly indent: number;
  /** How many columns it covers, at least one. */
  readonly width: number;
}

const TAB_WIDTH = 4;
const MAX_WIDTH = 100;
/** Of a line as long as a file no more is looked at on either side of an end of the mark, as none of it would be seen. */
const MOST_READ = 1_000;
const ELLIPSIS: Glyph = { text: '…', width: 1 };
/** Of a line that is cut, this much stays visible in front of the mark. */
const CONTEXT = 30;

/** The line on which a span starts, its tabs as spaces, long lines cut around the marked part. */
export function codeFrame(text: string, { start, end }: Span, columns = MAX_WIDTH): CodeFrame | undefined {
  const line = lineOf(text, start.line);
  if (line === undefined || line.trim() === '') return undefined;
  const last = end.line === start.line ? end.column - 1 : line.trimEnd().length;
  const from = start.column - 1;
  const to = Math.max(last, from);
  const before = expanded(line.slice(Math.max(0, from - MOST_READ), from), 0);
  const marked = expanded(line.slice(from, Math.min(to, from + MOST_READ)), widthOf(before));
  const after = expanded(line.slice(to, to + MOST_READ).trimEnd(), widthOf(before) + widthOf(marked));
  return cut(before, marked, after, Math.min(columns, MAX_WIDTH));
}

function lineOf(text: string, number: number): string | undefined {
  let start = 0;
  for (let line = 1; line < number; line++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? undefined : end);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Makes everything visible and tabs as wide as they look when the text starts at a column. */
function expanded(text: string, column: number): readonly Glyph[] {
  let at = column;
  return text
    .toWellFormed()
    .split(/(\t)/)
    .flatMap((part) => {
      const tab = TAB_WIDTH - (at % TAB_WIDTH);
      const shown = part === '\t' ? glyphs(' '.repeat(tab)) : glyphs(visible(part));
      at += widthOf(shown);
      return shown;
    });
}

function widthOf(shown: readonly Glyph[]): number {
  return shown.reduce((sum, { width }) => sum + width, 0);
}

function textOf(shown: readonly Glyph[]): string {
  return shown.map(({ text }) => text).join('');
}

function cut(before: readonly Glyph[], marked: readonly Glyph[], after: readonly Glyph[], columns: number): CodeFrame {
  const tooLong = widthOf(before) + widthOf(marked) + widthOf(after) > columns;
  const head = tooLong && before.length > CONTEXT ? [ELLIPSIS, ...before.slice(-CONTEXT)] : before;
  const body = fitting(marked, columns - widthOf(head));
  const tail = fitting(after, Math.max(0, columns - widthOf(head) - widthOf(body)));
  const line = textOf([...head, ...body, ...(body.at(-1) === ELLIPSIS ? [] : tail)]);
  return { line, indent: widthOf(head), width: Math.max(1, widthOf(body)) };
}

/** As much as fits into some columns, an ellipsis in place of the rest. */
function fitting(shown: readonly Glyph[], columns: number): readonly Glyph[] {
  if (widthOf(shown) <= columns) return shown;
  const kept: Glyph[] = [];
  let used = ELLIPSIS.width;
  for (const glyph of shown) {
    used += glyph.width;
    if (used > columns) break;
    kept.push(glyph);
  }
  return [...kept, ELLIPSIS];
}
