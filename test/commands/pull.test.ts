import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScimResource } from '../../src/model/resource.ts';
import { inFolder } from '../config/temporary-project.ts';
import { type Ended, runCli } from '../support/cli-run.ts';
import { type ScimmyServer, startScimmy } from '../support/scimmy-server.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const DEPARTMENTS = ['Research', 'Sales & Marketing', '007', undefined];

/** Names and values that YAML, files and references could get wrong. */
function person(index: number): ScimResource {
  const department = DEPARTMENTS[index % DEPARTMENTS.length];
  return {
    id: `u${index}`,
    userName: `person${index}@example.com`,
    displayName: ['yes', 'Ada: "Lovelace"', '1e3', `\${env:HOME}`, 'ends with #', '- dash', "it's"][index % 7] ?? '',
    active: index % 5 !== 0,
    name: { givenName: `G${index}`, familyName: '001' },
    emails: [
      { value: `person${index}@example.com`, type: 'work', primary: true },
      ...(index % 3 === 0 ? [{ value: `home${index}@example.org`, type: 'home' }] : []),
    ],
    phoneNumbers: [{ value: `+4420794601${String(index % 100).padStart(2, '0')}`, type: 'work' }],
    [ENTERPRISE]: {
      ...(department === undefined ? {} : { department }),
      employeeNumber: String(index).padStart(5, '0'),
      ...(index === 0 ? {} : { manager: { value: `u${Math.floor(index / 10)}` } }),
    },
  };
}

function team(index: number, size: number, people: number): ScimResource {
  const users = Array.from({ length: size }, (_, at) => ({ value: `u${(at * 7 + index) % people}`, type: 'User' }));
  const groups = index === 0 ? [] : [{ value: `g${index - 1}`, type: 'Group' }];
  return { id: `g${index}`, displayName: `Team ${index}`, members: [...users, ...groups] };
}

