import assert from 'node:assert/strict';
import { withDistinctKeys } from '../../../src/config/resources/distinct-keys.ts';
import type { Access } from '../../../src/model/access/grants.ts';
import type { Directory } from '../../../src/model/directory.ts';
import { accessMatching, findAccess } from '../../../src/plan/access/find-access.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { whyText } from '../../../src/render/access/access-words.ts';
import { project } from '../../support/people.ts';
import type { GroupSketch, UserSketch } from '../../support/planning.ts';

interface Sketch {
  readonly users?: readonly UserSketch[];
  readonly groups?: readonly GroupSketch[];
  readonly current?: Partial<Directory>;
}

function accessOf({ users = [], groups = [], current }: Sketch): Access {
  const declared = project(users, groups);
  return findAccess({
    configuration: { ...declared, groups: withDistinctKeys(declared.groups) },
    directory: current === undefined ? undefined : { users: [], groups: [], schemas: [], ...current },
    profile: GENERIC,
    target: 'https://scim.example.com/scim/v2',
    now: '2027-01-01T00:00:00Z',
    locate: ({ file, path }) => {
      const start = { line: 10 * Number(path[1] ?? 0) + Number(path[3] ?? 0) + 1, column: 1 };
      return { file, start, end: start };
    },
  });
}

/** `ada: Staff (groups.yaml:1)` */
function told(access: Access): readonly string[] {
  return access.people.flatMap(({ name, grants }) =>
    grants.map((grant) => `${name}: ${grant.group} (${whyText(grant, access.target !== null)})`),
  );
}

const ada = { id: '1', userName: 'ada', displayName: 'Ada' };
const bob = { id: '2', userName: 'bob', active: false };

