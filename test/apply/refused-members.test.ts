import assert from 'node:assert/strict';
import type { ApplyEvent } from '../../src/model/apply-event.ts';
import type { MemberIds, PlannedRequest } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { type Call, type FakeClient, fakeClient, scimError } from './fake-client.ts';
import { applyAll, membersRequest, patchGroup, planOf } from './plans.ts';

const IDS = Array.from({ length: 32 }, (_, n) => String(n));
const AFTER = {
  members: { add: IDS.map((value) => ({ value, name: `user${value}`, type: 'User' })), remove: [], unchanged: 0 },
};

function idsIn({ body }: Call): readonly string[] {
  return [...JSON.stringify(body).matchAll(/"value":"(\d+)"/gu)].map(([, id]) => String(id));
}

/** A group that takes no request with one of the culprits in it. */
function strictGroup(culprits: readonly string[], status: number) {
  const members = new Set<string>();
  const client: FakeClient = fakeClient((call) => {
    if (call.what.startsWith('GET')) return { id: 'id-Staff', members: [...members].map((value) => ({ value })) };
    const ids = idsIn(call);
    if (ids.some((id) => culprits.includes(id))) return scimError(status);
    for (const id of ids) members.add(id);
    return undefined;
  });
  return { client, members };
}

function apply(client: FakeClient, ...more: readonly PlannedRequest[]): Promise<readonly ApplyEvent[]> {
  const first = membersRequest('Staff', { add: IDS });
  return applyAll(planOf(patchGroup('Staff', [first, ...more], { after: AFTER })), { client });
}

function failureIn(events: readonly ApplyEvent[]): string | undefined {
  return events.flatMap((event) => (event.event === 'change-failed' ? [event.failure.summary] : []))[0];
}

describe('members that the service refuses', () => {
  for (const status of [400, 404, 413]) {
    it(`are named, and the others arrive (${status})`, async () => {
      const { client, members } = strictGroup(['7', '20'], status);
      const events = await apply(client);
      assert.deepEqual(
        [...members].map(Number).toSorted((a, b) => a - b),
        IDS.map(Number).filter((id) => id !== 7 && id !== 20),
      );
      assert.equal(failureIn(events), 'the service refused to add 2 of 32 members, user7, user20');
      assert.ok(client.calls.length < 32, `${client.calls.length} requests`);
    });
  }

  it('do not hold up the next request of the group', async () => {
    const { client, members } = strictGroup(['7'], 400);
    const events = await apply(client, membersRequest('Staff', { add: ['99'] }));
    assert.ok(members.has('99'));
    assert.equal(failureIn(events), 'the service refused to add 1 of 32 members, user7');
  });

  it('are not tried one by one where the service takes none at all', async () => {
    const { client, members } = strictGroup(IDS, 400);
    const events = await apply(client);
    assert.equal(members.size, 0);
    assert.match(failureIn(events) ?? '', /^the service refused to add 32 of 32 members, user0, /u);
    assert.ok(client.calls.length < 32, `${client.calls.length} requests`);
  });

  it('are no failure where they are members already', async () => {
    const client = fakeClient(({ what }) =>
      what.startsWith('GET') ? { id: 'id-Staff', members: IDS.map((value) => ({ value })) } : scimError(409),
    );
    assert.equal(failureIn(await apply(client)), undefined);
    assert.deepEqual(client.log(), ['PATCH Group id-Staff', 'GET Group id-Staff']);
  });

  it('are left out in every spelling of an operation', async () => {
    const spellings: readonly (readonly [MemberIds, Profile])[] = [
      [{ add: ['1', '2'] }, { ...GENERIC, patch: { ...GENERIC.patch, form: 'pathless', capitalisedOps: true } }],
      [
        { remove: ['1', '2'] },
        {
          ...GENERIC,
          patch: { ...GENERIC.patch, urnQualifiedCorePaths: true },
          members: { ...GENERIC.members, removal: 'valueList' },
        },
      ],
      [{ remove: ['1', '2'] }, GENERIC],
    ];
    for (const [members, profile] of spellings) {
      const client = fakeClient((call) => {
        if (call.what.startsWith('GET'))
          return { id: 'id-Staff', members: 'add' in members ? [] : [{ value: '1' }, { value: '2' }] };
        return JSON.stringify(call.body).includes('1"') || JSON.stringify(call.body).includes('1\\"')
          ? scimError(400)
          : undefined;
      });
      const request = membersRequest('Staff', members, profile);
      const events = await applyAll(planOf(patchGroup('Staff', [request])), { client, profile });
      assert.match(failureIn(events) ?? '', /1 of 2 members, 1$/u);
      const last = JSON.stringify(client.calls.at(-1)?.body);
      assert.ok(last.includes('2') && !last.includes('1"'), last);
    }
  });
});
