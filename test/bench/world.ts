import { sha256 } from '../../src/cli/files/sha256.ts';
import type { Configuration, DeclaredGroup, DeclaredMember, DeclaredUser } from '../../src/model/configuration.ts';
import { DEFAULT_LIMITS } from '../../src/model/guards.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { USER_SCHEMA } from '../../src/model/schemas/user.ts';
import type { PlanInput } from '../../src/plan/make-plan.ts';
import { GENERIC } from '../../src/profiles/generic.ts';

const MEMBERS_OF_A_GROUP = 100;
const USERS_PER_GROUP = 50;

/** A company: users with a manager each, and a group of 100 for every 50 users. */
export interface Company {
  readonly users: number;
  /** One user, and one group, of so many differs from its declaration; 0 for none. */
  readonly changedOneIn: number;
}

/** The input of a plan for a company whose users and groups are all declared. */
export function company({ users, changedOneIn }: Company): PlanInput {
  const isChanged = (i: number) => changedOneIn > 0 && i % changedOneIn === 0;
  const ids = Array.from({ length: users }, (_, i) => i);
  const groups = Array.from({ length: Math.ceil(users / USERS_PER_GROUP) }, (_, i) => i);
  const membersOf = (group: number) =>
    Array.from({ length: MEMBERS_OF_A_GROUP }, (_, i) => (group * USERS_PER_GROUP + i * 7) % users);
  return planInput(
    ids.map(declaredUser),
    groups.map((group) => declaredGroup(group, membersOf(group))),
    ids.map((i) => currentUser(i, isChanged(i) ? 'Engineer' : 'Lead')),
    groups.map((group) => currentGroup(group, isChanged(group) ? membersOf(group).slice(1) : membersOf(group))),
  );
}

/** The input of a plan for one group in which one member is missing; its members are not declared themselves. */
export function oneGroup(members: number): PlanInput {
  const ids = Array.from({ length: members }, (_, i) => i);
  const current = ids.map((i) => currentUser(i, 'Lead'));
  return planInput([], [declaredGroup(0, ids)], current, [currentGroup(0, ids.slice(1))]);
}

function planInput(
  users: readonly DeclaredUser[],
  groups: readonly DeclaredGroup[],
  currentUsers: readonly ScimResource[],
  currentGroups: readonly ScimResource[],
): PlanInput {
  const configuration: Configuration = {
    service: { profile: 'generic', auth: { kind: 'none' }, dialect: {} },
    environment: null,
    policies: [],
    ownership: {},
    guards: { ...DEFAULT_LIMITS, protect: [], sensitive: [] },
    users,
    groups,
  };
  return {
    configuration,
    directory: { users: currentUsers, groups: currentGroups, schemas: [] },
    profile: GENERIC,
    target: 'https://scim.example.com/scim/v2',
    tool: 'rollcall 0.0.0',
    variables: {},
    targets: [],
    now: '2027-01-01T00:00:00Z',
    digest: '',
    locate: ({ file }) => ({ file, start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }),
    sha256,
  };
}

function userName(i: number): string {
  return `given.family${i}@example.com`;
}

function attributesOf(i: number, title: string): JsonObject {
  return {
    userName: userName(i),
    displayName: `Given Family${i}`,
    name: { givenName: 'Given', familyName: `Family${i}` },
    title,
    active: true,
    emails: [{ value: userName(i), type: 'work', primary: true }],
    phoneNumbers: [{ value: `+1415555${String(i).padStart(6, '0')}`, type: 'work' }],
  };
}

function declaredUser(i: number): DeclaredUser {
  const manager = { value: { $user: userName(Math.floor(i / 8)) } };
  return {
    type: 'User',
    ...base('user', userName(i), i),
    attributes: {
      ...attributesOf(i, 'Lead'),
      [ENTERPRISE_USER_SCHEMA]: { department: `Department ${i % 40}`, manager },
    },
  };
}

function declaredGroup(i: number, members: readonly number[]): DeclaredGroup {
  const displayName = `Group ${i}`;
  const entries = members.map(
    (member, at): DeclaredMember => ({
      target: { by: 'user', name: userName(member) },
      state: 'present',
      pointer: { file: 'groups.yaml', path: ['groups', i, 'members', at] },
    }),
  );
  return {
    type: 'Group',
    ...base('group', displayName, i),
    attributes: { displayName },
    members: { mode: 'exact', entries },
  };
}

function base(type: 'user' | 'group', name: string, i: number) {
  const file = `${type}s.yaml`;
  return {
    key: `${type}:${name}`,
    name,
    previously: [],
    state: 'present' as const,
    ignore: [],
    source: { file, line: i + 1 },
    pointer: { file, path: [`${type}s`, i] },
  };
}

function currentUser(i: number, title: string): ScimResource {
  return {
    schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA],
    id: idOf(i),
    ...attributesOf(i, title),
    [ENTERPRISE_USER_SCHEMA]: {
      department: `Department ${i % 40}`,
      manager: { value: idOf(Math.floor(i / 8)), displayName: 'The manager' },
    },
    meta: { resourceType: 'User', lastModified: '2026-01-01T00:00:00Z' },
  };
}

function currentGroup(i: number, members: readonly number[]): ScimResource {
  return {
    id: `group-${i}`,
    displayName: `Group ${i}`,
    members: members.map((member) => ({ value: idOf(member), type: 'User', display: userName(member) })),
  };
}

function idOf(i: number): string {
  return `2819c223-7f76-453a-919d-${String(i).padStart(12, '0')}`;
}
