import type { SealedPlan } from '../../model/plan.ts';

/** The plan as `--out` saves it and `--format json` prints it; byte-identical for equal plans. Ends with a line feed. */
export function renderPlanJson(plan: SealedPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}
