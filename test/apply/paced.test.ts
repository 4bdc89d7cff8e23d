import assert from 'node:assert/strict';
import { createPace } from '../../src/scim/pace/pace.ts';
import { scaledClock } from '../support/clock-scaled.ts';
import { simulate } from '../support/clock-simulated.ts';
import { fakeClient } from './fake-client.ts';
import { applyPaced } from './paced.ts';
import { applyAll, createUser, planOf } from './plans.ts';

describe('the pace of an apply', function () {
  // The clock of the first runs 20 times as fast as the machine's, so that another process may cost it a try.
  this.retries(3);

  it('keeps to a known rate: 1.1 times the ideal time at most, and at most 1 % of the requests refused', async () => {
    const report = await applyPaced({ changes: 120, requestsPerMinute: 120, latencyMs: 80, clock: scaledClock(20) });
    assert.equal(report.done, 120);
    assert.ok(report.ms <= 60_000 * 1.1, `${report.ms} ms`);
    assert.ok(report.refused <= report.requests / 100, `${report.refused} of ${report.requests} refused`);
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
