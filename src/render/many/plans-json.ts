import type { SealedPlan } from '../../model/plan.ts';
import { failuresOf } from './failures.ts';
import type { Outcome } from './outcome.ts';

/** A plan, or why an environment has none. */
export type PlansJsonInput = Omit<Outcome, 'plan'> & { readonly plan?: SealedPlan };

/**
 * The plans of several environments, each as it would be printed alone, and those that could not be planned
 * (`schemas/plans.schema.json`). Ends with a line feed.
 * @param id of all plans; null where one is missing
 */
export function renderPlansJson(outcomes: readonly PlansJsonInput[], id: string | null): string {
  const plans = outcomes.flatMap(({ plan }) => plan ?? []);
  const failures = failuresOf(outcomes.filter(({ plan }) => plan === undefined));
  return `${JSON.stringify({ id, plans, failures }, null, 2)}\n`;
}
