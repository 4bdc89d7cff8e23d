import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/scim/pace/clock.ts';

/** A clock that runs `factor` times as fast as the wall's, for tests in which servers and clients really wait. */
export function scaledClock(factor: number): Clock {
  const start = Date.now();
  const begin = performance.now();
  return {
    now: () => start + (performance.now() - begin) * factor,
    sleep: (milliseconds) => setTimeout(milliseconds / factor),
  };
}
