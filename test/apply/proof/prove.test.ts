import assert from 'node:assert/strict';
import { askingFor } from '../../../src/directory/asking/asking.ts';
import type { Profile } from '../../../src/model/profile.ts';
import type { ScimResource } from '../../../src/model/resource.ts';
import { planContext } from '../../../src/plan/context.ts';
import type { GetQuery } from '../../../src/scim/scim-client.ts';
import { drivenClock } from '../../support/clock-driven.ts';
import { fakeClient, scimError } from '../fake-client.ts';
import { AT_ONCE, applyAll, createUser, outcomes, patchUser, planOf } from '../plans.ts';

const COUNTESS: ScimResource = { id: 'id-ada', title: 'Countess' };
const PLAN = planOf(patchUser('ada'));
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the proof at the end of an apply', () => {
  it('believes no answer, and reads again what was written', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('GET') ? { id: 'id-ada', title: 'Miss' } : COUNTESS));
    const events = await applyAll(PLAN, { client, verify: true });
    assert.deepEqual(client.log(), ['PATCH User id-ada', 'GET User id-ada']);
    assert.deepEqual(
      outcomes(events).map(({ event }) => event),
      ['change-done', 'not-kept'],
    );
  });

  it('says nothing where everything is as planned', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('GET') ? COUNTESS : 'no body'));
    const events = await applyAll(PLAN, { client, verify: true });
    assert.deepEqual(client.log(), ['PATCH User id-ada', 'GET User id-ada']);
    assert.equal(outcomes(events).length, 1);
  });

  it('names the attributes that the service did not keep', async () => {
    const client = fakeClient(() => ({ id: 'id-ada', title: 'Duchess' }));
    const events = await applyAll(PLAN, { client, verify: true });
    const findings = [{ kind: 'different', attribute: 'title', expected: 'Countess', found: 'Duchess' }];
    assert.deepEqual(outcomes(events)[1], { event: 'not-kept', key: 'user:ada', attributes: ['title'], findings });
    const counts = { done: 1, failed: 0, skipped: 0, notKept: 1, notProven: 0 };
    assert.deepEqual(events.at(-1), { event: 'finished', ...counts, verified: true });
  });

  it('compares with the ids of resources that this run created', async () => {
    const after = { manager: { $pending: 'user:boss' } };
    const client = fakeClient(({ what }) =>
      what === 'GET User id-ada' ? { id: 'id-ada', manager: 'new-boss' } : undefined,
    );
    const plan = planOf(createUser('boss'), patchUser('ada', { after, dependsOn: ['user:boss'] }));
    const events = await applyAll(plan, { client, verify: true });
    assert.deepEqual(
      events.flatMap((event) => (event.event === 'not-kept' ? [event.key] : [])),
      ['user:boss'],
    );
  });

  it('compares by what the plan was made by: the region of phone numbers, and how the service describes its attributes', async () => {
    const badge = 'urn:example:badge:2.0:User';
    const schemas = [{ id: badge, attributes: [{ name: 'since', type: 'dateTime' } as const] }];
    const context = planContext(AT_ONCE, schemas, 'https://scim.example.com', 'GB');
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

  it('says that a change was sent when it cannot be read back', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('GET') ? scimError(503) : 'no body'));
    const events = await applyAll(PLAN, { client, verify: true });
    const [failure] = events.filter((event) => event.event === 'not-read');
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
    const managed = { User: ['userName', 'title', `${ENTERPRISE}:department`], Group: [] };
    const asking = {
      User: askingFor('User', profile, managed, []),
      Group: askingFor('Group', profile, managed, []),
    };
    const reading = {
      resources: { User: [], Group: [] },
      asking,
      isFresh: true,
      ignored: new Map(),
      unwanted: new Map(),
    };
    const after = { title: 'Countess', [ENTERPRISE]: { department: 'Research' } };
    await applyAll(planOf(patchUser('ada', { after })), { client: { ...client, get }, verify: true, profile, reading });
    return asked;
  };

  it('asks for everything where the service returns everything', async () => {
    assert.equal((await queryOf(AT_ONCE))?.attributes, undefined);
  });

  it('names what is managed where the service returns the rest at a price', async () => {
    const profile: Profile = { ...AT_ONCE, read: { ...AT_ONCE.read, attributes: 'managed' } };
    assert.deepEqual((await queryOf(profile))?.attributes, ['userName', 'title', `${ENTERPRISE}:department`]);
  });

  it('is tried until everybody can read a write, before the service is blamed', async () => {
    const client = fakeClient(({ what }, nth) => {
      if (!what.startsWith('GET')) return 'no body';
      if (nth === 1) return scimError(404);
      return nth < 4 ? { id: 'id-ada', title: 'Miss' } : COUNTESS;
    });
    const clock = drivenClock();
    const events = await applyAll(PLAN, { client, verify: true, clock, profile: { ...AT_ONCE, readAfterWrite: 10 } });
    assert.deepEqual(
      outcomes(events).map(({ event }) => event),
      ['change-done'],
    );
    assert.ok(clock.slept.length >= 2 && clock.slept.every((ms) => ms < 10_000));
  });

  it('blames the service after that time, and not later', async () => {
    const client = fakeClient(() => ({ id: 'id-ada', title: 'Miss' }));
    const clock = drivenClock(0);
    const events = await applyAll(PLAN, { client, verify: true, clock, profile: { ...AT_ONCE, readAfterWrite: 10 } });
    assert.equal(outcomes(events)[1]?.event, 'not-kept');
    assert.equal(clock.now(), 10_000);
  });
});
