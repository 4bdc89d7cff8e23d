import assert from 'node:assert/strict';
import { askingFor } from '../../src/directory/asking/asking.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { GENESYS_CLOUD } from '../../src/profiles/genesys-cloud.ts';
import { createPace } from '../../src/scim/pace/pace.ts';
import { scaledClock } from '../support/clock-scaled.ts';
import { simulate } from '../support/clock-simulated.ts';
import { fakeClient } from './fake-client.ts';
import { applyPaced } from './paced.ts';
import { applyAll, createUser, patchUser, planOf } from './plans.ts';

describe('the pace of an apply', function () {
  // The clock of the first runs 20 times as fast as the machine's, so that another process may cost it a try.
  this.retries(3);

  it('keeps to a known rate: 1.1 times the ideal time at most, and at most 1 % of the requests refused', async () => {
    const report = await applyPaced({ changes: 120, requestsPerMinute: 120, latencyMs: 80, clock: scaledClock(20) });
    assert.equal(report.done, 120);
    assert.ok(report.ms <= 60_000 * 1.1, `${report.ms} ms`);
    assert.ok(report.refused <= report.requests / 100, `${report.refused} of ${report.requests} refused`);
  });

  it('bears the proof: 900 changes at the 300 a minute of Genesys Cloud take 1.1 times the ideal without it at most', async () => {
    const names = Array.from({ length: 900 }, (_, n) => `user${n}`);
    const users = new Map(names.map((name): [string, ScimResource] => [name, { id: `id-${name}`, title: 'Miss' }]));
    const managed = { User: ['title'], Group: [] };
    const asking = {
      User: askingFor('User', GENESYS_CLOUD, managed, []),
      Group: askingFor('Group', GENESYS_CLOUD, managed, []),
    };
    const resources = { User: [...users.values()], Group: [] };
    const reading = { resources, asking, isFresh: true, ignored: new Map(), unwanted: new Map() };
    let requests = 0;
    const { result, ms } = await simulate(async (clock) => {
      const pace = createPace({ concurrency: 10, requestsPerMinute: 300, clock });
      const send = async () => {
        const turn = await pace.turn();
        requests += 1;
        await clock.sleep(80);
        turn.end({ kind: 'fine' });
      };
      const far = fakeClient();
      const client: typeof far = {
        ...far,
        patch: async (type, id, operations, options) => {
          await send();
          users.set(id.slice('id-'.length), { id, title: 'Countess' });
          return far.patch(type, id, operations, options);
        },
        list: async (_type, { filter, pageSize = 1 } = {}) => {
          const found = filter === undefined ? [...users.values()] : [];
          for (let at = 0; at === 0 || at < found.length; at += pageSize) await send();
          return found;
        },
      };
      const plan = planOf(...names.map((name) => patchUser(name)));
      return applyAll(plan, { client, profile: GENESYS_CLOUD, reading, verify: true, concurrency: 40, clock });
    });
    const counts = { done: 900, failed: 0, skipped: 0, notKept: 0, notProven: 0 };
    assert.deepEqual(result.at(-1), { event: 'finished', ...counts, verified: true });
    assert.ok(requests > 900 && requests <= 900 + 900 / 100 + 3, `${requests} requests`);
    assert.ok(ms <= 180_000 * 1.1, `${ms} ms`);
  });

  it('uses all of an unlimited service: 1,000 creations of 50 ms by 10 take at most 1.15 times the ideal time', async () => {
    const { ms } = await simulate(async (clock) => {
      const pace = createPace({ concurrency: 10, requestsPerMinute: null, clock });
      const far = fakeClient();
      const create: typeof far.create = async (type, body) => {
        const turn = await pace.turn();
        await clock.sleep(50);
        turn.end({ kind: 'fine' });
        return far.create(type, body);
      };
      const users = Array.from({ length: 1000 }, (_, n) => createUser(`user${n}`));
      await applyAll(planOf(...users), { client: { ...far, create }, concurrency: 40, clock });
    });
    assert.ok(ms <= 5000 * 1.15, `${ms} ms`);
  });
});
