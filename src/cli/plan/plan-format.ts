import * as Flags from '@oclif/core/flags';
import type { SealedPlan } from '../../model/plan.ts';
import type { ApplyRun } from '../../render/plan/apply-command.ts';
import { renderPlanId } from '../../render/plan/plan-id-line.ts';
import { renderPlanJson } from '../../render/plan/plan-json.ts';
import { renderPlanMarkdown } from '../../render/plan/plan-markdown.ts';
import { renderPlanText } from '../../render/plan/plan-text.ts';
import type { Style } from '../../render/text/style.ts';
import { wantsJson } from '../flags.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** How plans are printed: for people, for programs, or for reviewers on GitHub and GitLab. */
export const PLAN_FORMAT_FLAGS = {
  format: Flags.option({ options: ['text', 'json', 'markdown'] as const })({
    summary: 'How to print the plan.',
    default: 'text',
  }),
  json: Flags.boolean({ summary: 'Short for --format json.' }),
  values: Flags.option({ options: ['all', 'none'] as const })({
    summary: 'With --format markdown: show values, or only the names of attributes.',
  }),
};

export interface PlanPrinter {
  /** Whether it stands at a terminal, where diagnostics and refusals are read beside it. */
  readonly isForPeople: boolean;
  readonly print: (plan: SealedPlan, style: Style) => string;
}

interface PlanFormatFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly json: boolean;
  readonly values: 'all' | 'none' | undefined;
}

/**
 * A plan in the format that is asked for. Throws UsageError where values are to be left out of one that shows them.
 * @param run what the command that applies a refused plan needs beside it
 */
export function planPrinter({ format, json, values }: PlanFormatFlags, run: ApplyRun): PlanPrinter {
  const chosen = wantsJson({ format, json }) ? 'json' : format;
  if (values !== undefined && chosen !== 'markdown') {
    throw new UsageError(`--values ${values} needs --format markdown.`, 'The other formats show all values.');
  }
  const print = {
    text: (plan: SealedPlan, style: Style) => renderPlanText(plan, style, run) + renderPlanId(plan, style),
    json: renderPlanJson,
    markdown: (plan: SealedPlan) => renderPlanMarkdown(plan, values ?? 'all', run),
  };
  return { isForPeople: chosen === 'text', print: print[chosen] };
}
