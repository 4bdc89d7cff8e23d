import assert from 'node:assert/strict';
import { ContradictoryReadError } from '../../src/directory/contradictory-read-error.ts';
import { type ReadProgress, readDirectory } from '../../src/directory/read-directory.ts';
import { TooManyRequestsError } from '../../src/directory/request-budget.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { GITLAB } from '../../src/profiles/gitlab.ts';
import { ScimError } from '../../src/scim/answers/scim-error.ts';
import { type Behaviour, startDirectoryServer } from '../support/directory-server.ts';
import { testClient } from '../support/http-client.ts';
import { startHttpServer } from '../support/http-server.ts';
import { declaredPerson, declaredTeam, people, person, project, team, teams } from '../support/people.ts';
import { readFor, readingProfile } from '../support/reading.ts';
import { startScimmy } from '../support/scimmy-server.ts';

const profile = readingProfile({});
const everybody = (count: number) => Array.from({ length: count }, (_, index) => declaredPerson(index + 1));
const everyTeam = (count: number) =>
  Array.from({ length: count }, (_, index) => declaredTeam(`Team ${index + 1}`, [1]));

describe('reading the directory', () => {
  const closing: { close(): Promise<void> }[] = [];
  const closeAtEnd = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const started = await starting;
    closing.push(started);
    return started;
  };
  const start = (behaviour: Behaviour) => closeAtEnd(startDirectoryServer(behaviour));
  afterEach(() => Promise.all(closing.splice(0).map((server) => server.close())));

  it('reads everything where nothing says what matters, in as many requests as there are pages, and two', async () => {
    const users = Array.from({ length: 25 }, (_, index) => ({ userName: `user${index}@example.com` }));
    const scimmy = await closeAtEnd(
      startScimmy({ users, groups: [{ displayName: 'A', members: [{ value: 'user-1' }] }] }),
    );
    const progress: ReadProgress[] = [];
    const directory = await readDirectory(testClient(scimmy.url), {
      profile,
      onProgress: (now) => progress.push(now),
    });
    assert.deepEqual(
      directory.users.map(({ userName }) => userName),
      users.map(({ userName }) => userName),
    );
    assert.deepEqual(
      directory.groups.map(({ members }) => members),
      [[{ value: 'user-1' }]],
    );
    assert.equal(directory.schemas.length, 3);
    assert.equal(scimmy.requests().length, 3 + 1 + 2);
    assert.deepEqual(directory.reading, {
      strategies: ['Users: listed whole, in 3 pages.', 'Groups: listed whole with their members, in 1 page.'],
      hints: [],
      requests: 6,
    });
    assert.deepEqual(progress.at(-1), { users: { read: 25, total: 25 }, groups: { read: 1, total: 1 } });
  });

  it('ends with the schemas that cannot be read, also where they fail while something else is waited for', async () => {
    const server = await closeAtEnd(
      startHttpServer(({ path }, response) => {
        const isLate = path.endsWith('/ServiceProviderConfig');
        setTimeout(() => response.writeHead(isLate ? 404 : 409).end(), isLate ? 100 : 0);
      }),
    );
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    await assert.rejects(readDirectory(testClient(server.url), { profile }), ScimError);
    process.off('unhandledRejection', note);
    assert.deepEqual(unhandled, []);
  });

  it('works where the service has no /Schemas', async () => {
    const server = await start({
      users: [],
      groups: [],
      intercept: ({ path }) => (path === '/Schemas' ? { status: 404, body: {} } : undefined),
    });
    const { users, groups, schemas } = await readDirectory(testClient(server.url), { profile });
    assert.deepEqual({ users, groups, schemas }, { users: [], groups: [], schemas: [] });
  });

  it('reads no groups where the service has none, and nothing that it says of itself', async () => {
    const server = await start({ users: people(3), groups: [] });
    const directory = await readFor(project(everybody(3), []), server.url, GITLAB);
    assert.deepEqual(server.taken(), ['/Users?startIndex=1&count=20']);
    assert.deepEqual(directory.reading.strategies, [
      'Users: listed whole, in 1 page.',
      'Groups: the service has none over SCIM.',
    ]);
  });

  describe('of a project that declares all', () => {
    for (const [users, groups] of [
      [0, 0],
      [1, 1],
      [1, 2],
      [10, 3],
      [25, 11],
      [30, 20],
    ] as const) {
      it(`costs a request for each page, one where the last is full, and at most 3 more: ${users} users, ${groups} groups`, async () => {
        const server = await start({ users: people(users), groups: teams(groups) });
        const directory = await readFor(project(everybody(users), everyTeam(groups)), server.url, profile);
        assert.deepEqual([directory.users.length, directory.groups.length], [users, groups]);
        assert.ok(directory.groups.every(({ members }) => Array.isArray(members)));
        // One more where the last page is full, and three for what the service says of itself.
        const cost = (count: number) => Math.max(1, Math.ceil(count / 10)) + (count > 0 && count % 10 === 0 ? 1 : 0);
        const most = cost(users) + cost(groups) + 3;
        assert.ok(directory.reading.requests <= most, `${directory.reading.requests} of at most ${most}`);
        assert.equal(server.received.length, directory.reading.requests);
      });
    }
  });

  describe('of few declared groups', () => {
    it('leaves out all members, where none declares any', async () => {
      const server = await start({ users: people(3), groups: teams(15) });
      const declared = [{ attributes: { displayName: 'Team 1' } }, ...everyTeam(3).slice(1).map(withoutMembers)];
      const directory = await readFor(project(everybody(3), declared), server.url, profile);
      assert.deepEqual(
        server.taken().filter((path) => path.startsWith('/Groups')),
        [
          '/Groups?excludedAttributes=members&startIndex=1&count=10',
          '/Groups?excludedAttributes=members&startIndex=11&count=5',
        ],
      );
      assert.equal(directory.reading.strategies[1], 'Groups: listed whole without members, in 2 pages.');
    });

    it('leaves out the members of all others, and reads the declared ones alone', async () => {
      const server = await start({ users: people(3), groups: teams(9) });
      const directory = await readFor(project(everybody(3), everyTeam(1)), server.url, profile);
      assert.deepEqual(
        server.taken().filter((path) => path.startsWith('/Groups')),
        ['/Groups?excludedAttributes=members&startIndex=1&count=10', '/Groups/Team 1'],
      );
      assert.deepEqual(
        directory.groups.map(({ members }) => members !== undefined),
        [true, ...Array.from({ length: 8 }, () => false)],
      );
      assert.equal(
        directory.reading.strategies[1],
        'Groups: listed whole without members, in 1 page; then 1 declared one with members.',
      );
    });
  });

  it('reads one group of 100,000 members', async () => {
    const members = Array.from({ length: 100_000 }, (_, index) => ({
      value: `2819c223-7f76-453a-919d-${`${index}`.padStart(12, '0')}`,
      display: `person.number${index}@people.of.example.com`,
      $ref: `https://scim.example.com/scim/v2/Users/2819c223-7f76-453a-919d-${`${index}`.padStart(12, '0')}`,
    }));
    const server = await start({ users: people(1), groups: [{ id: 'all', displayName: 'All', members }] });
    const directory = await readFor(project([], [declaredTeam('All', [1])]), server.url, profile);
    assert.deepEqual(directory.groups[0]?.['members'], members);
    assert.equal(directory.unreadableMembers?.size, 0);
  });

  it('asks for smaller pages where the service answers with more than this client takes', async () => {
    const groups = teams(8).map((group) => ({ ...group, description: 'x'.repeat(1000) }));
    const server = await start({ users: people(1), groups });
    const client = testClient(server.url, { maxAnswerBytes: 3000 });
    const directory = await readDirectory(client, { profile });
    assert.deepEqual(directory.groups, groups);
  });

  it('gives nothing where one part cannot be read, and gives the other parts up', async () => {
    const server = await start({
      users: people(1000),
      groups: [],
      intercept: ({ path }) => (path.startsWith('/Groups') ? { status: 403, body: {} } : undefined),
    });
    const client = testClient(server.url, { concurrency: 1 });
    await assert.rejects(readDirectory(client, { profile: GENERIC, configuration: project([], []) }), ScimError);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(server.received.length <= 5, `${server.received.length} requests`);
  });

  describe('when one listing is empty', () => {
    it('is refused after four readings, if the groups have members', async () => {
      const server = await start({ users: [], groups: [team('A', [1])] });
      const reading = readDirectory(testClient(server.url), { profile });
      await assert.rejects(reading, (error: unknown) => {
        assert.ok(error instanceof ContradictoryReadError);
        assert.match(error.message, /each of 4 readings: it lists no users, and the group A has some/);
        return true;
      });
      assert.equal(server.received.length, 4 * 4);
    });

    it('is refused if the users are in groups', async () => {
      const server = await start({ users: [person(1, { groups: [{ value: 'A' }] })], groups: [] });
      await assert.rejects(readDirectory(testClient(server.url), { profile }), /lists no groups, and the user user1/);
    });

    it('is believed where nothing speaks against it', async () => {
      const nested = [{ id: 'A', displayName: 'A', members: [{ value: 'B' }] }, team('B', [])];
      const server = await start({ users: [], groups: nested });
      assert.equal((await readDirectory(testClient(server.url), { profile })).groups.length, 2);
    });

    it('is read again, and taken once it is whole', async () => {
      let listings = 0;
      const server = await start({
        users: people(1),
        groups: [team('A', [1])],
        intercept: ({ path }) => {
          if (!path.startsWith('/Users')) return undefined;
          listings += 1;
          return listings === 1 ? { status: 200, body: { totalResults: 0 } } : undefined;
        },
      });
      assert.equal((await readDirectory(testClient(server.url), { profile })).users.length, 1);
      assert.equal(listings, 2);
    });
  });

  it('stops before it asks more than it may', async () => {
    const server = await start({ users: people(100), groups: [] });
    const reading = readDirectory(testClient(server.url), { profile, maxRequests: 8 });
    await assert.rejects(reading, (error: unknown) => {
      assert.ok(error instanceof TooManyRequestsError);
      assert.equal(error.message, 'Listing all users would bring this reading to 13 requests, and 8 are allowed.');
      assert.match(error.hint, /--max-requests 13/);
      return true;
    });
    assert.ok(server.received.length <= 4);
  });
});

function withoutMembers({ attributes }: ReturnType<typeof declaredTeam>) {
  return { attributes };
}
