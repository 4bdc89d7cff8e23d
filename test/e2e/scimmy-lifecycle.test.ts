import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { runCli } from '../support/cli-run.ts';
import { type ScimmyServer, startScimmy } from '../support/scimmy-server.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

type Entry = Record<string, unknown>;

/** Twenty-five people who report to the one before them in groups of five. */
function firstUsers(): Entry[] {
  return Array.from({ length: 25 }, (_, n) => ({
    userName: nameOf(n),
    displayName: `Person ${n}`,
    name: { givenName: 'Person', familyName: `Number ${n}` },
    title: n % 2 === 0 ? 'Engineer' : 'Analyst',
    active: n !== 24,
    ...(n === 24 ? { $state: 'present' } : {}),
    emails: [
      { value: nameOf(n), type: 'work', primary: true },
      { value: `p${n}@home.example.net`, type: 'home' },
    ],
    phoneNumbers: [{ value: `+4420794601${String(n).padStart(2, '0')}`, type: 'work' }],
    enterprise: {
      department: n < 12 ? 'Research' : 'Engineering',
      employeeNumber: String(n).padStart(5, '0'),
      ...(n % 5 === 0 ? {} : { manager: nameOf(n - 1) }),
    },
  }));
}

function nameOf(n: number): string {
  return `person${n}@example.com`;
}

const FIRST_GROUPS: readonly Entry[] = [
  { displayName: 'Research', members: Array.from({ length: 12 }, (_, n) => nameOf(n)) },
  { displayName: 'Engineering', members: Array.from({ length: 13 }, (_, n) => nameOf(n + 12)) },
  { displayName: 'Everyone', members: [{ group: 'Research' }, { group: 'Engineering' }] },
  { displayName: 'On call', members: [nameOf(1), nameOf(13)], $members: 'additive' },
];

/** One of every kind of change: each is named by the person it happens to. */
function changedUsers(): Entry[] {
  const users = firstUsers();
  const change = (n: number, values: Entry) => Object.assign(users[n] ?? {}, values);
  change(0, { userName: 'renamed@example.com', $previously: nameOf(0) });
  change(1, { title: 'Lead', enterprise: { department: 'Operations', employeeNumber: '00001', manager: nameOf(5) } });
  change(2, { emails: [{ value: 'new2@example.com', type: 'work', primary: true }] });
  change(3, {
    emails: [
      { value: nameOf(3), type: 'work' },
      { value: 'p3@home.example.net', type: 'home', primary: true },
    ],
  });
  change(4, { title: null, phoneNumbers: [], name: { givenName: 'Four', familyName: null } });
  change(5, { active: false });
  change(6, { enterprise: { department: 'Research', employeeNumber: '00006', manager: null } });
  change(7, {
    phoneNumbers: [
      { value: '+442079460107', type: 'work' },
      { value: '+447700900007', type: 'mobile' },
    ],
  });
  change(24, { active: true, enterprise: { department: 'Engineering', employeeNumber: '00024', manager: nameOf(22) } });
  users[23] = { userName: nameOf(23), $state: 'absent' };
  users.push({
    userName: 'newcomer@example.com',
    displayName: 'Newcomer',
    active: true,
    enterprise: { manager: 'newcomer2@example.com' },
  });
  users.push({
    userName: 'newcomer2@example.com',
    displayName: 'Newcomer Two',
    active: true,
    enterprise: { manager: 'newcomer@example.com' },
  });
  return users;
}

const CHANGED_GROUPS: readonly Entry[] = [
  {
    displayName: 'Science',
    $previously: 'Research',
    members: ['renamed@example.com', nameOf(1), nameOf(20), 'newcomer@example.com'],
  },
  { displayName: 'Engineering', $state: 'absent' },
  { displayName: 'Everyone', members: [{ group: 'Science' }, { group: 'Night shift' }] },
  { displayName: 'On call', members: [nameOf(2), { user: nameOf(1), $state: 'absent' }], $members: 'additive' },
  { displayName: 'Night shift', members: ['newcomer2@example.com', nameOf(8)] },
];

/** Everybody who was there at first, as they were, and nobody else. */
function backAgain(): Entry[] {
  const users = firstUsers();
  users[0] = { ...users[0], $previously: 'renamed@example.com' };
  return [
    ...users,
    ...['newcomer', 'newcomer2'].map((name) => ({ userName: `${name}@example.com`, $state: 'absent' })),
  ];
}

const FIRST_GROUPS_AGAIN: readonly Entry[] = FIRST_GROUPS.map((group) =>
  group['displayName'] === 'Research' ? { ...group, $previously: 'Science' } : group,
).concat({ displayName: 'Night shift', $state: 'absent' });

