import assert from 'node:assert/strict';
import type { Change } from '../../src/model/plan.ts';
import { fakeClient, scimError } from './fake-client.ts';
import { AT_ONCE, applyAll, membersRequest, outcomes, patchGroup, patchUser, planOf } from './plans.ts';

const PROFILE = { ...AT_ONCE, etag: 'ifMatch' } as const;
const resource = { type: 'User', name: 'ada', id: 'id-ada', version: 'W/"1"' } as const;

function patch(more: Partial<Change> = {}): Change {
  return patchUser('ada', { resource, before: { title: 'Miss' }, ...more });
}

function remove(): Change {
  const requests = [{ purpose: 'delete', method: 'DELETE', path: '/Users/id-ada' }] as const;
  return patch({ action: 'delete', before: { userName: 'ada' }, after: null, requests });
}

describe('versions', () => {
  it('go with attribute changes and deletions where the service honours them', async () => {
    for (const change of [patch(), remove()]) {
      const client = fakeClient();
      await applyAll(planOf(change), { client, profile: PROFILE });
      assert.equal(client.calls[0]?.ifMatch, 'W/"1"');
    }
  });

  it('stay at home where it does not', async () => {
    const client = fakeClient();
    await applyAll(planOf(patch()), { client });
    assert.equal(client.calls[0]?.ifMatch, undefined);
  });

  it('do not go with members, whose changes commute', async () => {
    const client = fakeClient();
    const group = patchGroup('Staff', [membersRequest('Staff', { add: ['1'] })], {
      resource: { type: 'Group', name: 'Staff', id: 'id-Staff', version: 'W/"1"' },
    });
    await applyAll(planOf(group), { client, profile: PROFILE });
    assert.equal(client.calls[0]?.ifMatch, undefined);
  });

  it('are those of the answer before from the second request on', async () => {
    const operations = [{ op: 'replace', path: 'title', value: 'Countess' }];
    const request = { purpose: 'attributes', method: 'PATCH', path: '/Users/id-ada', operations } as const;
    const client = fakeClient((_, nth) => ({ id: 'id-ada', meta: { version: `W/"${nth + 1}"` } }));
    await applyAll(planOf(patch({ requests: [request, request] })), { client, profile: PROFILE });
    assert.deepEqual(
      client.calls.map(({ ifMatch }) => ifMatch),
      ['W/"1"', 'W/"2"'],
    );
  });

  for (const error of [scimError(412), scimError(400, 'invalidVers'), scimError(409, undefined, true)]) {
    it(`that moved are read again, and the change goes on where its attributes did not (${error.status})`, async () => {
      const client = fakeClient(({ what }, nth) => {
        if (what.startsWith('GET')) return { id: 'id-ada', title: 'Miss', nickName: 'new', meta: { version: 'W/"7"' } };
        return nth === 1 ? error : undefined;
      });
      const events = await applyAll(planOf(patch()), { client, profile: PROFILE });
      assert.deepEqual(client.log(), ['PATCH User id-ada', 'GET User id-ada', 'PATCH User id-ada']);
      assert.equal(client.calls[2]?.ifMatch, 'W/"7"');
      assert.equal(outcomes(events)[0]?.event, 'change-done');
    });
  }

  it('that moved fail the change where its attributes moved too', async () => {
    for (const change of [patch(), remove()]) {
      const client = fakeClient(({ what }) =>
        what.startsWith('GET')
          ? { id: 'id-ada', userName: 'eve', title: 'Duchess', meta: { version: 'W/"7"' } }
          : scimError(412),
      );
      const events = await applyAll(planOf(change), { client, profile: PROFILE });
      const [failure] = events.filter((event) => event.event === 'change-failed');
      assert.match(failure?.failure.summary ?? '', /^\w+ changed on the service after the plan was made; plan again$/u);
      assert.equal(client.calls.length, 2);
    }
  });

  it('that move each time end after five attempts', async () => {
    const client = fakeClient(({ what }, nth) =>
      what.startsWith('GET') ? { id: 'id-ada', title: 'Miss', meta: { version: `W/"${nth + 1}"` } } : scimError(412),
    );
    const events = await applyAll(planOf(patch()), { client, profile: PROFILE });
    assert.equal(client.log().filter((what) => what.startsWith('PATCH')).length, 5);
    assert.equal(outcomes(events)[0]?.event, 'change-failed');
  });

  it('that the service refuses although it shows them itself are told as such, with the setting', async () => {
    for (const change of [patch(), remove()]) {
      const client = fakeClient(({ what }) =>
        what.startsWith('GET')
          ? { id: 'id-ada', userName: 'ada', title: 'Miss', meta: { version: '"1"' } }
          : scimError(412, undefined, true),
      );
      const events = await applyAll(planOf(change), { client, profile: PROFILE });
      const [failure] = events.filter((event) => event.event === 'change-failed');
      assert.match(failure?.failure.summary ?? '', /refuses the version that it shows itself \(412 to If-Match\)/u);
      assert.match(failure?.failure.detail ?? '', /the service says no.* Set service\.dialect\.etag to ignored/u);
      assert.equal(client.calls.length, 2);
    }
  });

  it('have nothing to do with a name that is taken', async () => {
    const client = fakeClient(() => scimError(409, 'uniqueness', true));
    await applyAll(planOf(patch()), { client, profile: PROFILE });
    assert.equal(client.calls.length, 1);
  });
});
