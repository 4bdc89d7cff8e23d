import * as Flags from '@oclif/core/flags';
import type { SealedPlan } from '../../model/plan.ts';
import { renderPlanHtml } from '../../render/html/plan-html.ts';
import type { ApplyRun } from '../../render/plan/apply-command.ts';
import { renderPlanId } from '../../render/plan/plan-id-line.ts';
import { renderPlanJson } from '../../render/plan/plan-json.ts';
import { renderPlanMarkdown } from '../../render/plan/plan-markdown.ts';
import { renderPlanText } from '../../render/plan/plan-text.ts';
import { sha256Base64 } from '../files/sha256.ts';
import { FULL_FLAG, wantsJson } from '../flags.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** How plans are printed: for people, for programs, for reviewers on GitHub and GitLab, or as a page. */
export const PLAN_FORMAT_FLAGS = {
  format: Flags.option({ options: ['text', 'json', 'markdown', 'html'] as const })({
    summary: 'How to print the plan.',
    default: 'text',
  }),
  json: Flags.boolean({ summary: 'Short for --format json.' }),
  values: Flags.option({ options: ['all', 'none'] as const })({
    summary: 'With --format markdown or html: show values, or only the names of attributes.',
  }),
  full: FULL_FLAG,
};

export interface PlanPrinter {
  /** Whether it stands at a terminal, where diagnostics and refusals are read beside it. */
  readonly isForPeople: boolean;
  /** @param files texts of the project's files, for code frames */
  readonly print: (plan: SealedPlan, terminal: Terminal, files?: ReadonlyMap<string, string>) => string;
}

interface PlanFormatFlags {
  readonly format: 'text' | 'json' | 'markdown' | 'html';
  readonly json: boolean;
  readonly values: 'all' | 'none' | undefined;
  readonly full: boolean;
}

/**
 * A plan in the format that is asked for. Throws UsageError where values are to be left out of one that shows them.
 * @param run what the command that applies a refused plan needs beside it
 * @param plans how many are printed one after the other
 */
export function planPrinter(
  { format, json, values: wanted, full }: PlanFormatFlags,
  run: ApplyRun,
  plans = 1,
): PlanPrinter {
  const chosen = wantsJson({ format, json }) ? 'json' : format;
  const values = wanted ?? 'all';
  if (wanted !== undefined && (chosen === 'text' || chosen === 'json')) {
    throw new UsageError(`--values ${wanted} needs --format markdown or html.`, 'The other formats show all values.');
  }
  const print: Readonly<Record<typeof chosen, PlanPrinter['print']>> = {
    text: (plan, { resultStyle, columns }) =>
      renderPlanText(plan, resultStyle, run, { columns, full }) + renderPlanId(plan, resultStyle),
    json: renderPlanJson,
    markdown: (plan) => renderPlanMarkdown(plan, values, run, full, plans),
    html: (plan, _terminal, files = new Map()) => renderPlanHtml(plan, { values, run, files, sha256: sha256Base64 }),
  };
  return { isForPeople: chosen === 'text', print: print[chosen] };
}
