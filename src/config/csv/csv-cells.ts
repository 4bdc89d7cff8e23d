import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import type { Place } from '../yaml/source-file.ts';

/** One value of a CSV file: its place takes in the quotes. */
export interface Cell extends Place {
  /** Without quotes; unquoted text without the blanks around it. */
  readonly text: string;
}

/** The rows of a CSV file that hold anything. */
export type Rows = readonly (readonly Cell[])[];

const UNQUOTED = { ',': /[^,\r\n]*/y, ';': /[^;\r\n]*/y };
const HEADER = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/;
const QUOTED_PARTS = /"(?:[^"]|"")*"/g;
const QUOTED = /"((?:[^"]|"")*)"[ \t]*/y;
const LINE_END = /\r?\n|\r|$/y;
const BLANKS = /[ \t]*/y;

/**
 * Reads CSV by RFC 4180: quoted values may hold separators, line breaks and doubled quotes. Values may also be separated
 * by semicolons, as spreadsheets write them in many countries; the first line tells.
 * @returns undefined where a value is not quoted well, which is reported
 */
export function readCells(text: string, report: Report): Rows | undefined {
  const separator = separatorOf(text);
  const rows: Cell[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: Cell[] = [];
    let next = readCell(text, at, separator, row, report);
    while (next !== undefined && text.charAt(next) === separator)
      next = readCell(text, next + 1, separator, row, report);
    if (next === undefined) return undefined;
    at = next + lengthAt(LINE_END, text, next);
    if (row.some((cell) => cell.text !== '')) rows.push(row);
  }
  return rows;
}

/** The cells of the first row; none where it is not quoted well. */
export function headerOf(text: string): readonly Cell[] {
  return readCells(HEADER.exec(text)?.[0] ?? '', () => undefined)?.[0] ?? [];
}

/** What stands between the values of a file; its first line tells. */
export function separatorOf(text: string): ',' | ';' {
  const header = HEADER.exec(text)?.[0].replace(QUOTED_PARTS, '') ?? '';
  return header.includes(';') && !header.includes(',') ? ';' : ',';
}

/** Adds a cell to a row and gives the offset behind it, where a separator or the end of the line stands. */
function readCell(text: string, at: number, separator: ',' | ';', row: Cell[], report: Report): number | undefined {
  const start = at + lengthAt(BLANKS, text, at);
  if (text.charAt(start) === '"') return readQuoted(text, start, separator, row, report);
  const pattern = UNQUOTED[separator];
  const written = text.slice(start, start + lengthAt(pattern, text, start));
  const quote = written.indexOf('"');
  if (quote !== -1) {
    report(problems.csvQuote('inside'), { start: start + quote, end: start + quote + 1 });
    return undefined;
  }
  const trimmed = written.trimEnd();
  row.push({ text: trimmed, start, end: start + trimmed.length });
  return start + written.length;
}

function readQuoted(
  text: string,
  start: number,
  separator: ',' | ';',
  row: Cell[],
  report: Report,
): number | undefined {
  QUOTED.lastIndex = start;
  const [written, inner] = QUOTED.exec(text) ?? [];
  if (written === undefined || inner === undefined) {
    report(problems.csvQuote('open'), { start, end: start + 1 });
    return undefined;
  }
  const next = start + written.length;
  if (next < text.length && !`${separator}\r\n`.includes(text.charAt(next))) {
    report(problems.csvQuote('after'), { start: next, end: next + 1 });
    return undefined;
  }
  row.push({ text: inner.replaceAll('""', '"'), start, end: start + written.trimEnd().length });
  return next;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
