import assert from 'node:assert/strict';
import { ScimError } from '../../../src/scim/answers/scim-error.ts';
import { drivenClock } from '../../support/clock-driven.ts';
import { testClient } from '../../support/http-client.ts';
import { type HttpServer, json, startHttpServer } from '../../support/http-server.ts';

interface Failure {
  readonly status: number;
  readonly retryAfter?: string;
}

describe('a busy service', () => {
  let server: HttpServer;
  let failures: Failure[];
  beforeEach(async () => {
    server = await startHttpServer((_request, response) => {
      const failure = failures.shift();
      if (failure === undefined) return json(response, 200, { id: 'a', totalResults: 0 });
      const headers = failure.retryAfter === undefined ? {} : { 'retry-after': failure.retryAfter };
      return json(response, failure.status, { detail: 'busy' }, { ...headers });
    });
  });
  afterEach(() => server.close());

  const times = (count: number, failure: Failure): Failure[] => Array.from({ length: count }, () => failure);

  it('is asked again for a read: 429, 500, 502, 503', async () => {
    failures = [{ status: 429 }, { status: 500 }, { status: 502 }, { status: 503 }];
    const clock = drivenClock();
    await testClient(server.url, { clock }).list('User');
    assert.equal(server.received.length, 5);
    assert.equal(clock.slept.length, 4);
    assert.ok(clock.slept.every((ms, index) => ms <= 500 * 2 ** index));
  });

  it('is asked at most five times', async () => {
    failures = times(9, { status: 503 });
    await assert.rejects(testClient(server.url).list('User'), ScimError);
    assert.equal(server.received.length, 5);
  });

  it('is not asked again where it would change nothing', async () => {
    for (const status of [400, 401, 403, 404, 501]) {
      failures = [{ status }];
      await assert.rejects(testClient(server.url).list('User'), ScimError);
    }
    assert.equal(server.received.length, 5);
  });

  it('is left alone for as long as Retry-After says, in seconds or as a date', async () => {
    const clock = drivenClock(Date.UTC(2026, 0, 1));
    failures = [
      { status: 429, retryAfter: '7' },
      { status: 503, retryAfter: new Date(Date.UTC(2026, 0, 1, 0, 0, 37)).toUTCString() },
    ];
    await testClient(server.url, { clock }).list('User');
    assert.deepEqual(clock.slept, [7_000, 30_000]);
  });

  it('is given up at once when it asks for more patience than three minutes', async () => {
    const clock = drivenClock();
    failures = times(2, { status: 429, retryAfter: '181' });
    await assert.rejects(
      testClient(server.url, { clock }).list('User'),
      (error: unknown) => error instanceof ScimError && error.retryAfterSeconds === 181,
    );
    assert.deepEqual(clock.slept, []);
  });

  it('is not asked again at once where Retry-After names no time to come', async () => {
    for (const retryAfter of ['0', '-5', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
      const clock = drivenClock(Date.UTC(2026, 0, 1));
      failures = times(4, { status: 429, retryAfter });
      await testClient(server.url, { clock }).list('User');
      assert.ok(clock.slept.length > 0 && clock.slept.every((ms) => ms > 0), retryAfter);
    }
  });

  it('is sent a write again only when it surely left the first one undone', async () => {
    const client = testClient(server.url);
    failures = [{ status: 429 }, { status: 429, retryAfter: '1' }];
    await client.create('User', {});
    assert.equal(server.received.length, 3);
    for (const failure of [{ status: 500 }, { status: 502 }, { status: 503 }, { status: 503, retryAfter: '1' }]) {
      failures = [failure];
      await assert.rejects(client.patch('User', 'a', [{ op: 'remove', path: 'title' }]), ScimError);
    }
    assert.equal(server.received.length, 7);
  });
});
