import { shownPlan } from '../../render/hidden/hidden-plan.ts';
import { renderOutcomes, renderOutcomesMarkdown } from '../../render/many/outcome-table.ts';
import { renderPlansJson } from '../../render/many/plans-json.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { idOfAll } from './all-ids.ts';
import type { End } from './environment-end.ts';

/** Enough for the eye; `--expect` takes all 64 digits. */
const SHOWN_DIGITS = 12;

/** Ends the output about several plans: the table and the id over all, or the document that holds them. */
export function showPlans(ends: readonly End[], format: 'text' | 'markdown' | 'json', terminal: Terminal): void {
  const id = idOfAll(ends);
  if (format === 'json') {
    const shown = ends.map((end) =>
      end.plan === undefined ? end : { ...end, plan: shownPlan(end.plan, terminal.values) },
    );
    terminal.result(renderPlansJson(shown, id ?? null));
    return;
  }
  const isMarkdown = format === 'markdown';
  terminal.result(
    isMarkdown ? renderOutcomesMarkdown(ends) : `\n${renderOutcomes(ends, terminal.resultStyle, terminal.columns)}`,
  );
  if (id === undefined || ends.every(({ plan }) => plan?.changes.length === 0)) return;
  terminal.result(
    isMarkdown
      ? `\nId of all plans \`${id}\``
      : terminal.resultStyle.dim(`Id of all plans ${id.slice(0, SHOWN_DIGITS)}`),
  );
}
