import { UnreadableAnswerError } from '../answers/protocol-error.ts';
import { ScimError } from '../answers/scim-error.ts';
import { ConnectionError } from '../http/connection-error.ts';
import type { Clock } from './clock.ts';

/** Reads and token requests can be repeated at will; a write only when the service surely left it undone. */
export type Repeatable = 'always' | 'whenUndone';

/** A busy service is worth more patience than an address where nothing answers. */
const MOST_ATTEMPTS = { passing: 5, unreachable: 3 } as const;
const FIRST_DELAY_MS = 250;
const LONGEST_BACKOFF_MS = 10_000;
/** Beyond this much waiting the service's own answer is more useful than patience. */
export const LONGEST_WAIT_MS = 180_000;
const PASSING_STATUS = new Set([429, 500, 502, 503, 504]);
const PASSING_REASON = new Set(['refused', 'timeout', 'reset', 'truncated']);

/** How often a request may be sent in all, by how it failed. */
function mostAttempts(error: unknown, repeatable: Repeatable): number {
  if (error instanceof ConnectionError) {
    if (!PASSING_REASON.has(error.reason) || (repeatable === 'whenUndone' && error.mayHaveBeenProcessed)) return 1;
    return error.mayHaveBeenProcessed ? MOST_ATTEMPTS.passing : MOST_ATTEMPTS.unreachable;
  }
  const isPassing = repeatable === 'always' ? isPassingAnswer(error) : isRefusedForNow(error);
  return isPassing ? MOST_ATTEMPTS.passing : 1;
}

function isPassingAnswer(error: unknown): boolean {
  return error instanceof UnreadableAnswerError || (error instanceof ScimError && PASSING_STATUS.has(error.status));
}

/** The service did not even begin. A 503 says no such thing: gateways answer it when they have waited too long, too. */
function isRefusedForNow(error: unknown): boolean {
  return error instanceof ScimError && error.status === 429;
}

/** Exponential with full jitter, in milliseconds. */
function backoffMs(attempt: number): number {
  return Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_DELAY_MS * 2 ** attempt);
}

/** How long to wait before the next attempt, in milliseconds: what the service asks for, and the usual at least. */
export function retryDelayMs(error: unknown, attempt: number): number {
  const asked = error instanceof ScimError ? (error.retryAfterSeconds ?? 0) : 0;
  return Math.max(asked * 1000, backoffMs(attempt));
}

export interface Retrying {
  readonly repeatable: Repeatable;
  readonly clock: Clock;
  /** Once aborted, nothing is sent again and no wait goes on. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a request and repeats it while its failure is one that passes: at most 5 times and for 3 minutes. ky's `retry`
 * sees no failure of a body, waits by the system's clock alone, and ends no wait when the signal is aborted.
 * @param send is told which attempt it is, from 1 on
 * @throws the last failure
 */
export async function withRetries<T>(
  send: (attempt: number) => Promise<T>,
  { repeatable, clock, signal }: Retrying,
): Promise<T> {
  const deadline = clock.now() + LONGEST_WAIT_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(attempt);
    } catch (error) {
      const delay = retryDelayMs(error, attempt);
      if (attempt >= mostAttempts(error, repeatable) || clock.now() + delay > deadline) throw error;
      await sleepUnlessAborted(delay, clock, signal);
      if (signal?.aborted === true) throw error;
    }
  }
}

/** Ends at the latest when the signal is aborted. */
export async function sleepUnlessAborted(
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal === undefined) return clock.sleep(milliseconds);
  if (signal.aborted) return;
  const aborted = Promise.withResolvers<void>();
  const wake = (): void => aborted.resolve();
  signal.addEventListener('abort', wake);
  await Promise.race([clock.sleep(milliseconds), aborted.promise]);
  signal.removeEventListener('abort', wake);
}
