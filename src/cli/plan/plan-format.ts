import * as Flags from '@oclif/core/flags';
import type { Plan } from '../../model/plan.ts';
import { shownFiles } from '../../render/hidden/hidden-diagnostic.ts';
import { shownPlan } from '../../render/hidden/hidden-plan.ts';
import type { ShownValues } from '../../render/hidden/hidden-value.ts';
import { renderPlanHtml } from '../../render/html/plan-html.ts';
import type { ApplyRun } from '../../render/plan/apply-command.ts';
import { renderPlanId } from '../../render/plan/plan-id-line.ts';
import { renderPlanJson } from '../../render/plan/plan-json.ts';
import { renderPlanMarkdown } from '../../render/plan/plan-markdown.ts';
import { renderPlanText } from '../../render/plan/plan-text.ts';
import { sha256Base64 } from '../files/sha256.ts';
import { FULL_FLAG, VALUES_FLAG, wantsJson } from '../flags.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { sealedOnce } from './sealed-once.ts';

/** How plans are printed: for people, for programs, for reviewers on GitHub and GitLab, or as a page. */
export const PLAN_FORMAT_FLAGS = {
  format: Flags.option({ options: ['text', 'json', 'markdown', 'html'] as const })({
    summary: 'How to print the plan.',
    default: 'text',
  }),
  json: Flags.boolean({ summary: 'Short for --format json.' }),
  ...VALUES_FLAG,
  full: FULL_FLAG,
};

export interface PlanPrinter {
  /** Whether it stands at a terminal, where diagnostics and refusals are read beside it. */
  readonly isForPeople: boolean;
  /** @param files texts of the project's files, for code frames */
  readonly print: (plan: Plan, terminal: Terminal, files?: ReadonlyMap<string, string>) => string;
}

interface PlanFormatFlags {
  readonly format: 'text' | 'json' | 'markdown' | 'html';
  readonly json: boolean;
  readonly values: ShownValues;
  readonly full: boolean;
}

/**
 * A plan in the format that is asked for, with values or without. Throws UsageError where two flags ask for two formats.
 * @param run what the command that applies a refused plan needs beside it
 * @param plans how many are printed one after the other
 */
export function planPrinter({ format, json, values, full }: PlanFormatFlags, run: ApplyRun, plans = 1): PlanPrinter {
  const chosen = wantsJson({ format, json }) ? 'json' : format;
  const shown = (plan: Plan) => shownPlan(plan, values);
  const print: Readonly<Record<typeof chosen, PlanPrinter['print']>> = {
    text: (plan, { resultStyle, columns }) =>
      renderPlanText(shown(plan), resultStyle, run, { columns, full }) + renderPlanId(plan, resultStyle),
    json: (plan) => renderPlanJson(shownPlan(sealedOnce(plan), values)),
    markdown: (plan) => renderPlanMarkdown(shown(plan), run, full, plans),
    html: (plan, _terminal, files = new Map()) =>
      renderPlanHtml(shown(plan), { run, files: shownFiles(files, values), sha256: sha256Base64 }),
  };
  return {
    isForPeople: chosen === 'text',
    print: print[chosen],
  };
}
