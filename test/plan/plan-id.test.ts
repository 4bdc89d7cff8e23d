import assert from 'node:assert/strict';
import { idHash } from '../../src/cli/plan/id-hash.ts';
import { formatProject } from '../../src/config/format/format-project.ts';
import { loadProject } from '../../src/config/load-project.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { effectiveProfile } from '../../src/profiles/effective-profile.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { inFolder } from '../config/temporary-project.ts';

type Files = Readonly<Record<string, string>>;

/** All that a plan is made from. */
interface Input {
  readonly files: Files;
  readonly users: readonly ScimResource[];
  readonly groups: readonly ScimResource[];
  readonly target?: string;
  readonly now?: string;
  readonly tool?: string;
  readonly env?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly targets?: readonly string[];
}

const PROJECT = `service:
  baseUrl: https://scim.example.com/scim/v2
guards: { protect: [user:root@example.com] }
environments: { staging: {}, production: {} }
`;
const USERS = `users:
  - userName: ada@example.com
    displayName: Ada
    title: Engineer
    emails:
      - { value: ada@example.com, type: work }
      - { value: ada@home.example.com, type: home }
  - userName: bob@example.com
    displayName: Bob
    title: Analyst
    password: \${env:BOB_PASSWORD}
  - { userName: eve@example.com, $state: absent }
`;
const GROUPS = `groups:
  - displayName: Staff
    members: [ada@example.com, bob@example.com]
`;
const BASE: Input = {
  files: { 'rollcall.yaml': PROJECT, 'users/people.yaml': USERS, 'groups/teams.yaml': GROUPS },
  users: [
    { id: '1', userName: 'ada@example.com', displayName: 'Ada', title: 'Clerk' },
    { id: '2', userName: 'root@example.com' },
    { id: '3', userName: 'carl@example.com' },
    { id: '4', userName: 'eve@example.com' },
  ],
  groups: [{ id: '9', displayName: 'Staff', members: [{ value: '2' }, { value: '3' }] }],
};

async function idIn(dir: string, input: Input): Promise<string> {
  const { env = 'staging', variables = {}, targets = [], now = '2027-01-01T00:00:00Z' } = input;
  const { configuration, diagnostics, locate } = await loadProject({ dir, variables, environment: env });
  assert.ok(configuration, JSON.stringify(diagnostics));
  const plan = makePlan({
    configuration,
    directory: { users: input.users, groups: input.groups, schemas: [] },
    profile: effectiveProfile(GENERIC, configuration.service.dialect),
    target: input.target ?? 'https://scim.example.com/scim/v2',
    tool: input.tool ?? 'rollcall 0.1.0',
    variables,
    targets,
    digest: 'digest',
    now,
    locate,
    sha256: idHash({}),
  });
  assert.ok(plan.changes.length >= 2, JSON.stringify(plan.diagnostics));
  return plan.id;
}

const idOf = (input: Input) => inFolder(input.files, (dir) => idIn(dir, input));

const withFile = (path: string, text: string): Input => ({ ...BASE, files: { ...BASE.files, [path]: text } });
const users = (from: string, to: string) => withFile('users/people.yaml', replaced(USERS, from, to));
const groups = (from: string, to: string) => withFile('groups/teams.yaml', replaced(GROUPS, from, to));
const project = (more: string) => withFile('rollcall.yaml', PROJECT + more);
const service = (more: string) => withFile('rollcall.yaml', replaced(PROJECT, 'guards:', `${more}guards:`));

function replaced(text: string, from: string, to: string): string {
  assert.ok(text.includes(from));
  return text.replace(from, to);
}

const heldUser = (id: string, more: Readonly<Record<string, string>>): Input => ({
  ...BASE,
  users: BASE.users.map((user) => (user.id === id ? { ...user, ...more } : user)),
});