describe('a directory of 25 users and 4 groups on SCIMMY', function () {
  this.timeout(60_000);
  let service: ScimmyServer;
  let dir: string;

  before(async () => {
    service = await startScimmy({
      users: [
        { id: 'ops', userName: 'ops@example.com', displayName: 'Operator', title: 'Nobody declared me', active: true },
      ],
      groups: [{ id: 'legacy', displayName: 'Legacy', members: [{ value: 'ops' }] }],
    });
    dir = await mkdtemp(join(tmpdir(), 'rollcall-scimmy-'));
    await writeFile(
      join(dir, 'rollcall.yaml'),
      stringify({ service: { baseUrl: service.url }, resources: ['people.yaml'] }),
    );
  });

  after(async () => {
    await service.close();
    await rm(dir, { recursive: true });
  });

  const states: readonly (readonly [string, readonly Entry[], readonly Entry[], RegExp])[] = [
    [
      'is created whole',
      firstUsers(),
      FIRST_GROUPS,
      /^Plan: 29 to create, 0 to update, 0 to deactivate, 0 to delete\.$/m,
    ],
    [
      'takes every kind of change',
      changedUsers(),
      CHANGED_GROUPS,
      /^Plan: 3 to create, 10 to update, 1 to reactivate, 1 to deactivate, 2 to delete\.$/m,
    ],
    ['goes back to what it was', backAgain(), FIRST_GROUPS_AGAIN, /^Plan: /m],
  ];
  // Each of the four groups changes, one loses most of its members, and one that is deleted all.
  const beyondGuards = ['--allow', 'changes=4', '--allow', 'member-removals=23'];
  for (const [title, users, groups, summary] of states) {
    it(title, async () => {
      const untouched = JSON.stringify([service.users.get('ops'), service.groups.get('legacy')]);
      await writeFile(join(dir, 'people.yaml'), stringify({ users, groups }));
      const applied = await rollcall('apply', '--auto-approve', ...beyondGuards);
      assert.equal(applied.code, 0, applied.stdout + applied.stderr);
      assert.match(applied.stdout, summary);
      checkDeclared(service, users, groups);
      assert.equal(JSON.stringify([service.users.get('ops'), service.groups.get('legacy')]), untouched);
      await checkSecondPlan();
    });
  }

  /** One page of users, one of groups, and at most three requests besides. */
  async function checkSecondPlan(): Promise<void> {
    const before = service.requests().length;
    const second = await rollcall('plan', '--detailed-exitcode');
    assert.equal(second.code, 0, second.stdout);
    assert.match(second.stdout, /^No changes\.$/m);
    const asked = service.requests().slice(before);
    const pages = (path: string) => asked.filter((request) => request.startsWith(`GET ${path}`)).length;
    assert.deepEqual([pages('/Users'), pages('/Groups')], [1, 1], asked.join('\n'));
    assert.ok(asked.length <= 2 + 3, asked.join('\n'));
  }

  function rollcall(...args: readonly string[]) {
    return runCli([...args, '--dir', dir]);
  }
});

/** Compares what was declared with the raw store of the service, by rules written here and not by the planner's. */
function checkDeclared(service: ScimmyServer, users: readonly Entry[], groups: readonly Entry[]): void {
  const stored = [...service.users.values()];
  const idOf = (name: unknown, list: Iterable<JsonObject>, attribute: string) =>
    [...list].find((resource) => resource[attribute] === name)?.['id'];
  for (const user of users) {
    const found = stored.find(({ userName }) => userName === user['userName']);
    if (user['$state'] === 'absent') {
      assert.equal(found, undefined);
      continue;
    }
    const { enterprise, $previously: _p, $state: _s, ...core } = user;
    const { manager, ...extension } = (enterprise ?? {}) as Entry;
    holds(found, core, String(user['userName']));
    const kept = (found?.[ENTERPRISE] ?? {}) as JsonObject;
    holds(kept, extension, String(user['userName']));
    const managerId = (kept['manager'] as JsonObject | undefined)?.['value'];
    assert.equal(managerId, manager == null ? undefined : idOf(manager, stored, 'userName'), String(user['userName']));
  }
  for (const group of groups) {
    const found = [...service.groups.values()].find(({ displayName }) => displayName === group['displayName']);
    if (group['$state'] === 'absent') {
      assert.equal(found, undefined);
      continue;
    }
    const actual = ((found?.['members'] ?? []) as readonly JsonObject[]).map(({ value }) => value);
    for (const member of group['members'] as readonly (string | Entry)[]) {
      const isUser = typeof member === 'string' || 'user' in member;
      const name = typeof member === 'string' ? member : (member['user'] ?? member['group']);
      const id = isUser ? idOf(name, stored, 'userName') : idOf(name, service.groups.values(), 'displayName');
      const isAbsent = typeof member !== 'string' && member['$state'] === 'absent';
      assert.equal(actual.includes(id ?? ''), !isAbsent, `${group['displayName']}: ${name}`);
    }
    if (group['$members'] !== 'additive') assert.equal(actual.length, (group['members'] as readonly unknown[]).length);
  }
}

function holds(actual: JsonValue | undefined, declared: unknown, where: string): void {
  if (declared === null || (Array.isArray(declared) && declared.length === 0)) {
    assert.ok(actual === undefined || actual === null || (Array.isArray(actual) && actual.length === 0), where);
  } else if (Array.isArray(declared)) {
    const elements = actual as readonly JsonObject[];
    assert.equal(elements?.length, declared.length, where);
    for (const element of declared) {
      const found = elements.find(({ value, type }) => value === element.value && type === element.type);
      assert.ok(found, `${where}: ${JSON.stringify(element)} in ${JSON.stringify(elements)}`);
      assert.equal(found['primary'] ?? false, element.primary ?? false, `${where}: ${JSON.stringify(elements)}`);
    }
  } else if (typeof declared === 'object') {
    for (const [name, value] of Object.entries(declared as Entry))
      holds((actual as JsonObject | undefined)?.[name], value, `${where} ${name}`);
  } else assert.equal(actual, declared, where);
}
