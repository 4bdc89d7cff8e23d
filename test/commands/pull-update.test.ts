import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { inFolder } from '../config/temporary-project.ts';
import { runCli } from '../support/cli-run.ts';
import { type ScimmyServer, startScimmy } from '../support/scimmy-server.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What the service holds of a person, and what the file says of it. */
interface Person {
  title: string;
  family: string;
  active: boolean;
  mail: string;
  home: string | undefined;
  department: string;
  manager: number;
}

/** Each value on a line of its own, between comments, in every style that YAML has. */
function fileOf(people: readonly Person[], members: readonly number[]): string {
  const lines = ['# People of the house', 'users:'];
  for (const [index, person] of people.entries()) {
    const { title, family, active, mail, home, department, manager } = person;
    lines.push(
      `  # number ${index}`,
      `  - userName:   p${index}@x`,
      '    # what they do',
      `    title:   "${title}"   # kept`,
    );
    lines.push('    name:', `      familyName: ${family}`, `      givenName: G${index} # first`, '');
    lines.push(
      `    active: ${active}`,
      '    emails:   # all of them',
      `    - type: work`,
      `      value: ${mail}`,
      '      primary: true',
    );
    if (home !== undefined) lines.push(`    - { value: ${home}, type: home }`);
    lines.push(
      '    # end of mails',
      '    enterprise: {',
      `        department: '${department}',`,
      `        manager: p${manager}@x }`,
    );
  }
  const names = members.map((index) => `  - p${index}@x`);
  return [...lines, 'groups:', '- displayName: Staff', '  # who is in', '  members:', ...names, '# the end', ''].join(
    '\n',
  );
}

function resourceOf(person: Person, index: number): ScimResource {
  const { title, family, active, mail, home, department, manager } = person;
  return {
    id: `u${index}`,
    userName: `p${index}@x`,
    title,
    active,
    name: { familyName: family, givenName: `G${index}` },
    emails: [
      { value: mail, type: 'work', primary: true },
      ...(home === undefined ? [] : [{ value: home, type: 'home' }]),
    ],
    [ENTERPRISE]: { department, manager: { value: `u${manager}` } },
  };
}

function groupOf(members: readonly number[]): ScimResource {
  return { id: 'g', displayName: 'Staff', members: members.map((index) => ({ value: `u${index}`, type: 'User' })) };
}

