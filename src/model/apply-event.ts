import type { Finding } from './finding.ts';
import type { Action } from './plan.ts';

/** Why a change failed, ready to print. */
export interface Failure {
  readonly summary: string;
  readonly detail?: string;
}

/** What the readings before and after an apply were compared by. */
export type Baseline = 'whole resources' | 'managed attributes only';

/** What apply tells while it runs; `apply --format json` prints one a line. */
export type ApplyEvent =
  | { readonly event: 'started'; readonly changes: number }
  | { readonly event: 'change-started'; readonly key: string; readonly action: Action }
  | {
      readonly event: 'change-done';
      readonly key: string;
      readonly action: Action;
      readonly id: string | null;
      /** What the service did otherwise than usual. */
      readonly note?: string;
    }
  | { readonly event: 'change-failed'; readonly key: string; readonly action: Action; readonly failure: Failure }
  | { readonly event: 'change-skipped'; readonly key: string; readonly action: Action; readonly because: string }
  /** The service refused the first spelling of a request and took the second, which these values of `service.dialect` make the first. */
  | { readonly event: 'second-spelling'; readonly settings: readonly string[] }
  /** The plan asked for it, and it is not so. */
  | {
      readonly event: 'not-kept';
      readonly key: string;
      readonly attributes: readonly string[];
      readonly findings: readonly Finding[];
      /** Which value of the dialect may be why. */
      readonly hint?: string;
    }
  /** The plan does not touch it, and it is lost or another. */
  | { readonly event: 'lost'; readonly key: string; readonly findings: readonly Finding[] }
  /** Others go by the name that was created. */
  | { readonly event: 'twins'; readonly key: string; readonly id: string; readonly others: readonly string[] }
  /** What was sent could not be read again. */
  | { readonly event: 'not-read'; readonly key: string; readonly failure: Failure }
  /** What the service did of itself. */
  | { readonly event: 'besides'; readonly key: string; readonly findings: readonly Finding[] }
  /** The proof is over, whatever it showed. */
  | { readonly event: 'read-again'; readonly resources: number; readonly baseline: Baseline; readonly sampled: boolean }
  | {
      readonly event: 'finished';
      readonly done: number;
      readonly failed: number;
      readonly skipped: number;
      readonly notKept: number;
      /** Resources of which something else was lost, that have twins or that could not be read. */
      readonly notProven: number;
      /** False where nobody looked whether it is so. */
      readonly verified: boolean;
    };
