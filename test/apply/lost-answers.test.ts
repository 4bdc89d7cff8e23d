import assert from 'node:assert/strict';
import type { ApplyEvent } from '../../src/model/apply-event.ts';
import type { Operation } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import { drivenClock } from '../support/clock-driven.ts';
import { fakeClient, gatewayTimeout, lostAnswer, scimError } from './fake-client.ts';
import { AT_ONCE, applyAll, createUser, membersRequest, outcomes, patchGroup, patchUser, planOf } from './plans.ts';

const ADA = { id: 'ada-1', userName: 'ada' };
const LOOK_UP = 'LIST User userName eq "ada"';
const TWINS: Profile = { ...AT_ONCE, types: { ...AT_ONCE.types, User: { ...AT_ONCE.types.User, uniqueName: false } } };

function endsOf(events: readonly ApplyEvent[]): readonly string[] {
  return outcomes(events).map((event) => (event.event === 'change-failed' ? event.failure.summary : event.event));
}

describe('a creation whose answer was lost', () => {
  it('is done where a look-up finds everything that was sent', async () => {
    const client = fakeClient(({ what }) => {
      if (what.startsWith('POST')) return lostAnswer();
      return { ...ADA, userName: 'Ada', title: 'Countess' };
    });
    const plan = planOf(createUser('ada'), patchUser('bob', { dependsOn: ['user:ada'] }));
    const events = await applyAll(plan, { client });
    assert.deepEqual(client.log().slice(0, 3), ['POST User ada', LOOK_UP, 'GET User ada-1']);
    assert.deepEqual(outcomes(events)[0], { event: 'change-done', key: 'user:ada', action: 'create', id: 'ada-1' });
  });

  it('is sent again only after a look-up found nothing', async () => {
    const client = fakeClient(({ what }, nth) => (what === 'POST User ada' && nth === 1 ? lostAnswer() : undefined));
    const events = await applyAll(planOf(createUser('ada')), { client });
    assert.deepEqual(client.log(), ['POST User ada', LOOK_UP, 'POST User ada']);
    assert.deepEqual(endsOf(events), ['change-done']);
  });

  for (const [name, error] of [
    ['500', scimError(500)],
    ['503 with Retry-After', gatewayTimeout()],
    ['504', scimError(504)],
  ] as const) {
    it(`is looked for likewise after ${name}`, async () => {
      const client = fakeClient(({ what }) => (what.startsWith('POST') ? error : ADA));
      assert.deepEqual(endsOf(await applyAll(planOf(createUser('ada')), { client })), ['change-done']);
      assert.equal(client.log().filter((what) => what.startsWith('POST')).length, 1);
    });
  }

  it('is sent again no earlier than Retry-After asks', async () => {
    const client = fakeClient(({ what }, nth) =>
      what === 'POST User ada' && nth === 1 ? gatewayTimeout(7) : undefined,
    );
    const clock = drivenClock();
    assert.deepEqual(endsOf(await applyAll(planOf(createUser('ada')), { client, clock })), ['change-done']);
    assert.deepEqual(clock.slept, [7000]);
  });

  it('is not sent again where Retry-After asks for more patience than three minutes', async () => {
    const client = fakeClient(({ what }) => (what === 'POST User ada' ? gatewayTimeout(181) : undefined));
    await applyAll(planOf(createUser('ada')), { client });
    assert.deepEqual(client.log(), ['POST User ada', LOOK_UP]);
  });

  it('is not taken for done where what is found lacks a value that was sent', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('POST') ? lostAnswer() : ADA));
    const request = {
      purpose: 'create',
      method: 'POST',
      path: '/Users',
      body: { userName: 'ada', title: 'Countess' },
    } as const;
    const events = await applyAll(planOf(createUser('ada', { requests: [request] })), { client });
    assert.deepEqual(endsOf(events), ['appeared after the plan was made; plan again']);
  });

  it('is done where the service then says 409 and holds everything that was sent', async () => {
    let posts = 0;
    const client = fakeClient(({ what }, nth) => {
      if (what.startsWith('POST')) {
        posts += 1;
        return posts === 1 ? lostAnswer() : scimError(409, 'uniqueness');
      }
      return what === LOOK_UP && nth === 1 ? 'no body' : ADA;
    });
    assert.deepEqual(endsOf(await applyAll(planOf(createUser('ada')), { client })), ['change-done']);
    assert.equal(posts, 2);
  });

  it('is looked for until everybody can read a write', async () => {
    const client = fakeClient(({ what }, nth) => {
      if (what.startsWith('POST')) return lostAnswer();
      return what === LOOK_UP && nth < 4 ? 'no body' : ADA;
    });
    const profile = { ...AT_ONCE, readAfterWrite: 10 };
    const events = await applyAll(planOf(createUser('ada')), { client, profile });
    assert.deepEqual(client.log(), ['POST User ada', LOOK_UP, LOOK_UP, LOOK_UP, LOOK_UP, 'GET User ada-1']);
    assert.deepEqual(endsOf(events), ['change-done']);
  });

  it('is never repeated where the service would take a second one of the same name', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('POST') ? lostAnswer() : undefined));
    const events = await applyAll(planOf(createUser('ada')), { client, profile: TWINS });
    assert.deepEqual(client.log(), [LOOK_UP, 'POST User ada', LOOK_UP]);
    assert.deepEqual(endsOf(events), ['it is not known whether it was created; plan again']);
  });

  it('is not even sent there where a look-up finds the name', async () => {
    const client = fakeClient(() => ADA);
    const events = await applyAll(planOf(createUser('ada')), { client, profile: TWINS });
    assert.deepEqual(client.log(), [LOOK_UP]);
    assert.deepEqual(endsOf(events), ['appeared after the plan was made; plan again']);
  });

  it('is looked for among all where the service cannot filter by name', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('POST') ? lostAnswer() : ADA));
    const profile = { ...AT_ONCE, read: { ...AT_ONCE.read, filters: { User: [], Group: [] } } };
    await applyAll(planOf(createUser('ada')), { client, profile });
    assert.equal(client.log()[1], 'LIST User all');
  });

  it('is not believed where somebody with another name is found', async () => {
    const client = fakeClient(({ what }, nth) => {
      if (what.startsWith('POST')) return nth === 1 ? lostAnswer() : undefined;
      return { id: 'eve-1', userName: 'eve' };
    });
    const events = await applyAll(planOf(createUser('ada')), { client });
    assert.equal(client.log().filter((what) => what.startsWith('POST')).length, 2);
    assert.equal(outcomes(events)[0]?.event, 'change-done');
  });
});

