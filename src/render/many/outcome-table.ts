import { markdownText } from '../text/markdown-text.ts';
import type { Style } from '../text/style.ts';
import type { Outcome } from './outcome.ts';
import { OUTCOME_COLUMNS, type OutcomeRow, outcomeRow } from './outcome-rows.ts';

/** Numbers stand on the right. */
const NUMBERS: ReadonlySet<number> = new Set([1, 2, 3, 4]);

/** One line for each environment: what its plan does, and what became of it. Ends with a line feed. */
export function renderOutcomes(outcomes: readonly Outcome[], style: Style): string {
  const rows = [OUTCOME_COLUMNS as OutcomeRow, ...outcomes.map(outcomeRow)];
  const widths = OUTCOME_COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const [head = '', ...lines] = rows.map((row) =>
    row
      .map((text, column) =>
        NUMBERS.has(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const coloured = lines.map((line, index) => colourOf(outcomes[index], style)(line));
  return `${[style.bold(head), ...coloured].join('\n')}\n`;
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
