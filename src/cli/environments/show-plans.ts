import { shownFiles } from '../../render/hidden/hidden-diagnostic.ts';
import { shownPlan } from '../../render/hidden/hidden-plan.ts';
import { renderPlansHtml } from '../../render/html/plans-html.ts';
import { renderOutcomes, renderOutcomesMarkdown } from '../../render/many/outcome-table.ts';
import { type PlansJsonInput, renderPlansJson } from '../../render/many/plans-json.ts';
import type { ApplyRun } from '../../render/plan/apply-command.ts';
import { sha256Base64 } from '../files/sha256.ts';
import { sealedOnce } from '../plan/sealed-once.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { idOfAll } from './all-ids.ts';
import type { End } from './environment-end.ts';

/** Enough for the eye; `--expect` takes all 64 digits. */
const SHOWN_DIGITS = 12;

/** In which format the plans of several environments are shown, and how each would be applied alone. */
export interface PlansFormat {
  readonly format: 'text' | 'markdown' | 'json' | 'html';
  readonly runOf: (environment: string) => ApplyRun;
}

/** Whether all plans stand in one document, which can be printed when all are there. */
export function isOneDocument(format: PlansFormat['format']): boolean {
  return format === 'json' || format === 'html';
}

/** Ends the output about several plans: the table and the id over all, or the document that holds them. */
export function showPlans(ends: readonly End[], { format, runOf }: PlansFormat, terminal: Terminal): void {
  const id = idOfAll(ends);
  if (format === 'json') terminal.result(renderPlansJson(shownSealed(ends, terminal), id ?? null));
  else if (format === 'html') {
    const outcomes = shownEnds(ends, terminal).map(({ files = new Map(), ...end }) => ({
      ...end,
      files: shownFiles(files, terminal.values),
      run: runOf(end.environment),
    }));
    terminal.result(renderPlansHtml(outcomes, id, sha256Base64));
  } else showTable(ends, id, format === 'markdown', terminal);
}

function shownEnds(ends: readonly End[], { values }: Terminal): readonly End[] {
  return ends.map((end) => (end.plan === undefined ? end : { ...end, plan: shownPlan(end.plan, values) }));
}

function shownSealed(ends: readonly End[], { values }: Terminal): readonly PlansJsonInput[] {
  return ends.map(({ plan, ...end }) =>
    plan === undefined ? end : { ...end, plan: shownPlan(sealedOnce(plan), values) },
  );
}

function showTable(ends: readonly End[], id: string | undefined, isMarkdown: boolean, terminal: Terminal): void {
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
