import type { Action } from './plan.ts';

/** Why a change failed, ready to print. */
export interface Failure {
  readonly summary: string;
  readonly detail?: string;
}

/** What apply tells while it runs; `apply --format json` prints one a line. */
export type ApplyEvent =
  | { readonly event: 'started'; readonly changes: number }
  | { readonly event: 'change-started'; readonly key: string; readonly action: Action }
  | { readonly event: 'change-done'; readonly key: string; readonly action: Action; readonly id: string | null }
  | { readonly event: 'change-failed'; readonly key: string; readonly action: Action; readonly failure: Failure }
  | { readonly event: 'change-skipped'; readonly key: string; readonly action: Action; readonly because: string }
  | { readonly event: 'not-kept'; readonly key: string; readonly attributes: readonly string[] }
  | {
      readonly event: 'finished';
      readonly done: number;
      readonly failed: number;
      readonly skipped: number;
      readonly notKept: number;
    };
