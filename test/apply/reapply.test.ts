import assert from 'node:assert/strict';
import type { JsonObject } from '../../src/model/json.ts';
import { fakeClient } from './fake-client.ts';
import { AT_ONCE, applyAll, createUser, outcomes, patchUser, planOf } from './plans.ts';

const User = { ...AT_ONCE.types.User, reapplyAfter: ['create', 'reactivate'] as const };
const PROFILE = { ...AT_ONCE, types: { ...AT_ONCE.types, User } };

/** A service that forgets roles when it creates or activates somebody. */
function forgetful(resource: JsonObject) {
  let held: JsonObject = { ...resource, roles: undefined as never };
  return fakeClient(({ what, body }) => {
    if (what.startsWith('PATCH') && JSON.stringify(body).includes('roles')) held = resource;
    return { ...JSON.parse(JSON.stringify(held)), id: 'id-ada' };
  });
}

describe('a service that drops attributes when it creates or reactivates somebody', () => {
  const roles = [{ value: 'agent' }];

  it('is told them again after a creation', async () => {
    const after = { userName: 'ada', roles };
    const client = forgetful(after);
    const requests = [{ purpose: 'create', method: 'POST', path: '/Users', body: after }] as const;
    const events = await applyAll(planOf(createUser('ada', { after, requests })), {
      client,
      profile: PROFILE,
    });
    assert.deepEqual(client.log(), ['POST User ada', 'GET User id-ada', 'PATCH User id-ada']);
    assert.deepEqual(client.calls[2]?.body, [{ op: 'add', path: 'roles', value: roles }]);
    assert.deepEqual(outcomes(events), [{ event: 'change-done', key: 'user:ada', action: 'create', id: 'id-ada' }]);
  });

  it('is told them again after a reactivation', async () => {
    const operations = [{ op: 'replace', path: 'active', value: true }];
    const requests = [{ purpose: 'attributes', method: 'PATCH', path: '/Users/id-ada', operations }] as const;
    const [before, after] = [false, true].map((active) => ({ active, roles }));
    const client = forgetful(after ?? {});
    const change = patchUser('ada', { action: 'reactivate', before: before ?? null, after: after ?? null, requests });
    await applyAll(planOf(change), { client, profile: PROFILE });
    assert.deepEqual(client.calls[2]?.body, [{ op: 'add', path: 'roles', value: roles }]);
  });

  it('is asked nothing more where it kept everything, and never after an update', async () => {
    const client = fakeClient(() => ({ id: 'id-ada', userName: 'ada', title: 'Countess' }));
    await applyAll(planOf(createUser('ada')), { client, profile: PROFILE });
    await applyAll(planOf(patchUser('ada')), { client, profile: PROFILE });
    assert.deepEqual(client.log(), ['POST User ada', 'GET User id-ada', 'PATCH User id-ada']);
  });
});