describe('who has what', () => {
  it('tells of each membership the line of the file, and what is only on the service or not there yet', () => {
    const access = accessOf({
      users: [{ attributes: { userName: 'ada' } }, { attributes: { userName: 'new' } }],
      groups: [{ attributes: { displayName: 'Staff' }, members: ['ada', 'new'] }],
      current: {
        users: [ada, bob],
        groups: [
          { id: 'g', displayName: 'Staff', members: [{ value: '1' }, { value: '2' }] },
          { id: 'h', displayName: 'Old', members: [{ value: '1' }] },
        ],
      },
    });
    assert.deepEqual(told(access), [
      'ada: Old (only on the service)',
      'ada: Staff (groups.yaml:1)',
      'bob: Staff (only on the service)',
      'new: Staff (groups.yaml:2 · not on the service yet)',
    ]);
    assert.deepEqual(
      access.people.map(({ name, active, held, source }) => [name, active, held, source?.line]),
      [
        ['ada', true, true, 1],
        ['bob', false, true, undefined],
        ['new', true, false, 2],
      ],
    );
    assert.deepEqual(access.groups, ['Old', 'Staff']);
  });

  it('is sorted as people look names up: case means nothing', () => {
    const users = ['bob', 'Eve', 'ada', 'Carl'].map((userName, index) => ({ id: String(index), userName }));
    const groups = ['top', 'Ops'].map((displayName) => ({ id: displayName, displayName, members: [{ value: '0' }] }));
    const { people } = accessOf({ current: { users, groups } });
    assert.deepEqual(
      people.map(({ name }) => name),
      ['ada', 'bob', 'Carl', 'Eve'],
    );
    assert.deepEqual(
      people[1]?.grants.map(({ group }) => group),
      ['Ops', 'top'],
    );
  });

  it('goes through groups by the shortest way, also where they hold each other', () => {
    const access = accessOf({
      users: [{ attributes: { userName: 'ada' } }],
      groups: [
        { attributes: { displayName: 'A' }, members: ['ada', 'group:C'] },
        { attributes: { displayName: 'B' }, members: ['group:A'] },
        { attributes: { displayName: 'C' }, members: ['group:B'] },
      ],
    });
    assert.deepEqual(told(access), [
      'ada: A (groups.yaml:1)',
      'ada: B (through A · groups.yaml:1)',
      'ada: C (through A, B · groups.yaml:1)',
    ]);
  });

  it('knows groups within groups that only the service holds', () => {
    const access = accessOf({
      users: [{ attributes: { userName: 'ada' } }],
      groups: [{ attributes: { displayName: 'Inner' }, members: ['ada'] }],
      current: {
        users: [ada],
        groups: [
          { id: 'g', displayName: 'Inner', members: [{ value: '1' }] },
          { id: 'h', displayName: 'Admins', members: [{ value: 'g' }] },
        ],
      },
    });
    assert.deepEqual(told(access), [
      'ada: Admins (through Inner · groups.yaml:1 · only on the service)',
      'ada: Inner (groups.yaml:1)',
    ]);
  });

  it('names the part of a rule that holds, and listed members by their line', () => {
    const access = accessOf({
      users: [
        { attributes: { userName: 'ada', title: 'Lead' } },
        { attributes: { userName: 'bob', title: 'Lead' } },
        { attributes: { userName: 'cy', title: 'Lead' } },
      ],
      groups: [
        { attributes: { displayName: 'Leads' }, members: ['bob', '-cy'], rule: 'title eq "Lead" or title eq "Head"' },
      ],
    });
    assert.deepEqual(told(access), [
      'ada: Leads (by rule: title eq "Lead" · groups.yaml:1)',
      'bob: Leads (groups.yaml:1)',
    ]);
  });

  it('ends a membership at the earliest end on the way, and leaves out what is over', () => {
    const access = accessOf({
      users: [{ attributes: { userName: 'ada' }, expires: '2028-01-01T00:00:00.000Z' }],
      groups: [
        { attributes: { displayName: 'A' }, members: ['ada@2027-07-01T00:00:00.000Z'] },
        { attributes: { displayName: 'B' }, members: ['group:A'] },
        { attributes: { displayName: 'C' }, members: ['ada@2026-07-01T00:00:00.000Z'] },
      ],
    });
    assert.deepEqual(told(access), [
      'ada: A (groups.yaml:1 · until 2027-06-30)',
      'ada: B (through A · groups.yaml:1 · until 2027-06-30)',
    ]);
    assert.equal(access.people[0]?.expires, '2028-01-01T00:00:00.000Z');
  });

  it('shows of the files alone whom they name, declared or not', () => {
    const access = accessOf({
      groups: [{ attributes: { displayName: 'A' }, members: ['zoe', 'id:77', 'group:Outside'] }],
    });
    assert.equal(access.target, null);
    assert.deepEqual(told(access), ['77: A (groups.yaml:2)', 'zoe: A (groups.yaml:1)']);
  });

  it('tells whose members the service does not show', () => {
    const groups = [{ id: 'g', displayName: 'Hidden' }];
    const access = accessOf({ current: { groups, unreadableMembers: new Map([['g', 'cut at 100']]) } });
    assert.deepEqual(access.unreadable, [{ group: 'Hidden', reason: 'cut at 100' }]);
  });

  it('is narrowed to people with all they have, and to groups with all who are in them', () => {
    const access = accessOf({
      users: [{ attributes: { userName: 'ada' } }, { attributes: { userName: 'bob', displayName: 'Robert' } }],
      groups: [
        { attributes: { displayName: 'A' }, members: ['ada', 'bob'] },
        { attributes: { displayName: 'B' }, members: ['bob'] },
        { attributes: { displayName: 'Empty' }, members: [] },
      ],
    });
    const narrowed = (type: string, name: string) => accessMatching(access, (of, held) => of === type && held === name);
    assert.deepEqual(told(narrowed('User', 'robert')), ['bob: A (groups.yaml:2)', 'bob: B (groups.yaml:11)']);
    assert.deepEqual(narrowed('User', 'robert').groups, ['A', 'B']);
    assert.deepEqual(told(narrowed('Group', 'a')), ['ada: A (groups.yaml:1)', 'bob: A (groups.yaml:2)']);
    assert.deepEqual(narrowed('Group', 'empty'), { ...access, people: [], groups: ['Empty'] });
  });

  it('tells groups and people who share a name apart by their ids, on the service and in files, and finds them by that name', () => {
    const users = [
      { id: '1', userName: 'ada' },
      { id: '3', userName: 'Ada' },
    ];
    const groups = [
      { id: 'g', displayName: 'Staff', members: [{ value: '1' }, { value: 'h', type: 'Group' }] },
      { id: 'h', displayName: 'staff', members: [{ value: '3' }] },
      { id: 'k', displayName: 'Other', members: [{ value: '1' }] },
    ];
    const access = accessOf({ current: { users, groups, unreadableMembers: new Map([['h', 'cut at 100']]) } });
    assert.deepEqual(told(access), [
      'ada (id 1): Other (only on the service)',
      'ada (id 1): Staff (id g) (only on the service)',
      'Ada (id 3): Staff (id g) (through staff (id h) · only on the service)',
      'Ada (id 3): staff (id h) (only on the service)',
    ]);
    assert.deepEqual(access.groups, ['Other', 'Staff (id g)', 'staff (id h)']);
    assert.deepEqual(access.unreadable, [{ group: 'staff (id h)', reason: 'cut at 100' }]);
    const named = accessMatching(access, (type, name) => type === 'Group' && name === 'staff');
    assert.deepEqual(named.groups, ['Staff (id g)', 'staff (id h)']);
    const entry = (id: string, member: string) => ({
      attributes: { displayName: 'Staff' },
      id,
      members: [member],
    });
    const files = accessOf({ groups: [entry('g', 'ada'), entry('h', 'bob')] });
    assert.deepEqual(told(files), ['ada: Staff (id g) (groups.yaml:1)', 'bob: Staff (id h) (groups.yaml:11)']);
  });
});
