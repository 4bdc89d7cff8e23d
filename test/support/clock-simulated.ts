import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/scim/pace/clock.ts';

/**
 * Runs work on a clock of its own, which jumps to the next moment at which somebody wakes up as soon as all others sleep.
 * Only for work that waits for nothing but this clock. Returns what the work returned and how long it took there.
 */
export async function simulate<T>(
  work: (clock: Clock) => Promise<T>,
): Promise<{ readonly result: T; readonly ms: number }> {
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers.push({ at: now + milliseconds, wake });
      }),
  };
  let isDone = false;
  const done = work(clock).finally(() => {
    isDone = true;
  });
  // Whoever awaits the work sees its failure; here it only ends the loop.
  done.catch(() => undefined);
  for (;;) {
    await setImmediate();
    if (isDone) return { result: await done, ms: now };
    sleepers.sort((a, b) => a.at - b.at);
    const next = sleepers.shift();
    if (next === undefined) continue;
    now = next.at;
    next.wake();
  }
}
