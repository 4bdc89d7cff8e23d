import type { JsonValue } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import { isNotFound, ScimError } from '../scim/answers/scim-error.ts';
import type { Clock } from '../scim/pace/clock.ts';
import type { Run } from './run.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/**
 * Milliseconds for which an error answer may still mean that the service has not caught up with itself: it says 404 of what
 * this run created, or of a request that refers to that, or names its id in a 400. 0 where it means what it says.
 */
export function latenessOf(error: unknown, { key }: Change, body: JsonValue | undefined, run: Run): number {
  if (!(error instanceof ScimError) || (error.status !== 400 && !isNotFound(error))) return 0;
  const text = error.status === 404 ? JSON.stringify(body ?? null) : error.detail;
  const late = [...run.created].flatMap(([id, created]) =>
    text.includes(id) || (error.status === 404 && created.key === key) ? [created.lateUntil] : [],
  );
  return Math.max(0, ...late.map((until) => until - run.clock.now()));
}

/**
 * Asks again while a failure may be lateness.
 * @param leftOf milliseconds for which it may be
 */
export async function patiently<T>(
  ask: () => Promise<T>,
  leftOf: (error: unknown) => number,
  clock: Clock,
): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      const left = leftOf(error);
      if (left <= 0) throw error;
      await clock.sleep(Math.min(pause, left));
    }
  }
}
