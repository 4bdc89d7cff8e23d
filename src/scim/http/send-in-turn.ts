import { correlationIdOf, retryAfterSeconds } from '../answers/error-answer.ts';
import type { Clock } from '../pace/clock.ts';
import type { Observation, Pace } from '../pace/pace.ts';
import { readRateHeaders } from '../pace/rate-headers.ts';
import type { HttpAnswer, HttpRequest, Send } from './http.ts';
import type { RequestOptions } from './request-options.ts';

/** What the requests to one service share. */
export interface Line {
  readonly send: Send;
  readonly pace: Pace;
  readonly clock: Clock;
}

function observationOf({ status, headers }: HttpAnswer, retryAfter: number | undefined, now: number): Observation {
  const allowance = readRateHeaders(headers, now);
  return {
    kind: status === 429 || status === 503 ? 'overloaded' : 'fine',
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
    ...(allowance === undefined ? {} : { allowance }),
  };
}

/**
 * Sends one request when it is its turn. A request that waits for its next attempt has no turn. No pair of ky's hooks
 * could hold one: it lasts until the body is read, and ends however the request ends.
 */
export async function sendInTurn(
  request: HttpRequest,
  { signal, watcher }: RequestOptions,
  attempt: number,
  { send, pace, clock }: Line,
): Promise<HttpAnswer> {
  const turn = await pace.turn(signal);
  let observation: Observation = { kind: 'lost' };
  try {
    await watcher?.sending(attempt);
    const begin = performance.now();
    try {
      const answer = await send(request);
      const correlationId = watcher === undefined ? undefined : correlationIdOf(answer);
      const ms = Math.round(performance.now() - begin);
      watcher?.answered(attempt, {
        status: answer.status,
        ms,
        ...(correlationId === undefined ? {} : { correlationId }),
      });
      observation = observationOf(answer, retryAfterSeconds(answer.headers, clock.now()), clock.now());
      return answer;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      watcher?.answered(attempt, { problem, ms: Math.round(performance.now() - begin) });
      throw error;
    }
  } finally {
    turn.end(observation);
  }
}
