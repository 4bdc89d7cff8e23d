import assert from 'node:assert/strict';
import type { Profile } from '../../../src/model/profile.ts';
import { fakeClient } from '../fake-client.ts';
import { AT_ONCE, applyAll, membersRequest, outcomes, patchGroup, planOf } from '../plans.ts';

const PROFILE: Profile = { ...AT_ONCE, read: { ...AT_ONCE.read, members: 'groupsByUser' } };
const REQUEST = membersRequest('Staff', { add: ['ada-1'] });
const ADA = { value: 'ada-1', name: 'ada', type: 'User' } as const;
const STAFF = patchGroup('Staff', [REQUEST], { after: { members: { add: [ADA], remove: [], unchanged: 30 } } });

describe('members that their group does not show', () => {
  const asking = { User: { pageSize: 100 }, Group: { pageSize: 100 } };
  const run = async (members: number, outsiders: readonly string[]) => {
    const group = {
      id: 'id-Staff',
      displayName: 'Staff',
      members: Array.from({ length: members }, (_, n) => ({ value: `u${n}` })),
    };
    const reading = {
      resources: { User: [], Group: [group] },
      asking,
      isFresh: true,
      ignored: new Map(),
      unwanted: new Map(),
    };
    const client = fakeClient(({ what }) => {
      if (what === 'GET Group id-Staff') return { id: 'id-Staff', displayName: 'Staff' };
      if (!what.startsWith('LIST Group members.value')) return undefined;
      return outsiders.some((id) => what.endsWith(`"${id}"`)) ? 'no body' : { id: 'id-Staff' };
    });
    const events = await applyAll(planOf(STAFF), { client, profile: PROFILE, reading, verify: true });
    const asked = client.log().filter((what) => what.startsWith('LIST'));
    return { events, ends: outcomes(events), asked };
  };

  it('are asked for: those who came, and those who should have stayed', async () => {
    const { ends, asked, events } = await run(3, []);
    assert.equal(ends.length, 1);
    assert.deepEqual(
      asked,
      ['ada-1', 'u0', 'u1', 'u2'].map((id) => `LIST Group members.value eq "${id}"`),
    );
    assert.ok(events.some((event) => event.event === 'read-again' && !event.sampled));
  });

  it('are named where they did not come, and where they are lost', async () => {
    const { ends } = await run(3, ['ada-1', 'u1']);
    assert.deepEqual(ends.slice(1), [
      {
        event: 'not-kept',
        key: 'group:Staff',
        attributes: ['members'],
        findings: [{ kind: 'missing', attribute: 'members', member: 'ada' }],
      },
      { event: 'lost', key: 'group:Staff', findings: [{ kind: 'gone', attribute: 'members', member: 'u1' }] },
    ]);
  });

  it('are sampled where there are many, and that is told', async () => {
    const { asked, events } = await run(100, []);
    assert.equal(asked.length, 21);
    assert.equal(asked.at(-1), 'LIST Group members.value eq "u95"');
    assert.ok(events.some((event) => event.event === 'read-again' && event.sampled));
  });
});
