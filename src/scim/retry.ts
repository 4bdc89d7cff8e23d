import type { Clock } from './clock.ts';
import { ConnectionError } from './connection-error.ts';
import { ScimError } from './scim-error.ts';

/** Reads and token requests can be repeated at will; a write only when the service surely left it undone. */
export type Repeatable = 'always' | 'whenUndone';

/** A busy service is worth more patience than an address where nothing answers. */
const MOST_ATTEMPTS = { busy: 5, unreachable: 3 } as const;
const FIRST_DELAY_MS = 250;
const LONGEST_BACKOFF_MS = 10_000;
/** Beyond this much waiting the service's own answer is more useful than patience. */
const DEADLINE_MS = 180_000;
const BUSY = new Set([429, 502, 503, 504]);
const PASSING = new Set(['refused', 'timeout', 'reset', 'truncated']);

/** How often a request may be sent in all, by how it failed. */
function mostAttempts(error: unknown, repeatable: Repeatable): number {
  if (error instanceof ScimError) {
    const undone = error.status === 429 || (error.status === 503 && error.retryAfterSeconds !== undefined);
    return undone || (repeatable === 'always' && BUSY.has(error.status)) ? MOST_ATTEMPTS.busy : 1;
  }
  const passing = error instanceof ConnectionError && PASSING.has(error.reason);
  return passing && repeatable === 'always' ? MOST_ATTEMPTS.unreachable : 1;
}

/** How long to wait before the next attempt: what the service asks for, else exponential with full jitter. */
function delayMs(error: unknown, attempt: number): number {
  const asked = error instanceof ScimError ? error.retryAfterSeconds : undefined;
  if (asked !== undefined) return asked * 1000;
  return Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_DELAY_MS * 2 ** attempt);
}

/**
 * Sends a request and repeats it while its failure is one that passes: at most 5 times and for 3 minutes.
 * @throws the last failure
 */
export async function withRetries<T>(send: () => Promise<T>, repeatable: Repeatable, clock: Clock): Promise<T> {
  const deadline = clock.now() + DEADLINE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const delay = delayMs(error, attempt);
      if (attempt >= mostAttempts(error, repeatable) || clock.now() + delay > deadline) throw error;
      await clock.sleep(delay);
    }
  }
}
