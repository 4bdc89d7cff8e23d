import assert from 'node:assert/strict';
import type { ScimResource } from '../../src/model/resource.ts';
import { fakeClient, scimError } from './fake-client.ts';
import { applyAll, createUser, outcomes, patchGroup, patchUser, planOf } from './plans.ts';

const COUNTESS: ScimResource = { id: 'id-ada', title: 'Countess' };
const PLAN = planOf(patchUser('ada'));

describe('verifying a change', () => {
  it('believes an answer that shows everything kept, without reading again', async () => {
    const client = fakeClient(() => COUNTESS);
    const events = await applyAll(PLAN, { client, verify: true });
    assert.deepEqual(client.log(), ['PATCH User id-ada']);
    assert.deepEqual(
      outcomes(events).map(({ event }) => event),
      ['change-done'],
    );
  });

  it('reads again where the answer had no body', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('GET') ? COUNTESS : 'no body'));
    const events = await applyAll(PLAN, { client, verify: true });
    assert.deepEqual(client.log(), ['PATCH User id-ada', 'GET User id-ada']);
    assert.equal(outcomes(events).length, 1);
  });

  it('reads again where the answer shows something else, and believes that', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('GET') ? COUNTESS : { id: 'id-ada' }));
    const events = await applyAll(PLAN, { client, verify: true });
    assert.equal(client.calls.length, 2);
    assert.deepEqual(
      outcomes(events).map(({ event }) => event),
      ['change-done'],
    );
  });

  it('names the attributes that the service did not keep', async () => {
    const client = fakeClient(() => ({ id: 'id-ada', title: 'Duchess' }));
    const events = await applyAll(PLAN, { client, verify: true });
    assert.deepEqual(outcomes(events)[1], { event: 'not-kept', key: 'user:ada', attributes: ['title'] });
    assert.deepEqual(events.at(-1), { event: 'finished', done: 1, failed: 0, skipped: 0, notKept: 1 });
  });

  it('compares with the ids of resources that this run created', async () => {
    const after = { manager: { $pending: 'user:boss' } };
    const client = fakeClient(({ what }) =>
      what === 'PATCH User id-ada' ? { id: 'id-ada', manager: 'new-boss' } : undefined,
    );
    const plan = planOf(createUser('boss'), patchUser('ada', { after, dependsOn: ['user:boss'] }));
    const events = await applyAll(plan, { client, verify: true });
    assert.equal(events.filter(({ event }) => event === 'not-kept').length, 0);
  });

  it('takes no answer without members for evidence of who is a member', async () => {
    const after = { members: { add: [], remove: [{ value: '1', name: 'ada', type: 'User' }], unchanged: 0 } };
    const request = { method: 'PATCH', path: '/Groups/id-Analysts', operations: [] } as const;
    const client = fakeClient(() => ({ id: 'id-Analysts' }));
    await applyAll(planOf(patchGroup('Analysts', [request], { after })), { client, verify: true });
    assert.deepEqual(client.log(), ['PATCH Group id-Analysts', 'GET Group id-Analysts']);
  });

  it('says that a change was sent when it cannot be read back', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('GET') ? scimError(503) : 'no body'));
    const events = await applyAll(PLAN, { client, verify: true });
    const [failure] = events.filter((event) => event.event === 'change-failed');
    assert.match(failure?.failure.summary ?? '', /^sent, but not verified: .*503/u);
  });

  it('asks nothing where it is told not to verify', async () => {
    const client = fakeClient();
    await applyAll(PLAN, { client, verify: false });
    assert.deepEqual(client.log(), ['PATCH User id-ada']);
  });
});
