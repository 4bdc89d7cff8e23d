import assert from 'node:assert/strict';
import type { Profile } from '../../src/model/profile.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { planContext } from '../../src/plan/context.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import type { GetQuery } from '../../src/scim/scim-client.ts';
import { drivenClock } from '../support/clock-driven.ts';
import { fakeClient, scimError } from './fake-client.ts';
import { applyAll, createUser, membersRequest, outcomes, patchGroup, patchUser, planOf } from './plans.ts';

const COUNTESS: ScimResource = { id: 'id-ada', title: 'Countess' };
const PLAN = planOf(patchUser('ada'));
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

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

  it('compares by what the plan was made by: the region of phone numbers, and how the service describes its attributes', async () => {
    const badge = 'urn:example:badge:2.0:User';
    const schemas = [{ id: badge, attributes: [{ name: 'since', type: 'dateTime' } as const] }];
    const context = planContext(GENERIC, schemas, 'https://scim.example.com', 'GB');
    const after = {
      phoneNumbers: [{ value: '020 7946 0958', type: 'work' }],
      [badge]: { since: '2026-01-01T00:00:00Z' },
    };
    const client = fakeClient(() => ({
      id: 'id-ada',
      phoneNumbers: [{ value: '+442079460958', type: 'work' }],
      [badge]: { since: '2026-01-01T01:00:00.000+01:00' },
    }));
    const events = await applyAll(planOf(patchUser('ada', { after })), { client, context, verify: true });
    assert.deepEqual(
      outcomes(events).map(({ event }) => event),
      ['change-done'],
    );
  });

  it('takes no answer without members for evidence of who is a member', async () => {
    const after = { members: { add: [], remove: [{ value: '1', name: 'ada', type: 'User' }], unchanged: 0 } };
    const request = membersRequest('Analysts', { remove: ['1'] });
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

describe('reading a change back', () => {
  const queryOf = async (profile: Profile): Promise<GetQuery | undefined> => {
    let asked: GetQuery | undefined;
    const client = fakeClient();
    const get: typeof client.get = (type, id, query) => {
      asked = query;
      return client.get(type, id, query);
    };
    const after = { title: 'Countess', [ENTERPRISE]: { department: 'Research' } };
    await applyAll(planOf(patchUser('ada', { after })), { client: { ...client, get }, verify: true, profile });
    return asked;
  };

  it('asks for everything where the service returns everything', async () => {
    assert.equal((await queryOf(GENERIC))?.attributes, undefined);
  });

  it('names what the change manages where the service returns the rest at a price', async () => {
    const profile: Profile = { ...GENERIC, read: { ...GENERIC.read, attributes: 'managed' } };
    assert.deepEqual((await queryOf(profile))?.attributes, ['userName', 'title', `${ENTERPRISE}:department`]);
  });

  it('is tried until everybody can read a write, before the service is blamed', async () => {
    const client = fakeClient(({ what }, nth) => {
      if (!what.startsWith('GET')) return 'no body';
      if (nth === 1) return scimError(404);
      return nth < 4 ? { id: 'id-ada', title: 'Miss' } : COUNTESS;
    });
    const clock = drivenClock();
    const events = await applyAll(PLAN, { client, verify: true, clock, profile: { ...GENERIC, readAfterWrite: 10 } });
    assert.deepEqual(
      outcomes(events).map(({ event }) => event),
      ['change-done'],
    );
    assert.ok(clock.slept.length >= 2 && clock.slept.every((ms) => ms < 10_000));
  });

  it('blames the service after that time, and not later', async () => {
    const client = fakeClient(() => ({ id: 'id-ada', title: 'Miss' }));
    const clock = drivenClock(0);
    const events = await applyAll(PLAN, { client, verify: true, clock, profile: { ...GENERIC, readAfterWrite: 10 } });
    assert.equal(outcomes(events)[1]?.event, 'not-kept');
    assert.equal(clock.now(), 10_000);
  });
});