describe('an update whose answer was lost', () => {
  const before = { title: 'Miss', nickName: 'A' };
  const after = { title: 'Countess', nickName: 'Ada' };
  const PLAN = planOf(patchUser('ada', { before, after }));

  it('is not repeated where the service did it', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('PATCH') ? lostAnswer() : { id: 'id-ada', ...after }));
    assert.deepEqual(endsOf(await applyAll(PLAN, { client })), ['change-done']);
    assert.deepEqual(client.log(), ['PATCH User id-ada', 'GET User id-ada']);
  });

  it('is completed with what the service lacks, and no more', async () => {
    const client = fakeClient(({ what }, nth) => {
      if (what.startsWith('PATCH')) return nth === 1 ? lostAnswer() : undefined;
      return { id: 'id-ada', title: 'Countess', nickName: 'A' };
    });
    assert.deepEqual(endsOf(await applyAll(PLAN, { client })), ['change-done']);
    assert.deepEqual(client.calls.at(-1)?.body, [{ op: 'replace', path: 'nickName', value: 'Ada' }]);
  });

  it('fails where somebody else changed the same attribute meanwhile', async () => {
    const client = fakeClient(({ what }) =>
      what.startsWith('PATCH') ? lostAnswer() : { id: 'id-ada', title: 'Duchess', nickName: 'A' },
    );
    assert.deepEqual(endsOf(await applyAll(PLAN, { client })), [
      'title changed on the service after the plan was made; plan again',
    ]);
    assert.equal(client.log().filter((what) => what.startsWith('PATCH')).length, 1);
  });

  it('is not repeated where the service did it and shows it only later', async () => {
    const client = fakeClient(({ what }, nth) =>
      what.startsWith('PATCH') ? lostAnswer() : { id: 'id-ada', ...(nth < 3 ? before : after) },
    );
    const profile = { ...AT_ONCE, readAfterWrite: 10 };
    assert.deepEqual(endsOf(await applyAll(PLAN, { client, profile })), ['change-done']);
    assert.equal(client.log().filter((what) => what.startsWith('PATCH')).length, 1);
  });

  it('is given up after five attempts', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('PATCH') ? lostAnswer() : { id: 'id-ada', ...before }));
    const clock = drivenClock();
    const events = await applyAll(PLAN, { client, clock });
    assert.equal(client.log().filter((what) => what.startsWith('PATCH')).length, 5);
    assert.equal(outcomes(events)[0]?.event, 'change-failed');
    assert.equal(clock.slept.length, 4);
  });
});

