import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/model/json.ts';
import type { PlannedRequest } from '../../src/model/plan.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { drivenClock } from '../support/clock-driven.ts';
import { testClient } from '../support/http-client.ts';
import {
  resourcesIn,
  startTamperingService,
  type Tamper,
  type TamperingService,
} from '../support/tampering-service.ts';
import { applyAll, createUser, membersRequest, outcomes, patchGroup, planOf } from './plans.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const post = (userName: string): PlannedRequest => ({
  purpose: 'create',
  method: 'POST',
  path: '/Users',
  body: { schemas: [USER], userName },
});
const ada = createUser('ada', { requests: [post('ada')] });
const STAFF: JsonObject = { id: 'id-Staff', displayName: 'Staff' };
const staff = patchGroup('Staff', [membersRequest('Staff', { add: [{ $pending: 'user:ada' }] })], {
  dependsOn: ['user:ada'],
  after: {
    members: { add: [{ value: { $pending: 'user:ada' }, name: 'ada', type: 'User' }], remove: [], unchanged: 0 },
  },
});

describe('a service that takes a while to see what it was told', () => {
  let service: TamperingService;
  const clock = drivenClock();
  const run = async (tamper: Tamper, seconds = 5) => {
    service = await startTamperingService({ Groups: [STAFF] }, tamper);
    const client = testClient(service.url, { clock });
    const profile = { ...GENERIC, readAfterWrite: seconds };
    return outcomes(await applyAll(planOf(ada, staff), { client, profile, clock, verify: true }));
  };
  afterEach(() => service.close());

  /** After the creation, `count` requests that this takes are answered 404. */
  const late = (takes: (asked: { method: string; path: string }) => boolean, count: number): Tamper => {
    let left = count;
    return (asked) => {
      if (!takes(asked) || left <= 0) return undefined;
      left -= 1;
      return { status: 404, body: { detail: 'not found' } };
    };
  };

  for (const [what, takes] of [
    ['reading it', ({ method, path }) => method === 'GET' && /^\/Users\/./u.test(path)],
    ['making it a member', ({ method, path }) => method === 'PATCH' && path.startsWith('/Groups/')],
  ] as const satisfies readonly (readonly [string, (asked: { method: string; path: string }) => boolean])[]) {
    it(`is waited for: ${what}`, async () => {
      const events = await run(late(takes, 3));
      assert.deepEqual(
        events.map(({ event }) => event),
        ['change-done', 'change-done'],
      );
      assert.match(JSON.stringify((await service.honest('GET', '/Groups/id-Staff')).body), /"members"/u);
    });
  }

  it('is waited for no longer than readAfterWrite', async () => {
    const begin = clock.now();
    const events = await run(late(({ method, path }) => method === 'PATCH' && path.startsWith('/Groups/'), 1000));
    assert.ok(events.some((event) => event.event === 'change-failed' && event.key === 'group:Staff'));
    assert.ok(clock.now() - begin <= 15_000, `${clock.now() - begin} ms`);
  });

  it('is not waited for where it says that there is nothing to wait for', async () => {
    const begin = clock.now();
    const events = await run(
      late(({ method, path }) => method === 'PATCH' && path.startsWith('/Groups/'), 1),
      0,
    );
    assert.ok(events.some((event) => event.event === 'change-failed'));
    assert.equal(clock.now(), begin);
  });

  it('makes nobody twice: after 429 the name is looked up before it is sent again', async () => {
    const carriedOut: Tamper = async ({ method, path, body }, honest) => {
      if (method !== 'POST' || path !== '/Users') return undefined;
      const { status } = await honest('POST', '/Users', body);
      assert.equal(status, 201);
      return { status: 429, body: { detail: 'slow down' }, headers: { 'retry-after': '7' } };
    };
    const begin = clock.now();
    const events = await run(carriedOut);
    assert.deepEqual(
      events.map(({ event }) => event),
      ['change-done', 'change-done'],
    );
    assert.ok(clock.now() - begin >= 7000);
    assert.equal(service.taken().filter((each) => each === 'POST /Users').length, 1);
    assert.equal(resourcesIn(await service.honest('GET', '/Users')).length, 1);
  });

  it('makes nobody twice: what commits only after the answer was lost is looked for', async () => {
    let commit: (() => Promise<unknown>) | undefined;
    let looks = 0;
    const lateCommit: Tamper = async ({ method, path, body }, honest) => {
      if (method === 'POST' && path === '/Users') {
        commit = () => honest('POST', '/Users', body);
        return { status: 503, body: { detail: 'upstream timed out' } };
      }
      if (path.startsWith('/Users?filter')) {
        looks += 1;
        if (looks === 3) await commit?.();
      }
      return undefined;
    };
    const events = await run(lateCommit);
    assert.deepEqual(
      events.map(({ event }) => event),
      ['change-done', 'change-done'],
    );
    assert.equal(resourcesIn(await service.honest('GET', '/Users')).length, 1);
  });
});
