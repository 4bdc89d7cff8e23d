import { counted } from '../../model/counted.ts';
import type { Diagnostic, Severity } from '../../model/diagnostic.ts';
import type { Style } from '../text/style.ts';
import { visible } from '../text/visible-text.ts';
import { wrapLine } from '../text/wrap-line.ts';
import { byCause } from './by-cause.ts';
import { codeFrame } from './code-frame.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const MAX_WIDTH = 96;

/**
 * Prints diagnostics for people: what is wrong, where, the line itself with the value marked, why and what to do.
 * @param files texts by path; a file that is missing gets no code frame
 * @param columns how wide the terminal is
 * @returns text with a line break at its end, or nothing where there are no diagnostics
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: ReadonlyMap<string, string>,
  style: Style,
  columns = MAX_WIDTH,
): string {
  if (diagnostics.length === 0) return '';
  const width = Math.min(columns, MAX_WIDTH);
  const causes = byCause(diagnostics);
  const blocks = causes.map((diagnostic) => renderDiagnostic(diagnostic, files, style, width));
  return `${blocks.join('\n')}\n${style.bold(countDiagnostics(causes))}\n`;
}

function renderDiagnostic(
  diagnostic: Diagnostic,
  files: ReadonlyMap<string, string>,
  style: Style,
  columns: number,
): string {
  const { code, severity, summary, detail, span } = diagnostic;
  const colour = colourOf(severity, style);
  const gutter = ' '.repeat(String(span?.start.line ?? '').length);
  const lines = [`${style.bold(colour(`${severity}[${code}]`))}${style.bold(`: ${visible(summary)}`)}`];
  if (span !== undefined) {
    const place = `${visible(span.file)}:${span.start.line}:${span.start.column}`;
    lines.push(`${gutter}${style.cyan('-->')} ${place}`, ...frameLines(diagnostic, files, gutter, style, columns));
  }
  const indent = `${gutter} ${style.cyan('=')} `;
  const hanging = ' '.repeat(gutter.length + 3);
  const wrapped = wrap(detail ?? '', columns - hanging.length);
  lines.push(...wrapped.map((line, index) => (index === 0 ? indent : line === '' ? '' : hanging) + line));
  return `${lines.join('\n')}\n`;
}

function frameLines(
  { span, severity }: Diagnostic,
  files: ReadonlyMap<string, string>,
  gutter: string,
  style: Style,
  columns: number,
): readonly string[] {
  const text = span && files.get(span.file);
  const frame = span && text !== undefined ? codeFrame(text, span, columns - gutter.length - 3) : undefined;
  const bar = style.cyan('|');
  if (span === undefined || frame === undefined) return [];
  const carets = colourOf(severity, style)('^'.repeat(frame.width));
  return [
    `${gutter} ${bar}`,
    `${style.cyan(String(span.start.line))} ${bar} ${frame.line}`,
    `${gutter} ${bar} ${' '.repeat(frame.indent)}${carets}`,
    `${gutter} ${bar}`,
  ];
}

function colourOf(severity: Severity, style: Style): Style['red'] {
  return severity === 'error' ? style.red : style.yellow;
}

/** Breaks sentences between words; lines that start with a blank are an example and stay as they are. */
function wrap(text: string, columns: number): readonly string[] {
  if (text === '') return [];
  return text.split('\n').flatMap((line) => (line.startsWith(' ') ? visible(line) : wrapLine(visible(line), columns)));
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

/** `2 errors, 1 warning` */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return SEVERITIES.flatMap((severity) => {
    const { length } = diagnostics.filter((one) => one.severity === severity);
    return length === 0 ? [] : [counted(length, severity)];
  }).join(', ');
}
