import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../src/model/json.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { inFolder } from '../config/temporary-project.ts';
import { openCliSession } from '../support/cli-session.ts';
import { type ScimmyServer, startScimmy } from '../support/scimmy-server.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function person(id: string, userName: string, more: JsonObject = {}): ScimResource {
  return { ...more, id, userName };
}

interface Ran {
  readonly code: number | string | null;
  readonly stderr: string;
  /** A file afterwards; undefined where there is none. */
  file(path: string): Promise<string | undefined>;
}

describe('rollcall pull --update of people', function () {
  this.timeout(30_000);
  let server: ScimmyServer;
  const session = openCliSession();
  afterEach(() => server.close());

  /** Runs it in a project, and asserts that a plan is then empty where it ended well. */
  async function update<T>(
    files: Readonly<Record<string, string>>,
    flags: readonly string[],
    look: (ran: Ran) => Promise<T>,
  ): Promise<T> {
    const settings = `service: { baseUrl: '${server.url}' }\n${files['rollcall.yaml'] ?? ''}`;
    return inFolder({ ...files, 'rollcall.yaml': settings }, async (dir) => {
      const { code, stderr } = await session.run(['pull', '--update', ...flags], { cwd: dir });
      const plan = await session.run(['plan'], { cwd: dir });
      if (code === 0) assert.match(plan.stdout, /\nNo changes\.\n$/u, plan.stdout + plan.stderr);
      const file = async (path: string) =>
        existsSync(join(dir, path)) ? await readFile(join(dir, path), 'utf8') : undefined;
      return look({ code, stderr, file });
    });
  }

  it('changes the cells of a CSV file, and no other, under the headers of its owner', async () => {
    server = await startScimmy({
      users: [
        person('u1', 'ada@x', {
          title: 'Head, "the" one',
          name: { givenName: 'Ada', familyName: 'King' },
          emails: [
            { value: 'new@x', type: 'work' },
            { value: 'home@x', type: 'home' },
          ],
          [ENTERPRISE]: { department: 'Research', manager: { value: 'u2' } },
        }),
        person('u2', 'bob@x', { active: false }),
      ],
    });
    const columns =
      '{ Mail: userName, Job: title, First: name.givenName, Last: name.familyName, Work: "emails[work]", Home: "emails[home]", ' +
      'Dept: enterprise.department, Boss: enterprise.manager, Active: active }';
    const header = 'No;Mail;Job;First;Last;Work;Home;Dept;Boss;Active';
    const before = `${header}\r\n7; ada@x ;Analyst;Ada;Lovelace;old@x;;Sales;;\r\n8;bob@x;Boss;;;gone@x;;null;;true\r\n`;
    const after = `${header}\r\n7; ada@x ;"Head, ""the"" one";Ada;King;new@x;home@x;Research;;\r\n8;bob@x;null;;;null;;null;;false\r\n`;
    const settings = `resources: [{ path: people.csv, columns: ${columns} }]\n`;
    await update({ 'rollcall.yaml': settings, 'people.csv': before }, [], async ({ code, stderr, file }) => {
      assert.equal(code, 0, stderr);
      assert.equal(await file('people.csv'), after);
    });
  });

  it('renames somebody wherever a file names them, with what stands beside the name', async () => {
    server = await startScimmy({
      users: [
        person('u1', 'ada.king@x', { externalId: '7' }),
        person('u2', 'bob@x', { [ENTERPRISE]: { manager: { value: 'u1' } } }),
        person('u3', 'eve@x', { [ENTERPRISE]: { manager: { value: 'u1' } } }),
      ],
      groups: [
        { id: 'g1', displayName: 'Analysts', externalId: 'g', members: [{ value: 'u1' }, { value: 'u2' }] },
        { id: 'g2', displayName: 'All', members: [{ value: 'g1', type: 'Group' }, { value: 'u1' }] },
      ],
    });
    const files = {
      'rollcall.yaml':
        'resources: [people.csv, "*/*.yaml"]\nguards: { protect: ["user:ada@x", "group:Analytics", "user:dada@x"] }\n',
      'people.csv': 'userName,externalId,enterprise.manager\nada@x,7,\nbob@x,,ada@x\n',
      'users/eve.yaml': 'users:\n  - userName: eve@x\n    enterprise: { manager: Ada@x } # for now\n',
      'groups/a.yaml':
        'groups:\n  - displayName: Analytics\n    externalId: g\n    members:\n      - ada@x # first\n      - bob@x\n',
      'groups/b.yaml':
        'groups:\n  - displayName: All\n    members: [{ group: Analytics }, { user: ada@x, $expires: 2099-01-01 }]\n',
    };
    await update(files, [], async ({ code, stderr, file }) => {
      assert.equal(code, 0, stderr);
      assert.match(
        stderr,
        /rollcall\.yaml:3 still names ada@x, Analytics, which the service has renamed: change it by hand\./,
      );
      assert.equal(await file('people.csv'), files['people.csv'].replaceAll('ada@x', 'ada.king@x'));
      assert.equal(await file('users/eve.yaml'), files['users/eve.yaml'].replace('Ada@x', 'ada.king@x'));
      assert.equal(
        await file('groups/a.yaml'),
        files['groups/a.yaml'].replace('Analytics', 'Analysts').replace('ada@x', 'ada.king@x'),
      );
      assert.equal(
        await file('groups/b.yaml'),
        files['groups/b.yaml'].replace('Analytics', 'Analysts').replace('ada@x', 'ada.king@x'),
      );
    });
  });

  it('declares whom a target names, in a file that is there or not, and leaves the others alone', async () => {
    server = await startScimmy({
      users: [person('u1', 'ada@x', { title: 'Head', active: true }), person('u2', 'bob@x'), person('u3', 'eve@y')],
      groups: [{ id: 'g1', displayName: 'Analysts', members: [{ value: 'u1' }] }],
    });
    const files = {
      'rollcall.yaml': 'defaults: { user: { active: true } }\n',
      'users/pulled.yaml': '# from the service\nusers:\n  - userName: bob@x\n    active: null\n',
    };
    await update(files, ['--target', 'user:*@x', '--target', 'group:analysts'], async ({ code, stderr, file }) => {
      assert.equal(code, 0, stderr);
      assert.equal(
        await file('users/pulled.yaml'),
        `${files['users/pulled.yaml']}  - userName: ada@x\n    title: Head\n`,
      );
      assert.equal(
        await file('groups/pulled.yaml'),
        'groups:\n  - displayName: Analysts\n    members:\n      - ada@x\n',
      );
      assert.match(stderr, /Declared 1 user in users\/pulled\.yaml\./);
      assert.match(stderr, /1 resource on the service is not declared/);
    });
  });

  it('refuses before it reads where the project would not read what it writes', async () => {
    server = await startScimmy({ users: [person('u1', 'ada@x', { title: 'new' })] });
    const files = { 'rollcall.yaml': 'resources: [a.yaml]\n', 'a.yaml': 'users: [{ userName: ada@x, title: old }]\n' };
    await update(files, ['--target', 'user:eve@x'], async ({ code, stderr, file }) => {
      assert.equal(code, 1);
      assert.match(stderr, /"resources" does not take users\/pulled\.yaml/);
      assert.doesNotMatch(stderr, /Read 1 user/);
      assert.equal(await file('a.yaml'), files['a.yaml']);
    });
    await update(files, ['--target', 'user:ada@x'], async ({ code, stderr, file }) => {
      assert.equal(code, 0, stderr);
      assert.equal(await file('a.yaml'), files['a.yaml'].replace('old', 'new'));
    });
  });

  it('refuses a target that nobody has', async () => {
    server = await startScimmy({ users: [person('u1', 'ada@x')] });
    await update({ 'users/a.yaml': 'users: [{ userName: ada@x }]\n' }, ['--target', 'user:eve@x'], async (ran) => {
      assert.equal(ran.code, 1);
      assert.match(ran.stderr, /--target user:eve@x matches nothing that is declared or on the service/);
    });
  });

  it('names what restrictions let no file say, and writes it nowhere', async () => {
    server = await startScimmy({
      users: [
        person('u1', 'ann@a', { title: 'Lead', nickName: 'Annie' }),
        person('u2', 'eve@b', { title: 'Chief' }),
        person('u3', 'bob@a', { title: 'Clerk', nickName: 'A' }),
        person('u4', 'max@b'),
      ],
      groups: [{ id: 'g1', displayName: 'a-all', members: [{ value: 'u1' }, { value: 'u4' }] }],
    });
    const users = `users:
  - userName: ann@a
    title: Intern
  - userName: ed@a
    $id: u2
    title: Intern
  - userName: bob@a
    title: Intern
`;
    await update(
      {
        'rollcall.yaml': `defaults: { user: { nickName: A } }
restrictions:
  - { files: users/pulled.yaml, users: 'userName ew "@c"' }
  - { files: users/a.yaml, users: 'userName ew "@a"', attributes: [title] }
  - { files: groups/a.yaml, users: 'userName ew "@a"' }
`,
        'users/a.yaml': users,
        'groups/a.yaml': 'groups:\n  - displayName: a-all\n    members: [ann@a, bob@a]\n',
      },
      ['--target', 'user:*', '--target', 'group:*'],
      async ({ code, stderr, file }) => {
        assert.equal(code, 1, stderr);
        assert.equal(await file('users/a.yaml'), users.replace('bob@a\n    title: Intern', 'bob@a\n    title: Clerk'));
        assert.equal(await file('groups/a.yaml'), 'groups:\n  - displayName: a-all\n    members: [ann@a, bob@a]\n');
        assert.equal(await file('users/pulled.yaml'), undefined);
        for (const key of ['user:ann@a', 'user:ed@a', 'group:a-all', 'user:max@b']) {
          assert.match(stderr, new RegExp(`${key} is not brought in: by "restrictions"`));
        }
      },
    );
  });
});
