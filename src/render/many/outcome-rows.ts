import type { Action, Plan } from '../../model/plan.ts';
import { visible } from '../text/visible-text.ts';
import type { Outcome, OutcomeResult } from './outcome.ts';

/** The columns of the table that ends a command about several environments. */
export const OUTCOME_COLUMNS = ['environment', 'create', 'update', 'deactivate', 'delete', 'outcome'] as const;

/** One environment, a text for each column. */
export type OutcomeRow = readonly [string, string, string, string, string, string];

/** The row of one environment; blank counts where it could not be planned. */
export function outcomeRow({ environment, plan, result }: Outcome): OutcomeRow {
  const count = (...actions: readonly Action[]) => (plan === undefined ? '' : `${countOf(plan, actions)}`);
  return [
    visible(environment),
    count('create'),
    count('update', 'reactivate'),
    count('deactivate'),
    count('delete'),
    visible(outcomeText(result, plan)),
  ];
}

function countOf({ changes }: Plan, actions: readonly Action[]): number {
  return changes.filter(({ action }) => actions.includes(action)).length;
}

function outcomeText(result: OutcomeResult, plan: Plan | undefined): string {
  switch (result.kind) {
    case 'planned':
      return plan === undefined || plan.changes.length > 0 ? 'to apply' : 'no changes';
    case 'unchanged':
      return 'no changes';
    case 'applied':
      return result.proven ? 'applied and proven' : 'sent, not verified';
    case 'refused':
      return `refused: ${result.reason}`;
    case 'failed':
      return `failed: ${result.reason}`;
    case 'interrupted':
      return 'interrupted';
    case 'skipped':
      return `not begun: ${result.reason}`;
    default:
      return result satisfies never;
  }
}
