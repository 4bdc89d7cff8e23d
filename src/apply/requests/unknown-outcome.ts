import { UnreadableAnswerError } from '../../scim/answers/protocol-error.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';
import { AnswerTooLargeError } from '../../scim/http/answer-too-large-error.ts';
import { ConnectionError } from '../../scim/http/connection-error.ts';
import { LONGEST_WAIT_MS, retryDelayMs, sleepUnlessAborted } from '../../scim/pace/retry.ts';
import type { Run } from '../run.ts';

/** How often a request may be sent in all, when its outcome stays unknown or somebody else is always faster. */
export const MOST_ATTEMPTS = 5;

/** True where the service may have done what it was asked to, although it did not say so. */
export function isUnknownOutcome(error: unknown): boolean {
  if (error instanceof ConnectionError) return error.mayHaveBeenProcessed;
  if (error instanceof ScimError) return error.status >= 500 && error.status !== 501;
  return error instanceof UnreadableAnswerError || error instanceof AnswerTooLargeError;
}

/**
 * Waits before another attempt, for as long as the service asked; false if there is none, because there were enough, the
 * service asks for too much patience or the run is stopped.
 */
export async function mayTryAgain(attempt: number, error: unknown, { clock, stop }: Run): Promise<boolean> {
  const delay = retryDelayMs(error, attempt);
  if (attempt >= MOST_ATTEMPTS || delay > LONGEST_WAIT_MS || stop.aborted) return false;
  await sleepUnlessAborted(delay, clock, stop);
  return !stop.aborted;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/**
 * Looks until it sees something, at least once and for as long as it takes until a write can be read by everybody
 * (`readAfterWrite`). Returns what it saw last.
 */
export async function lookUntil<T>(look: () => Promise<T>, isSeen: (seen: T) => boolean, run: Run): Promise<T> {
  const { clock, profile } = run;
  const end = clock.now() + profile.readAfterWrite * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const seen = await look();
    const left = end - clock.now();
    if (isSeen(seen) || left <= 0) return seen;
    await clock.sleep(Math.min(pause, left));
  }
}
