import assert from 'node:assert/strict';
import { type Grouping, groupEntries } from '../../../src/config/pull/group-entries.ts';
import type { PulledEntry } from '../../../src/config/pull/pull-entries.ts';
import { withoutDefaults } from '../../../src/config/pull/without-defaults.ts';

function user(name: string, department?: string): PulledEntry {
  const entry = { userName: name, ...(department === undefined ? {} : { enterprise: { department } }) };
  return { type: 'User', name, id: name, entry };
}

const USERS = [
  user('a', 'Forschung & Lehre'),
  user('b', 'forschung & lehre'),
  user('c', 'Forschung/Lehre'),
  user('d', 'Ökonomie'),
  user('e'),
  user('f', '../..'),
];
const GROUPS: readonly PulledEntry[] = [{ type: 'Group', name: 'G', id: 'g', entry: { displayName: 'G' } }];

function files(grouping: Grouping): Record<string, readonly string[]> {
  const grouped = [
    ...groupEntries('users', USERS, grouping, ({ name }) => name),
    ...groupEntries('groups', GROUPS, grouping, ({ name }) => name),
  ];
  return Object.fromEntries(grouped.map(({ path, entries }) => [path, entries]));
}

describe('spreading pulled entries over files', () => {
  it('makes a file for each value of an attribute, with a name that every file system takes', () => {
    assert.deepEqual(files({ by: 'attribute', path: ['enterprise', 'department'] }), {
      'users/forschung-lehre.yaml': ['a', 'b'],
      'users/forschung-lehre-2.yaml': ['c'],
      'users/other.yaml': ['f'],
      'users/other-2.yaml': ['e'],
      'users/okonomie.yaml': ['d'],
      'groups/groups.yaml': ['G'],
    });
  });

  it('names no file after a device of Windows, and cuts no character in two', () => {
    const people = [user('a', 'Con'), user('b', 'LPT1'), user('c', `x${'\u{20000}'.repeat(40)}`)];
    const grouped = groupEntries('users', people, { by: 'attribute', path: ['enterprise', 'department'] }, () => 1);
    const paths = grouped.map(({ path }) => path);
    assert.deepEqual(paths, ['users/con-2.yaml', 'users/lpt1-2.yaml', `users/x${'\u{20000}'.repeat(29)}.yaml`]);
  });

  it('makes a file for each resource', () => {
    const found = files({ by: 'file' });
    assert.deepEqual(Object.keys(found).sort(), [
      'groups/g.yaml',
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `users/${name}.yaml`),
    ]);
  });

  it('divides what is too long for one file, and never an entry', () => {
    const many = Array.from({ length: 2500 }, (_, index) => user(`u${index}`));
    const members = Array.from({ length: 40_000 }, (_, index) => `u${index}`);
    const group = (name: string): PulledEntry => ({
      type: 'Group',
      name,
      id: name,
      entry: { displayName: name, members },
    });
    const none: Grouping = { by: 'none' };
    const ofGroups = groupEntries('groups', [group('A'), group('B')], none, ({ name }) => name);
    assert.deepEqual(
      [...groupEntries('users', many, none, ({ name }) => name), ...ofGroups].map(({ path, entries }) => [
        path,
        entries.length,
      ]),
      [
        ['users/users.yaml', 1000],
        ['users/users-2.yaml', 1000],
        ['users/users-3.yaml', 500],
        ['groups/groups.yaml', 1],
        ['groups/groups-2.yaml', 1],
      ],
    );
  });

  it('makes one file for all users and one for all groups', () => {
    assert.deepEqual(Object.keys(files({ by: 'none' })), ['users/users.yaml', 'groups/groups.yaml']);
  });
});

describe('pulling into a project with defaults', () => {
  it('leaves out what they say, and says null where the service has nothing', () => {
    const defaults = { active: true, title: 'Staff', enterprise: { organization: 'Org', division: 'D' } };
    const entry = { userName: 'a', active: true, enterprise: { organization: 'Org', department: 'R' } };
    assert.deepEqual(withoutDefaults(entry, defaults), {
      userName: 'a',
      title: null,
      enterprise: { department: 'R', division: null },
    });
    assert.deepEqual(withoutDefaults({ userName: 'a' }, { genesys: { externalIds: [] } }), {
      userName: 'a',
      genesys: { externalIds: null },
    });
    assert.deepEqual(withoutDefaults({ active: false, title: 'Boss' }, { active: true, title: 'Staff' }), {
      active: false,
      title: 'Boss',
    });
  });
});
