import { NotSentError } from '../http/not-sent-error.ts';
import type { Clock } from './clock.ts';
import type { RateAllowance } from './rate-headers.ts';
import { createTokenBucket } from './token-bucket.ts';

/** What an answer tells of how the service is doing. */
export interface Observation {
  /** `overloaded` is 429 or 503; `lost` is no answer, which says nothing of the service. */
  readonly kind: 'fine' | 'overloaded' | 'lost';
  /** How long the service asks to be left alone. */
  readonly retryAfterMs?: number;
  readonly allowance?: RateAllowance;
}

/** The right to have one request under way. */
export interface Turn {
  /** Gives the turn back; once. */
  end(observation: Observation): void;
}

/** Lets requests go in the number and at the rate that the service bears. */
export interface Pace {
  /** Waits for a turn. Rejects with NotSentError once the signal is aborted. */
  turn(signal?: AbortSignal): Promise<Turn>;
}

export interface PaceOptions {
  /** Most requests under way at once; fewer while the service is overloaded. */
  readonly concurrency: number;
  /** Null where none is known. */
  readonly requestsPerMinute: number | null;
  readonly clock: Clock;
}

/** Whoever asks to be left alone for longer is not waited for. */
const LONGEST_PAUSE_MS = 180_000;

interface Waiter {
  readonly go: (turn: Turn) => void;
}

/**
 * Concurrency follows the service: additive increase, multiplicative decrease (as TCP's congestion control). All requests
 * wait where the service asks for it by `Retry-After`, where its rate headers say that none is left, and where the known
 * rate says so. Requests go in the order in which they asked.
 */
export function createPace({ concurrency, requestsPerMinute, clock }: PaceOptions): Pace {
  const waiting: Waiter[] = [];
  const bucket = requestsPerMinute === null ? undefined : createTokenBucket(requestsPerMinute);
  const allowance = createAllowance();
  const window = createWindow(concurrency);
  let underWay = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let isPumping = false;

  const delayMs = (now: number): number =>
    Math.max(pausedUntil - now, bucket?.delayMs(now) ?? 0, allowance.delayMs(now), 0);

  const begin = (): Turn => {
    underWay += 1;
    bucket?.take(clock.now());
    allowance.take();
    const generation = window.generation();
    return { end: (observation) => end(observation, generation) };
  };

  const end = ({ kind, retryAfterMs, allowance: told }: Observation, generation: number): void => {
    const now = clock.now();
    underWay -= 1;
    if (kind === 'overloaded') window.shrink(generation);
    if (kind === 'fine') window.grow();
    if (retryAfterMs !== undefined && retryAfterMs <= LONGEST_PAUSE_MS) {
      pausedUntil = Math.max(pausedUntil, now + retryAfterMs);
    }
    if (told !== undefined && told.resetMs <= LONGEST_PAUSE_MS) allowance.learn(told, underWay, now);
    void pump();
  };

  const pump = async (): Promise<void> => {
    if (isPumping) return;
    isPumping = true;
    while (waiting.length > 0 && underWay < window.size()) {
      const delay = delayMs(clock.now());
      if (delay > 0) await clock.sleep(delay);
      else waiting.shift()?.go(begin());
    }
    isPumping = false;
  };

  return {
    turn: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(new NotSentError());
        const giveUp = (): void => {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(new NotSentError());
        };
        const waiter: Waiter = {
          go: (turn) => {
            signal?.removeEventListener('abort', giveUp);
            resolve(turn);
          },
        };
        signal?.addEventListener('abort', giveUp);
        waiting.push(waiter);
        return void pump();
      }),
  };
}

/** How many requests may be under way: halved once for all requests that were under way together, else slowly more. */
function createWindow(ceiling: number) {
  let size = ceiling;
  let generation = 0;
  return {
    size: () => Math.floor(size),
    generation: () => generation,
    grow: () => {
      size = Math.min(ceiling, size + 1 / size);
    },
    shrink: (begunIn: number) => {
      if (begunIn !== generation) return;
      generation += 1;
      size = Math.max(1, size / 2);
    },
  };
}

/** What is left of what the service's rate headers allow. */
function createAllowance() {
  let left = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  return {
    delayMs: (now: number) => (left > 0 ? 0 : until - now),
    take: () => {
      left -= 1;
    },
    /** Answers come out of order, and those under way may not be counted yet: within one period the least is believed. */
    learn: ({ remaining, resetMs }: RateAllowance, underWay: number, now: number) => {
      const told = remaining - underWay;
      left = now >= until ? told : Math.min(left, told);
      until = now + resetMs;
    },
  };
}
