import { markdownText } from '../text/markdown-text.ts';
import type { Style } from '../text/style.ts';
import { textWidth } from '../text/text-width.ts';
import { wrapLine } from '../text/wrap-line.ts';
import type { Outcome } from './outcome.ts';
import { OUTCOME_COLUMNS, type OutcomeRow, outcomeRow } from './outcome-rows.ts';

/** Numbers stand on the right. */
const NUMBERS: ReadonlySet<number> = new Set([1, 2, 3, 4]);
/** The columns before the last one, which are as wide as their widest text. */
const COUNTED = [0, 1, 2, 3, 4] as const;
const LAST = 5;
const GAP = '  ';

/** No page is so narrow that a reason gets less. */
const LEAST_ROOM = 20;

/**
 * One line for each environment: what its plan does, and what became of it, which goes on below itself where it is long.
 * Ends with a line feed.
 * @param columns the width of the page
 */
export function renderOutcomes(outcomes: readonly Outcome[], style: Style, columns: number): string {
  const rows = [OUTCOME_COLUMNS as OutcomeRow, ...outcomes.map(outcomeRow)];
  const widths = COUNTED.map((column) => Math.max(...rows.map((row) => textWidth(row[column]))));
  const before = widths.reduce((sum, width) => sum + width + GAP.length, 0);
  const [head = '', ...lines] = rows.map((row) => {
    const cells = COUNTED.map((column, index) => padded(row[column], widths[index] ?? 0, NUMBERS.has(column)));
    const [first = '', ...more] = wrapLine(row[LAST], Math.max(LEAST_ROOM, columns - before));
    return [[...cells, first].join(GAP).trimEnd(), ...more.map((text) => ' '.repeat(before) + text)].join('\n');
  });
  const coloured = lines.map((line, index) => colourOf(outcomes[index], style)(line));
  return `${[style.bold(head), ...coloured].join('\n')}\n`;
}

function padded(text: string, width: number, isNumber: boolean): string {
  return isNumber ? text.padStart(width) : text.padEnd(width);
}

function colourOf(outcome: Outcome | undefined, style: Style): (text: string) => string {
  const kind = outcome?.result.kind;
  if (kind === 'failed' || kind === 'refused' || kind === 'interrupted') return style.red;
  return kind === 'applied' ? style.green : (text) => text;
}

/** The same for a comment on a pull request. */
export function renderOutcomesMarkdown(outcomes: readonly Outcome[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = OUTCOME_COLUMNS.map((_, column) => (NUMBERS.has(column) ? '---:' : '---'));
  const rows = outcomes.map((outcome) => outcomeRow(outcome).map(markdownText));
  return `${[OUTCOME_COLUMNS, rule, ...rows].map(line).join('\n')}\n`;
}
