import assert from 'node:assert/strict';
import type { ScimResource } from '../../src/model/resource.ts';
import { fakeClient } from './fake-client.ts';
import { AT_ONCE, applyAll, outcomes, patchUser, planOf } from './plans.ts';

const HELD = { id: 'id-ada', userName: 'ada', title: 'Miss' };
const WHOLE = { ...AT_ONCE, patch: { ...AT_ONCE.patch, supported: false } };
const REPLACING = { ...AT_ONCE, patch: { ...AT_ONCE.patch, elementChange: 'replaceAttribute' } } as const;
const WORK = { value: 'ada@example.com', type: 'work' };

const put = patchUser('ada', {
  before: { title: 'Miss' },
  after: { title: 'Countess' },
  requests: [
    { purpose: 'attributes', method: 'PUT', path: '/Users/id-ada', body: { userName: 'ada', title: 'Countess' } },
  ],
});
const NEW_WORK = { ...WORK, value: 'countess@example.com' };
const replace = patchUser('ada', {
  before: { emails: [WORK] },
  after: { emails: [NEW_WORK] },
  requests: [
    {
      purpose: 'attributes',
      method: 'PATCH',
      path: '/Users/id-ada',
      operations: [{ op: 'replace', path: 'emails', value: [NEW_WORK] }],
    },
  ],
});

function holding(resource: ScimResource) {
  return fakeClient(({ what }) => (what.startsWith('GET') ? resource : undefined));
}

function failureIn(events: Awaited<ReturnType<typeof applyAll>>): string | undefined {
  return outcomes(events).flatMap((event) => (event.event === 'change-failed' ? [event.failure.summary] : []))[0];
}

describe('a write that replaces what it does not name', () => {
  it('is made anew from what the service holds just before: PUT', async () => {
    const client = holding({ ...HELD, nickName: 'Countess Ada' });
    assert.equal(failureIn(await applyAll(planOf(put), { client, profile: WHOLE })), undefined);
    assert.deepEqual(client.log(), ['GET User id-ada', 'PUT User id-ada']);
    const body = Object(client.calls[1]?.body);
    assert.deepEqual([body.title, body.nickName], ['Countess', 'Countess Ada']);
  });

  it('is made anew likewise: a list', async () => {
    const client = holding({ ...HELD, emails: [{ ...WORK, display: 'Ada at work' }] });
    assert.equal(failureIn(await applyAll(planOf(replace), { client, profile: REPLACING })), undefined);
    assert.deepEqual(client.calls[1]?.body, [
      { op: 'replace', path: 'emails', value: [{ ...NEW_WORK, display: 'Ada at work' }] },
    ]);
  });

  it('fails where somebody else changed the same in between', async () => {
    const titled = holding({ ...HELD, title: 'Doctor' });
    const mailed = holding({ ...HELD, emails: [WORK, { value: 'new@example.com', type: 'home' }] });
    const words = 'changed on the service after the plan was made; plan again';
    assert.equal(failureIn(await applyAll(planOf(put), { client: titled, profile: WHOLE })), `title ${words}`);
    assert.equal(failureIn(await applyAll(planOf(replace), { client: mailed, profile: REPLACING })), `emails ${words}`);
    assert.deepEqual([titled.log(), mailed.log()], [['GET User id-ada'], ['GET User id-ada']]);
  });

  it('is guarded by the version instead where the service honours it', async () => {
    for (const change of [put, replace]) {
      const client = holding(HELD);
      const resource = { type: 'User', name: 'ada', id: 'id-ada', version: 'W/"1"' } as const;
      const profile = { ...WHOLE, etag: 'ifMatch' } as const;
      await applyAll(planOf({ ...change, resource }), { client, profile });
      assert.deepEqual(
        client.calls.map(({ ifMatch }) => ifMatch),
        ['W/"1"'],
      );
    }
  });
});
