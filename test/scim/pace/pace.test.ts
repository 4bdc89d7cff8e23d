import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { NotSentError } from '../../../src/scim/http/not-sent-error.ts';
import type { Clock } from '../../../src/scim/pace/clock.ts';
import { createPace, type Observation, type Pace } from '../../../src/scim/pace/pace.ts';
import { readRateHeaders } from '../../../src/scim/pace/rate-headers.ts';
import { simulate } from '../../support/clock-simulated.ts';

const FINE: Observation = { kind: 'fine' };

/** Sends `count` requests as fast as the pace lets them go; the service answers after `latency` as told. */
async function sendAll(
  pace: Pace,
  clock: Clock,
  { count, latency }: { readonly count: number; readonly latency: number },
  answer: (sentAt: number, underWay: number) => Observation = () => FINE,
): Promise<readonly number[]> {
  const times: number[] = [];
  let underWay = 0;
  const one = async (): Promise<void> => {
    const turn = await pace.turn();
    const sentAt = clock.now();
    times.push(sentAt);
    underWay += 1;
    const observation = answer(sentAt, underWay);
    await clock.sleep(latency);
    underWay -= 1;
    turn.end(observation);
  };
  await Promise.all(Array.from({ length: count }, one));
  return times;
}

function mostInAMinute(times: readonly number[]): number {
  return Math.max(...times.map((begin) => times.filter((time) => time >= begin && time < begin + 60_000).length));
}

describe('the pace of requests', () => {
  it('is as fast as the concurrency where the service bears everything', async () => {
    const { ms } = await simulate((clock) => {
      const pace = createPace({ concurrency: 10, requestsPerMinute: null, clock });
      return sendAll(pace, clock, { count: 1000, latency: 50 });
    });
    assert.equal(ms, 5000);
  });

  it('never lets more go in any minute than the known rate, and takes at most 1.1 times the ideal time', async () => {
    const { result: times, ms } = await simulate((clock) => {
      const pace = createPace({ concurrency: 10, requestsPerMinute: 300, clock });
      return sendAll(pace, clock, { count: 900, latency: 80 });
    });
    assert.ok(mostInAMinute(times) <= 300, `${mostInAMinute(times)} in a minute`);
    assert.ok(ms < 180_000 * 1.1, `${ms} ms`);
  });

  it('lets a small run go at once in spite of a known rate', async () => {
    const { ms } = await simulate((clock) => {
      const pace = createPace({ concurrency: 10, requestsPerMinute: 300, clock });
      return sendAll(pace, clock, { count: 10, latency: 80 });
    });
    assert.equal(ms, 80);
  });

  it('halves the requests under way when the service is overloaded, once for all of them, and grows slowly again', async () => {
    const peaks: number[] = [];
    await simulate((clock) => {
      const pace = createPace({ concurrency: 16, requestsPerMinute: null, clock });
      return sendAll(pace, clock, { count: 400, latency: 50 }, (sentAt, underWay) => {
        peaks[sentAt / 50] = Math.max(peaks[sentAt / 50] ?? 0, underWay);
        return { kind: sentAt === 0 ? 'overloaded' : 'fine' };
      });
    });
    assert.equal(peaks[0], 16);
    assert.equal(peaks[1], 8);
    assert.ok((peaks[3] ?? 0) <= 10, `${peaks[3]} after three rounds`);
    assert.equal(Math.max(...peaks.slice(10)), 16);
  });

  it('never stops altogether, however often the service is overloaded', async () => {
    const { result } = await simulate((clock) => {
      const pace = createPace({ concurrency: 10, requestsPerMinute: null, clock });
      return sendAll(pace, clock, { count: 50, latency: 50 }, () => ({ kind: 'overloaded' }));
    });
    assert.equal(result.length, 50);
  });

  it('leaves the service alone for as long as it asks', async () => {
    const { result: times } = await simulate((clock) => {
      const pace = createPace({ concurrency: 2, requestsPerMinute: null, clock });
      return sendAll(pace, clock, { count: 6, latency: 10 }, (sentAt) =>
        sentAt === 0 ? { kind: 'overloaded', retryAfterMs: 7000 } : FINE,
      );
    });
    assert.deepEqual(times.slice(0, 2), [0, 0]);
    assert.ok(times.slice(2).every((time) => time >= 7010));
  });

  it('waits for the reset where the rate headers say that no request is left, before the service must refuse one', async () => {
    let refused = 0;
    const { result: times } = await simulate((clock) => {
      const pace = createPace({ concurrency: 8, requestsPerMinute: null, clock });
      let count = 0;
      let period = 0;
      return sendAll(pace, clock, { count: 90, latency: 30 }, (sentAt) => {
        if (Math.floor(sentAt / 60_000) !== period) count = 0;
        period = Math.floor(sentAt / 60_000);
        count += 1;
        if (count > 40) refused += 1;
        return { kind: 'fine', allowance: { remaining: Math.max(0, 40 - count), resetMs: 60_000 - (sentAt % 60_000) } };
      });
    });
    assert.equal(refused, 0);
    assert.equal(times.filter((time) => time < 60_000).length, 40);
  });

  it('gives up those that wait when they are aborted, and nobody else', async () => {
    const controller = new AbortController();
    await simulate(async (clock) => {
      const pace = createPace({ concurrency: 1, requestsPerMinute: null, clock });
      const first = await pace.turn(controller.signal);
      const second = pace.turn(controller.signal);
      const third = pace.turn();
      controller.abort();
      await assert.rejects(second, NotSentError);
      await assert.rejects(pace.turn(controller.signal), NotSentError);
      first.end(FINE);
      await setImmediate();
      (await third).end(FINE);
    });
  });
});

describe('rate headers', () => {
  const NOW = Date.UTC(2026, 0, 1);
  const read = (headers: Readonly<Record<string, string>>) => readRateHeaders(new Headers(headers), NOW);

  it('of Genesys count upwards', () => {
    const headers = { 'inin-ratelimit-count': '290', 'inin-ratelimit-allowed': '300', 'inin-ratelimit-reset': '12' };
    assert.deepEqual(read(headers), { remaining: 10, resetMs: 12_000 });
  });

  it('count downwards elsewhere, with a reset in seconds or as a time', () => {
    const seconds = { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '20' };
    assert.deepEqual(read(seconds), { remaining: 3, resetMs: 20_000 });
    const time = { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(NOW / 1000 + 9) };
    assert.deepEqual(read(time), { remaining: 0, resetMs: 9000 });
    assert.deepEqual(read({ 'ratelimit-remaining': '1', 'ratelimit-reset': '2' }), { remaining: 1, resetMs: 2000 });
    assert.deepEqual(read({ ratelimit: '"default";r=50;t=30' }), { remaining: 50, resetMs: 30_000 });
  });

  it('that say nothing or nonsense are ignored', () => {
    assert.equal(read({}), undefined);
    assert.equal(read({ 'x-ratelimit-remaining': '3' }), undefined);
    assert.equal(read({ 'x-ratelimit-remaining': '-3', 'x-ratelimit-reset': 'soon' }), undefined);
  });
});