/** What leaves all requests as they are. */
const KEEPING: Readonly<Record<string, Input>> = {
  'a comment': users('users:', '# people\nusers: # all of them'),
  'blank lines': users('  - userName: bob', '\n\n  - userName: bob'),
  'another name of a file': {
    ...BASE,
    files: { 'rollcall.yaml': PROJECT, 'users/z.yaml': USERS, 'groups/teams.yaml': GROUPS },
  },
  'entries in another file': {
    ...BASE,
    files: { 'rollcall.yaml': PROJECT + USERS, 'groups/teams.yaml': GROUPS },
  },
  'another order of files': {
    ...BASE,
    files: { 'rollcall.yaml': PROJECT, 'users/a.yaml': GROUPS, 'users/b.yaml': USERS },
  },
  'another order of attributes': users(
    '    displayName: Ada\n    title: Engineer\n',
    '    title: Engineer\n    displayName: Ada\n',
  ),
  'another order of elements': users(
    '      - { value: ada@example.com, type: work }\n      - { value: ada@home.example.com, type: home }\n',
    '      - { value: ada@home.example.com, type: home }\n      - { value: ada@example.com, type: work }\n',
  ),
  'another order of sub-attributes': users(
    '{ value: ada@example.com, type: work }',
    '{ type: work, value: ada@example.com }',
  ),
  'another order of members': groups('[ada@example.com, bob@example.com]', '[bob@example.com, ada@example.com]'),
  'quotes around a value': users('title: Engineer', 'title: "Engineer"'),
  'a variable with the same value': {
    ...BASE,
    files: {
      ...BASE.files,
      'rollcall.yaml': `${PROJECT}variables: { title: Engineer }
`,
      'users/people.yaml': replaced(USERS, 'title: Engineer', `title: \${var:title}`),
    },
  },
  'a member in another case': groups('ada@example.com', 'ADA@example.com'),
  'another moment': { ...BASE, now: '2027-02-01T00:00:00Z' },
  'another version of rollcall': { ...BASE, tool: 'rollcall 0.2.0' },
  'guards that the plan keeps': withFile('rollcall.yaml', replaced(PROJECT, 'protect:', 'maxRemovals: 50%, protect:')),
  'a declared user who needs nothing': users('users:\n', 'users:\n  - userName: root@example.com\n'),
  'an unrelated attribute on the service': heldUser('1', { nickName: 'Countess' }),
  'somebody new on the service': { ...BASE, users: [...BASE.users, { id: '7', userName: 'new@example.com' }] },
  'another order on the service': { ...BASE, users: BASE.users.toReversed() },
  'another spelling of the same address': { ...BASE, target: 'https://SCIM.example.com:443/scim/v2/' },
};

/** What makes other requests, sends them elsewhere, or changes from something else. */
const CHANGING: Readonly<Record<string, Input>> = {
  'a value': users('title: Engineer', 'title: Engineer II'),
  'a value in another case': users('title: Engineer', 'title: engineer'),
  'a value of a creation': users('title: Analyst', 'title: Auditor'),
  'a value that is cleared': users('title: Engineer', 'title: null'),
  'an attribute more': users('title: Engineer', 'title: Engineer\n    nickName: A'),
  'an element less': users('      - { value: ada@home.example.com, type: home }\n', ''),
  'a type of an element': users('type: home', 'type: other'),
  'a user more': users('users:\n', 'users:\n  - userName: dora@example.com\n'),
  'a user less': users('  - { userName: eve@example.com, $state: absent }\n', ''),
  'a removal that only deactivates': users('eve@example.com, $state: absent', 'eve@example.com, active: false'),
  'another secret': users('BOB_PASSWORD', 'ADA_PASSWORD'),
  'a member less': groups('[ada@example.com, bob@example.com]', '[ada@example.com]'),
  'a protected member who stays': groups('[ada@example.com', '[root@example.com, ada@example.com'),
  'members that are only added': groups('    members', '    $members: additive\n    members'),
  'the dialect': service('  dialect: { patch: { capitalisedOps: true } }\n'),
  'the environment': { ...BASE, env: 'production' },
  'the address': { ...BASE, target: 'https://scim.example.com/scim/v1' },
  'the resource behind a name': {
    ...BASE,
    users: BASE.users.map((user) => (user.id === '1' ? { ...user, id: '11' } : user)),
  },
  'what the value was on the service': heldUser('1', { title: 'Intern' }),
  'only a part of it': { ...BASE, targets: ['user:*'] },
  'a default': project('defaults: { user: { active: true } }\n'),
};

describe('the id of a plan', () => {
  let base = '';
  before(async () => {
    base = await idOf(BASE);
  });

  for (const [what, input] of Object.entries(KEEPING)) {
    it(`is the same with ${what}`, async () => assert.equal(await idOf(input), base));
  }

  for (const [what, input] of Object.entries(CHANGING)) {
    it(`is another one with ${what}`, async () => assert.notEqual(await idOf(input), base));
  }

  it('is the same when the files are formatted', () =>
    inFolder(BASE.files, async (dir) => {
      const { files } = await formatProject(dir);
      assert.ok(files.some(({ text, formatted }) => text !== formatted));
      const formatted = Object.fromEntries(files.map(({ path, text, formatted }) => [path, formatted ?? text]));
      assert.equal(await idOf({ ...BASE, files: { ...BASE.files, ...formatted } }), base);
    }));

  it('cannot be made without the key where there is one', () => {
    const [keyed, other] = [idHash({ ROLLCALL_ID_KEY: 'a key' }), idHash({ ROLLCALL_ID_KEY: 'another' })];
    assert.match(keyed('x'), /^[0-9a-f]{64}$/u);
    assert.equal(keyed('x'), idHash({ ROLLCALL_ID_KEY: 'a key' })('x'));
    assert.equal(new Set([keyed('x'), other('x'), idHash({})('x'), keyed('y')]).size, 4);
    assert.equal(idHash({ ROLLCALL_ID_KEY: '' })('x'), idHash({})('x'));
  });
});