describe('rollcall pull', function () {
  this.timeout(30_000);
  let small: ScimmyServer;
  let large: ScimmyServer;
  const serve = (size: number) =>
    startScimmy({
      users: Array.from({ length: size }, (_, index) => person(index)),
      groups: [0, 1, 2, 3].map((index) => team(index, 40, size)),
    });
  before(async () => {
    [small, large] = await Promise.all([serve(20), serve(400)]);
  });
  after(() => Promise.all([small.close(), large.close()]));

  // One page, because SCIMMY makes all users anew for each.
  const projectFile = ({ url }: ScimmyServer) =>
    `service: { baseUrl: '${url}', dialect: { read: { pageSize: 1000 } } }\ndefaults: { user: { active: true } }\n`;
  type Run = (...args: readonly string[]) => Promise<Ended>;
  const inProject = (use: (dir: string, run: Run) => Promise<void>, server = small) =>
    inFolder({ 'rollcall.yaml': projectFile(server) }, (dir) => use(dir, (...args) => runCli([...args], { cwd: dir })));

  it('writes a whole service into a project, of which a plan is empty and which is formatted', () =>
    inProject(async (dir, run) => {
      const { code, stdout, stderr } = await run('pull', '--by', 'enterprise.department');
      assert.equal(code, 0, stderr);
      assert.match(stderr, /Read 400 users and 4 groups\./u);
      assert.deepEqual(stdout.trim().split('\n'), [
        'users/007.yaml  100 users',
        'users/other.yaml  100 users',
        'users/research.yaml  100 users',
        'users/sales-marketing.yaml  100 users',
        'groups/groups.yaml  4 groups',
      ]);
      const text = await readFile(join(dir, 'users/research.yaml'), 'utf8');
      assert.ok(
        text.startsWith('users:\n  - userName: person0@example.com\n    displayName: "yes"\n'),
        text.slice(0, 300),
      );
      const plan = await run('plan', '--detailed-exitcode');
      assert.deepEqual([plan.code, plan.stdout.split('\n').at(-2)], [0, 'No changes.'], plan.stderr + plan.stdout);
      const formatted = await run('fmt', '--check');
      assert.deepEqual([formatted.code, formatted.stdout], [1, 'rollcall.yaml\n']);
    }, large));

  it('writes a project of its own into another folder, only of the targets', () =>
    inProject(async (dir, run) => {
      await mkdir(join(dir, '.git'));
      await writeFile(join(dir, 'token.txt'), 'x'.repeat(20));
      const signedIn = `service: { auth: { token: '\${file:token.txt}' },`;
      await writeFile(join(dir, 'rollcall.yaml'), `${projectFile(small).replace('service: {', signedIn)}users: []\n`);
      const targets = ['--target', 'user:person1?@*', '--target', 'group:team 0'];
      const { code, stderr } = await run('pull', '--out', 'some/where', '--by', 'file', ...targets);
      assert.equal(code, 0, stderr);
      assert.deepEqual((await readdir(join(dir, 'some/where/users'))).length, 10);
      const settings = await readFile(join(dir, 'some/where/rollcall.yaml'), 'utf8');
      assert.match(settings, /token: "?\$\{file:\.\.\/\.\.\/token\.txt\}/u);
      assert.ok(!settings.includes('users: []'), settings);
      const plan = await run('plan', '--dir', 'some/where');
      assert.match(plan.stdout, /\nNo changes\.\n$/u, plan.stderr);
    }));

  it('overwrites nothing unless it is told to', () =>
    inProject(async (dir, run) => {
      const pull = (...args: readonly string[]) => run('pull', '--target', 'group:team 1', '--out', 'x', ...args);
      assert.equal((await pull()).code, 0);
      await writeFile(join(dir, 'x/groups/groups.yaml'), '# mine\n');
      const refused = await pull();
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /x\/groups\/groups\.yaml exists already.*--force/su);
      assert.equal(await readFile(join(dir, 'x/groups/groups.yaml'), 'utf8'), '# mine\n');
      assert.equal((await pull('--force')).code, 0);
      assert.match(await readFile(join(dir, 'x/groups/groups.yaml'), 'utf8'), /Team 1/u);
    }));

  it('says before it reads anything that a file is there, or that the project would not read what it writes', () =>
    inProject(async (dir, run) => {
      const nowhere = 'service: { baseUrl: http://127.0.0.1:2/scim/v2 }\n';
      await writeFile(join(dir, 'rollcall.yaml'), `${nowhere}resources: [people/*.yaml]\n`);
      const unread = await run('pull');
      assert.deepEqual([unread.code, unread.stdout], [1, '']);
      assert.match(
        unread.stderr,
        /Error: rollcall\.yaml does not read users\/\*\.yaml, where users would be written\.\nAdd users\/\*\*\/\*\.yaml/u,
      );
      await writeFile(join(dir, 'rollcall.yaml'), nowhere);
      await mkdir(join(dir, 'groups'));
      await writeFile(join(dir, 'groups/groups.yaml'), '# mine\n');
      const there = await run('pull');
      assert.deepEqual([there.code, there.stdout], [1, '']);
      assert.match(there.stderr, /Error: groups\/groups\.yaml exists already, and nothing was written\./u);
      assert.match((await run('pull', '--target', 'user:a@x')).stderr, /Error: GET http:/u);
    }));

  it('names no file after a value that is not to be shown, where the project does not read it either', () =>
    inProject(async (dir, run) => {
      await mkdir(join(dir, 'x'));
      const project = await readFile(join(dir, 'rollcall.yaml'), 'utf8');
      await writeFile(join(dir, 'x/rollcall.yaml'), `${project}resources: [people/*.yaml]\n`);
      const { stderr } = await run('pull', '--by', 'file', '--out', 'x', '--force', '--values', 'none');
      assert.match(stderr, /does not read users\/…: add it/u);
    }));

  it('does not declare a second time what the project declares', () =>
    inProject(async (dir, run) => {
      await writeFile(join(dir, 'rollcall.yaml'), `${projectFile(small)}users: [{ userName: ada }]\n`);
      const { code, stderr } = await run('pull');
      assert.equal(code, 1);
      assert.match(stderr, /declares 1 user and 0 groups already, in rollcall\.yaml\.\nRun it with --update/u);
    }));

  it('says which attribute --by can take, and which target fits nothing', () =>
    inProject(async (_, run) => {
      const by = await run('pull', '--by', 'enterprise.departmnt');
      assert.deepEqual([by.code, /Did you mean "enterprise\.department"\?/u.test(by.stderr)], [1, true], by.stderr);
      assert.match((await run('pull', '--by', 'emails')).stderr, /no attribute with a single value/u);
      assert.match(
        (await run('pull', '--target', 'group:nobody')).stderr,
        /group:nobody matches nothing on the service/u,
      );
    }));
});
