import type { Row } from '../../diagnostics/row.ts';
import { rowOf } from '../../diagnostics/table.ts';
import type { Style } from '../text/style.ts';
import { wrapLine } from '../text/wrap-line.ts';

const WIDTH = 96;
const INDENT = ' '.repeat(7);

/** The cause and the cure of a code as text for people; undefined where there is no such code. */
export function explain(code: string, style: Style, columns = WIDTH): string | undefined {
  const row = rowOf(code);
  if (row === undefined) return undefined;
  const paragraph = (name: string, text: string): string =>
    wrapLine(text, Math.min(columns, WIDTH) - INDENT.length)
      .map((line, index) => (index === 0 ? style.bold(name.padEnd(INDENT.length)) : INDENT) + line)
      .join('\n');
  const blocks = [style.bold(`${code}: ${titleOf(row)}`), paragraph('Cause:', row.cause), paragraph('Cure:', row.cure)];
  return `${blocks.join('\n\n')}\n`;
}

/** All words that a report chooses between, and the severity where that is not an error: `expires soon (warning)`. */
export function titleOf(row: Row): string {
  return row.severity === 'error' ? wordsOf(row) : `${wordsOf(row)} (${row.severity})`;
}

/** The title with all words that a report chooses between: `row is too short or long`. */
export function wordsOf({ title }: Row): string {
  return title.replace(/\{([^}]*)\}/g, (_, words: string) => words.replaceAll('|', ' or '));
}
