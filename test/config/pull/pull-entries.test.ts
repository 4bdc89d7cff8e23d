import assert from 'node:assert/strict';
import { pullCandidates } from '../../../src/config/pull/pull-candidates.ts';
import { type LeftOut, type PulledEntry, pullEntries } from '../../../src/config/pull/pull-entries.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Profile } from '../../../src/model/profile.ts';
import type { ScimResource } from '../../../src/model/resource.ts';
import { planContext } from '../../../src/plan/context.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

interface Pulled {
  readonly users: readonly PulledEntry[];
  readonly groups: readonly PulledEntry[];
  readonly leftOut: readonly LeftOut[];
}

function pull(
  users: readonly ScimResource[],
  groups: readonly ScimResource[] = [],
  profile: Profile = GENERIC,
): Pulled {
  const { tables } = planContext(profile, [], 'https://scim.example.com', undefined);
  const isOwned = (attribute: string, element: unknown) =>
    attribute === 'emails' && (element as JsonObject)['type'] === 'other' && profile !== GENERIC;
  const candidates = pullCandidates({ users, groups, schemas: [] });
  const leftOut: LeftOut[] = [];
  const [ofUsers, ofGroups] = [candidates.users, candidates.groups].map((some) => [
    ...pullEntries(some, candidates.others, { profile, tables, isOwned }, (left) => leftOut.push(left)),
  ]);
  return { users: ofUsers ?? [], groups: ofGroups ?? [], leftOut };
}

function entryOf(user: JsonObject, profile?: Profile): JsonObject {
  const [first] = pull([{ id: '1', userName: 'ada', ...user }], [], profile).users;
  const { userName: _, ...rest } = first?.entry ?? {};
  return rest;
}

