import type { Outcome } from './outcome.ts';

/** Why nothing came of an environment, in JSON. */
export interface Failure {
  readonly environment: string;
  readonly result: Outcome['result']['kind'];
  /** A sentence. */
  readonly reason: string;
}

/** The environments of which nothing came, and why. */
export function failuresOf(outcomes: readonly Outcome[]): readonly Failure[] {
  return outcomes.flatMap(({ environment, result }) =>
    'reason' in result ? [{ environment, result: result.kind, reason: result.reason }] : [],
  );
}
