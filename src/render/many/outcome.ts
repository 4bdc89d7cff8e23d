import type { Plan } from '../../model/plan.ts';

/** What became of one environment, of several that a command went through. */
export interface Outcome {
  readonly environment: string;
  /** Absent where it could not be planned. */
  readonly plan?: Plan;
  readonly result: OutcomeResult;
}

export type OutcomeResult =
  /** It was planned, and not more was asked for. */
  | { readonly kind: 'planned' }
  /** Nothing was to be done. */
  | { readonly kind: 'unchanged' }
  /** All was done; `proven` where what was written was read again. */
  | { readonly kind: 'applied'; readonly proven: boolean }
  /** It must not be done; the reason is a sentence. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Something went wrong; likewise. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'interrupted' }
  /** It was not begun, because the command ended before. */
  | { readonly kind: 'skipped'; readonly reason: string };