describe('what pull writes of a resource', () => {
  it('leaves out what the service makes, what says nothing and passwords', () => {
    const made = {
      schemas: ['x'],
      meta: { created: 'x' },
      groups: [{ value: 'g' }],
      password: 'secret-text',
      unknown: 1,
    };
    assert.deepEqual(entryOf({ ...made, title: '', nickName: null, emails: [], name: { formatted: '' } }), {});
  });

  it('writes attributes in schema spelling, extensions by alias and managers by name', () => {
    const boss = { id: '2', userName: 'boss' };
    const ada = { id: '1', userName: 'ada', TITLE: 'T', [ENTERPRISE]: { Department: 'R', manager: { value: '2' } } };
    assert.deepEqual(
      pull([boss, ada]).users.map(({ entry }) => entry),
      [{ userName: 'ada', title: 'T', enterprise: { department: 'R', manager: 'boss' } }, { userName: 'boss' }],
    );
  });

  it('escapes what would be filled in, also in names', () => {
    const [ada] = pull([{ id: '1', userName: `\${x}`, title: `a \${env:B} $\${c}` }]).users;
    assert.deepEqual(ada?.entry, { userName: `$\${x}`, title: `a $\${env:B} $$\${c}` });
  });

  it('writes each element once, and of several primary ones none as primary', () => {
    const emails = [
      { value: 'A@x', type: 'work', primary: true },
      { value: 'A@x', type: 'work', primary: true },
      { value: 'b@x', primary: true, display: 'B', $ref: 'x' },
      { value: 'c@x', primary: 'false' },
      'd@x',
    ];
    assert.deepEqual(entryOf({ emails })['emails'], [
      { value: 'A@x', type: 'work' },
      { value: 'b@x', display: 'B' },
      { value: 'c@x' },
      { value: 'd@x' },
    ]);
  });

  it('leaves out a list that holds one element in two ways, which no file may say', () => {
    const emails = [
      { value: 'A@x', type: 'work' },
      { value: 'a@X', type: 'Work' },
    ];
    assert.deepEqual(entryOf({ emails, title: 'x' }), { title: 'x' });
  });

  it('keeps data types: text that services write as numbers, booleans that they write as text', () => {
    assert.deepEqual(entryOf({ active: 'False', title: 7 }), { active: false, title: '7' });
  });

  it('writes an extension that nobody describes freely, without keys that belong to rollcall', () => {
    const urn = 'urn:example:2.0:User';
    assert.deepEqual(entryOf({ [urn]: { a: 1, b: '1', c: true, d: '', e: { $f: 1 }, g: [null, 'x'], $h: 1 } }), {
      [urn]: { a: 1, b: '1', c: true, g: ['x'] },
    });
  });

  it('leaves out what the profile says is not kept or belongs to the service', () => {
    const profile: Profile = {
      ...GENERIC,
      unsupported: { name: 'no', 'emails.display': 'no', [`${ENTERPRISE}:costCenter`]: 'no' },
    };
    const user = {
      name: { givenName: 'A' },
      emails: [
        { value: 'a', display: 'A' },
        { value: 'b', type: 'other' },
      ],
      [ENTERPRISE]: { costCenter: 'x', department: 'R' },
    };
    assert.deepEqual(entryOf(user, profile), { emails: [{ value: 'a' }], enterprise: { department: 'R' } });
  });

  it('tells a user from a group with the same id by type, then by $ref, and takes it for the user where neither says so', () => {
    const users = [{ id: '1', userName: 'ada' }];
    const of = (member: JsonObject) =>
      pull(users, [
        { id: '1', displayName: 'G' },
        { id: '2', displayName: 'H', members: [member] },
      ]).groups[1]?.entry;
    for (const [member, written] of [
      [{ value: '1', type: 'User' }, 'ada'],
      [{ value: '1', type: 'Group' }, { group: 'G' }],
      [{ value: '1', $ref: 'https://x/scim/v2/Groups/1' }, { group: 'G' }],
      [{ value: '1' }, 'ada'],
    ] as const) {
      assert.deepEqual(of(member), { displayName: 'H', members: [written] });
    }
  });

  it('names members, falls back on ids where a name is ambiguous or unknown, and sorts them', () => {
    const users = [
      { id: '1', userName: 'zoe' },
      { id: '2', userName: 'Same' },
      { id: '3', userName: 'same' },
      { id: '4', userName: 'ada' },
    ];
    const members = ['1', '2', '9', 'h', '4', '1'].map((value) => ({ value }));
    const { groups } = pull(users, [
      { id: 'g', displayName: 'G', members },
      { id: 'h', displayName: 'H' },
    ]);
    assert.deepEqual(groups[0]?.entry, {
      displayName: 'G',
      members: ['ada', 'zoe', { group: 'H' }, { $id: '2' }, { $id: '9' }],
    });
  });

  it('says that a group which contains itself keeps its members to itself', () => {
    const { groups, leftOut } = pull([], [{ id: 'g', displayName: 'G', members: [{ value: 'g' }] }]);
    assert.deepEqual(groups[0]?.entry, { displayName: 'G' });
    assert.deepEqual(leftOut, [
      { type: 'Group', name: 'G', what: { attribute: 'members' }, reason: 'the group contains itself' },
    ]);
  });

  it('declares each of two resources with one name by its id, and says who has no name', () => {
    const { users, leftOut } = pull([{ id: '2', userName: 'Same' }, { id: '1', userName: 'same' }, { id: '3' }]);
    assert.deepEqual(
      users.map(({ entry }) => entry),
      [
        { $id: '1', userName: 'same' },
        { $id: '2', userName: 'Same' },
      ],
    );
    assert.deepEqual(leftOut, [{ type: 'User', name: '3', what: 'resource', reason: 'it has no userName' }]);
  });

  it('does not declare members that may not have been read whole', () => {
    const capped = { ...GENERIC, read: { ...GENERIC.read, membersCap: 2 } };
    const group = { id: 'g', displayName: 'G', members: [{ value: '1' }, { value: '2' }] };
    assert.deepEqual(pull([], [group], capped).groups[0]?.entry, { displayName: 'G' });
    const hidden = { ...GENERIC, read: { ...GENERIC.read, members: 'unreadable' as const } };
    assert.deepEqual(pull([], [group], hidden).groups[0]?.entry, { displayName: 'G' });
    const inverted = { ...GENERIC, read: { ...GENERIC.read, members: 'usersByGroup' as const } };
    assert.deepEqual(pull([], [{ id: 'g', displayName: 'G' }], inverted).groups[0]?.entry, { displayName: 'G' });
  });
});
