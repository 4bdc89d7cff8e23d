import assert from 'node:assert/strict';
import { ScimError } from '../../src/scim/answers/scim-error.ts';
import { type DirectoryServer, startDirectoryServer } from '../support/directory-server.ts';
import { declaredPerson, declaredTeam, people, project } from '../support/people.ts';
import { planOf } from '../support/planning.ts';
import { readFor, readingProfile } from '../support/reading.ts';

const profile = readingProfile({});
const resourceTypes = (...names: readonly string[]) => ({ Resources: names.map((name) => ({ name })) });

describe('a service of users', () => {
  let server: DirectoryServer | undefined;
  afterEach(() => server?.close());

  const start = async (groups: number, types: unknown, users = 200) => {
    server = await startDirectoryServer({
      users: people(3),
      groups: [],
      intercept: ({ path }) => {
        if (path.startsWith('/Groups')) return { status: groups, body: {} };
        if (path.startsWith('/Users') && users !== 200) return { status: users, body: {} };
        if (path !== '/ResourceTypes') return undefined;
        return types === undefined ? { status: 404, body: {} } : { status: 200, body: types };
      },
    });
    return server.url;
  };

  for (const [status, types, what] of [
    [404, undefined, 'has no /ResourceTypes'],
    [501, undefined, 'has no /ResourceTypes'],
    [404, resourceTypes('User'), 'names users alone'],
    [403, resourceTypes('User'), 'names users alone'],
    [400, resourceTypes('User', 'Role'), 'names users alone'],
  ] as const) {
    it(`is read where /Groups answers ${status} and the service ${what}; only a declared group is an error`, async () => {
      const url = await start(status, types);
      const directory = await readFor(project([declaredPerson(1)], []), url, profile);
      assert.deepEqual([directory.users.length, directory.groups.length], [3, 0]);
      assert.ok(directory.reading.strategies.includes('Groups: the service has none.'));
      assert.deepEqual(planOf({ users: [declaredPerson(1)], current: directory }).diagnostics, []);
      const groups = [declaredTeam('A', []), declaredTeam('B', [])];
      const { diagnostics } = planOf({ users: [declaredPerson(1)], groups, current: directory });
      assert.deepEqual(
        diagnostics.map(({ code, severity }) => [code, severity]),
        [['RC1528', 'error']],
      );
      assert.match(diagnostics[0]?.detail ?? '', /the files declare A, and 1 more/);
    });
  }

  for (const [status, types] of [
    [404, resourceTypes('User', 'Group')],
    [403, undefined],
    [401, resourceTypes('User')],
  ] as const) {
    it(`is none where /Groups answers ${status} and ${JSON.stringify(types)} stands at /ResourceTypes`, async () => {
      await assert.rejects(readFor(project([], []), await start(status, types), profile), ScimError);
    });
  }

  it('is none where users answer 404 too', async () => {
    await assert.rejects(readFor(project([], []), await start(404, undefined, 404), profile), /\/Users.* answered 404/);
  });
});
