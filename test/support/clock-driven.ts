import type { Clock } from '../../src/scim/pace/clock.ts';

/** A clock on which sleeping takes no time but moves the hands. */
export interface DrivenClock extends Clock {
  /** How long each sleep would have been, in milliseconds. */
  readonly slept: readonly number[];
  advance(milliseconds: number): void;
}

export function drivenClock(start = Date.UTC(2026, 0, 1)): DrivenClock {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