describe('members whose request was lost', () => {
  const add = (...ids: readonly string[]): Operation => ({
    op: 'add',
    path: 'members',
    value: ids.map((value) => ({ value })),
  });

  it('are added again only as far as they are missing, because some services would keep them twice', async () => {
    const client = fakeClient(({ what }, nth) => {
      if (what.startsWith('PATCH')) return nth === 1 ? lostAnswer() : undefined;
      return { id: 'id-Staff', members: [{ value: '1' }, { value: '3' }] };
    });
    const plan = planOf(patchGroup('Staff', [membersRequest('Staff', { add: ['1', '2', '3'] })]));
    assert.deepEqual(endsOf(await applyAll(plan, { client })), ['change-done']);
    assert.deepEqual(client.calls.at(-1)?.body, [add('2')]);
  });

  it('are not added again where the service shows them only later', async () => {
    const client = fakeClient(({ what }, nth) => {
      if (what.startsWith('PATCH')) return lostAnswer();
      return { id: 'id-Staff', members: nth < 3 ? [] : [{ value: '1' }] };
    });
    const plan = planOf(patchGroup('Staff', [membersRequest('Staff', { add: ['1'] })]));
    const profile = { ...AT_ONCE, readAfterWrite: 10 };
    assert.deepEqual(endsOf(await applyAll(plan, { client, profile })), ['change-done']);
    assert.equal(client.log().filter((what) => what.startsWith('PATCH')).length, 1);
  });

  it('are removed again only as far as they are there', async () => {
    const client = fakeClient(({ what }, nth) => {
      if (what.startsWith('PATCH')) return nth === 1 ? lostAnswer() : undefined;
      return { id: 'id-Staff', members: [{ value: '2' }] };
    });
    const plan = planOf(patchGroup('Staff', [membersRequest('Staff', { remove: ['1', '2'] })]));
    await applyAll(plan, { client });
    assert.deepEqual(client.calls.at(-1)?.body, [{ op: 'remove', path: 'members[value eq "2"]' }]);
  });
});

describe('a deletion whose answer was lost', () => {
  it('is repeated, and done when the resource is gone', async () => {
    const client = fakeClient((_, nth) => (nth === 1 ? lostAnswer() : scimError(404)));
    const requests = [{ purpose: 'delete', method: 'DELETE', path: '/Users/id-ada' }] as const;
    const plan = planOf(patchUser('ada', { action: 'delete', after: null, requests }));
    assert.deepEqual(endsOf(await applyAll(plan, { client })), ['change-done']);
    assert.deepEqual(client.log(), ['DELETE User id-ada', 'DELETE User id-ada']);
  });
});