/** Numbers from a seed, the same in each run. */
function chances(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function drifted(person: Person, chance: (below: number) => number, people: number): Person {
  const some = <T>(value: T, other: T): T => (chance(4) === 0 ? other : value);
  return {
    title: some(person.title, `Chief ${chance(99)}`),
    family: some(person.family, `New${chance(99)}`),
    active: some(person.active, !person.active),
    mail: some(person.mail, `new${chance(99)}@x`),
    home: some<string | undefined>(person.home, undefined),
    department: some(person.department, `D ${chance(9)}`),
    manager: some(person.manager, chance(people)),
  };
}

const PEOPLE = 25;

function firstPerson(index: number): Person {
  return {
    title: `T${index}`,
    family: `F${index}`,
    active: index % 3 > 0,
    mail: `p${index}@x`,
    home: index % 2 === 0 ? `h${index}@x` : undefined,
    department: `D${index % 4}`,
    manager: 0,
  };
}

describe('rollcall pull --update', function () {
  this.timeout(30_000);
  let server: ScimmyServer;
  afterEach(() => server.close());

  async function serve(users: readonly ScimResource[], groups: readonly ScimResource[] = []): Promise<void> {
    server = await startScimmy({ users, groups });
  }

  /** Updates a project and returns the files afterwards; a plan must then be empty. */
  async function update(
    files: Readonly<Record<string, string>>,
    code = 0,
  ): Promise<Readonly<Record<string, string>> & { stderr: string }> {
    const project = { 'rollcall.yaml': `service: { baseUrl: '${server.url}' }\n`, ...files };
    return inFolder(project, async (dir) => {
      const pulled = await runCli(['pull', '--update'], { cwd: dir });
      assert.equal(pulled.code, code, pulled.stderr);
      const plan = await runCli(['plan'], { cwd: dir });
      if (code === 0) assert.match(plan.stdout, /\nNo changes\.\n$/u, plan.stdout + plan.stderr);
      const texts = await Promise.all(
        Object.keys(files).map(async (path) => [path, await readFile(join(dir, path), 'utf8')] as const),
      );
      return { ...Object.fromEntries(texts), stderr: pulled.stderr };
    });
  }

  for (const seed of [1, 2, 3]) {
    it(`changes exactly the lines whose values drifted, at random with seed ${seed}`, async () => {
      const chance = chances(seed);
      const before = Array.from({ length: PEOPLE }, (_, index) => firstPerson(index));
      const after = before.map((person) => drifted(person, chance, PEOPLE));
      const members = before.flatMap((_, index) => (chance(2) === 0 ? [index] : []));
      const kept = members.filter(() => chance(3) > 0);
      const joined = before.map((_, index) => index).filter((index) => !members.includes(index) && chance(3) === 0);
      await serve(after.map(resourceOf), [groupOf([...joined, ...kept])]);
      const files = await update({ 'users/a.yaml': fileOf(before, members) });
      const byName = joined.toSorted((a, b) => (`p${a}@x` < `p${b}@x` ? -1 : 1));
      assert.equal(files['users/a.yaml'], fileOf(after, [...kept, ...byName]));
    });
  }

  const ada = (more: JsonObject): ScimResource => ({ id: 'u0', userName: 'ada', ...more });
  const bob = (more: JsonObject): ScimResource => ({ id: 'u1', userName: 'bob', ...more });

  /** One file before and after. */
  async function becomes(
    users: readonly ScimResource[],
    before: string,
    after: string,
    groups: readonly ScimResource[] = [],
  ) {
    await serve(users, groups);
    assert.equal((await update({ 'users/a.yaml': before }))['users/a.yaml'], after);
  }

  it('writes null for what the service no longer has, and quotes and escapes as needed', () =>
    becomes(
      [ada({ title: 'yes', nickName: `a \${x}, "b"`, displayName: "it's", [ENTERPRISE]: { costCenter: '007' } })],
      'users:\n  - { userName: ada, title: a, nickName: b, enterprise: { department: c, costCenter: d } }\n',
      `users:\n  - { userName: ada, title: "yes", nickName: 'a $\${x}, "b"', enterprise: { department: null, costCenter: "007" } }\n`,
    ));

  it('gives an entry a value of its own where the file says it in an anchor, a merge key or a default', async () => {
    const project = 'defaults: { user: { active: true, locale: en } }\n';
    const before = `users:
  - &base
    userName: ada
    title: &boss Boss
    nickName: N
  - <<: *base
    userName: bob
    displayName: *boss
`;
    await serve([
      ada({ title: 'Chief', nickName: 'N', active: false, locale: 'en' }),
      bob({ title: 'Boss', nickName: 'M', displayName: 'Boss', active: true, locale: 'de' }),
    ]);
    const settings = `service: { baseUrl: '${server.url}' }\n${project}`;
    const files = await update({ 'rollcall.yaml': settings, 'users/a.yaml': before });
    assert.equal(files['rollcall.yaml'], settings);
    assert.equal(
      files['users/a.yaml'],
      `users:
  - &base
    userName: ada
    title: &boss Chief
    nickName: N
    active: false
  - <<: *base
    userName: bob
    displayName: Boss
    nickName: M
    title: Boss
    active: true
    locale: de
`,
    );
  });

  it('adds and removes elements of lists in any style, and writes a list anew where there is none', () =>
    becomes(
      [
        ada({
          emails: [{ value: 'b@x' }, { value: 'c@x', type: 'home' }],
          photos: [{ value: 'http://p', type: 'photo' }],
        }),
        bob({ emails: [], roles: [{ value: 'r' }] }),
      ],
      `users:
  - userName: ada
    emails: [{ value: a@x }, # first
      { value: b@x }]
    photos: []
  - userName: bob
    emails:
      - value: q@x # gone
        type: work

    # the roles
    roles:
`,
      `users:
  - userName: ada
    emails: [{ value: b@x }, { value: c@x, type: home }]
    photos: [{ value: "http://p", type: photo }]
  - userName: bob
    emails: []

    # the roles
    roles: [{ value: r }]
`,
    ));

  it('brings members in and takes them out, by name, and leaves additive groups to themselves', () =>
    becomes(
      [ada({}), bob({})],
      `groups:
  - displayName: A
    members: [ada] # flow
  - displayName: B
    $members: additive
    members:
      - ada
      - { user: bob, $state: absent }
`,
      `groups:
  - displayName: A
    members: [{ group: B }, bob] # flow
  - displayName: B
    $members: additive
    members: []
`,
      [
        { id: 'a', displayName: 'A', members: [{ value: 'u1' }, { value: 'b', type: 'Group' }] },
        { id: 'b', displayName: 'B', members: [{ value: 'u1' }] },
      ],
    ));

  it('edits JSON as JSON', () =>
    inFolder({}, async () => {
      await serve([ada({ title: 'new', emails: [{ value: 'n@x', type: 'home' }] })]);
      const project = 'resources: [people.json]\n';
      const settings = `service: { baseUrl: '${server.url}' }\n${project}`;
      const before = '{\n  "users": [\n    { "userName": "ada", "title": "old",\n      "emails": [] }\n  ]\n}\n';
      const files = await update({ 'rollcall.yaml': settings, 'people.json': before });
      const json: JsonValue = JSON.parse(files['people.json'] ?? '');
      assert.deepEqual(json, { users: [{ userName: 'ada', title: 'new', emails: [{ value: 'n@x', type: 'home' }] }] });
      assert.ok(files['people.json']?.startsWith('{\n  "users": [\n    { "userName": "ada", "title": "new",\n'));
    }));

  it('keeps entries of people who are not on the service, and says what it left alone', async () => {
    await serve([bob({ title: 'x' })]);
    const text = 'users:\n  - { userName: ada, title: new }\n';
    await inFolder(
      { 'rollcall.yaml': `service: { baseUrl: '${server.url}' }\n`, 'users/a.yaml': text },
      async (dir) => {
        const { code, stdout, stderr } = await runCli(['pull', '--update'], { cwd: dir });
        assert.deepEqual([code, stdout], [0, '']);
        assert.match(stderr, /user:ada is not on the service: its entry stays/u);
        assert.match(stderr, /1 resource on the service is not declared/u);
        assert.equal(await readFile(join(dir, 'users/a.yaml'), 'utf8'), text);
      },
    );
  });

  it('says where a cell cannot hold what the service has, and exits with 1', async () => {
    await serve([
      ada({
        title: 'new',
        emails: [
          { value: 'a@x', type: 'work' },
          { value: 'b@x', type: 'work' },
        ],
      }),
    ]);
    const text = 'userName,title,emails[work]\nada,old,a@x\n';
    await inFolder({ 'rollcall.yaml': `service: { baseUrl: '${server.url}' }\nresources: [p.csv]\n` }, async (dir) => {
      await writeFile(join(dir, 'p.csv'), text);
      const { code, stderr } = await runCli(['pull', '--update'], { cwd: dir });
      assert.equal(code, 1);
      assert.match(stderr, /user:ada still differs: change p\.csv:2 by hand\./u);
      assert.equal(await readFile(join(dir, 'p.csv'), 'utf8'), text.replace('old', 'new'));
    });
  });
});
