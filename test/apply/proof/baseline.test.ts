import assert from 'node:assert/strict';
import type { FirstReading } from '../../../src/apply/proof/first-reading.ts';
import { fakeClient } from '../fake-client.ts';
import { applyAll, outcomes, patchUser, planOf } from '../plans.ts';

const WHOLE = { pageSize: 1000 };
const NAMES = (count: number) => Array.from({ length: count }, (_, n) => `u${n}`);
const plan = (count: number) => planOf(...NAMES(count).map((name) => patchUser(name)));

function reading(count: number, more: Partial<FirstReading> = {}): FirstReading {
  const users = NAMES(count).map((name) => ({ id: `id-${name}`, userName: name, nickName: 'before' }));
  const asking = { User: WHOLE, Group: WHOLE };
  return {
    resources: { User: users, Group: [] },
    asking,
    isFresh: true,
    ignored: new Map(),
    unwanted: new Map(),
    ...more,
  };
}

/** Everybody has the title that the plan asks for. */
const client = (nickName: string) =>
  fakeClient(({ what }) => {
    const id = /^GET User (.*)$/u.exec(what)?.[1];
    return id === undefined ? undefined : { id, userName: id.slice(3), title: 'Countess', nickName };
  });

describe('what the proof compares with', () => {
  const readsBefore = (log: readonly string[]) =>
    log.slice(
      0,
      log.findIndex((what) => what.startsWith('PATCH')),
    ).length;

  it('is what the plan read, where nobody was asked in between', async () => {
    const service = client('after');
    const events = await applyAll(plan(1), { client: service, verify: true, reading: reading(1) });
    assert.equal(readsBefore(service.log()), 0);
    const [besides] = outcomes(events).filter((event) => event.event === 'besides');
    assert.deepEqual(besides?.findings, [
      { kind: 'derived', attribute: 'nickName', expected: 'before', found: 'after' },
    ]);
  });

  it('is read anew where somebody was asked and at most 50 resources are touched', async () => {
    for (const [count, reads] of [
      [50, 50],
      [51, 0],
    ] as const) {
      const service = client('after');
      const events = await applyAll(plan(count), {
        client: service,
        verify: true,
        reading: reading(count, { isFresh: false }),
      });
      assert.equal(readsBefore(service.log()), reads);
      assert.equal(events.filter(({ event }) => event === 'besides').length, reads === 0 ? count : 0);
    }
  });

  it('is told where that was managed attributes only, and then nothing else is missed', async () => {
    const asking = { User: { pageSize: 25, attributes: ['userName', 'title'] }, Group: WHOLE };
    const service = fakeClient(({ what }) =>
      what.startsWith('GET') ? { id: 'id-u0', userName: 'u0', title: 'Countess' } : undefined,
    );
    const events = await applyAll(plan(1), { client: service, verify: true, reading: reading(1, { asking }) });
    assert.deepEqual(outcomes(events).length, 1);
    assert.ok(events.some((event) => event.event === 'read-again' && event.baseline === 'managed attributes only'));
  });
});
