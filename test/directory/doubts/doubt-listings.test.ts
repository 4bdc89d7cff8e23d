import assert from 'node:assert/strict';
import { ContradictoryReadError } from '../../../src/directory/contradictory-read-error.ts';
import { type ReadDirectory, readDirectory } from '../../../src/directory/read-directory.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { testClient } from '../../support/http-client.ts';
import { listPage } from '../../support/http-listing.ts';
import { type HttpServer, json, type ReceivedRequest, startHttpServer } from '../../support/http-server.ts';
import { declaredPerson, declaredTeam, people, person, project, team } from '../../support/people.ts';
import { readFor, readingProfile } from '../../support/reading.ts';

/** A service that holds more than it lists. */
interface Short {
  readonly listed: readonly JsonObject[];
  readonly unlisted: readonly JsonObject[];
  readonly groups?: readonly JsonObject[];
  /** Answers look-ups by filter; undefined where they work. */
  readonly refusal?: number;
  readonly config?: JsonObject;
}

describe('doubting a listing', () => {
  let server: HttpServer;
  afterEach(() => server.close());

  const start = async (service: Short) => {
    server = await startHttpServer((request, response) => {
      const { status, body } = answer(service, request);
      json(response, status, body);
    });
  };
  const paths = () => server.received.map(({ path }) => decodeURIComponent(path));
  const lookUps = () => paths().filter((path) => path.includes('filter='));
  const gets = () => paths().filter((path) => /^\/(Users|Groups)\/[^?]/.test(path));
  const profile = readingProfile({ pageSize: 100 });

  async function refused(reading: Promise<ReadDirectory>): Promise<ContradictoryReadError> {
    const error: unknown = await reading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ContradictoryReadError, String(error));
    return error;
  }

  it('stops where somebody who is to be created exists and is active, and names the settings', async () => {
    await start({ listed: people(50), unlisted: [person(51), person(52)] });
    const error = await refused(readFor(project([declaredPerson(1), declaredPerson(52)], []), server.url, profile));
    assert.match(error.message, /each of 4 readings: the listing of users leaves out the user user52@example.com/);
    assert.match(error.hint, /service\.dialect\.read\.pageSize.*service\.dialect\.read\.paging/);
  });

  it('stops where a member or manager whom nobody declares is only not listed', async () => {
    await start({ listed: people(3), unlisted: [person(9)], groups: [team('A', [1])] });
    const error = await refused(readFor(project([], [declaredTeam('A', [1, 9])]), server.url, profile));
    assert.match(error.message, /leaves out the user user9@example.com/);
  });

  it('stops where a group that is to be created exists', async () => {
    await start({ listed: [], unlisted: [team('B', [])], groups: [team('A', [])] });
    const error = await refused(readFor(project([], [declaredTeam('B', [])]), server.url, profile));
    assert.match(error.message, /the listing of groups leaves out the group B/);
  });

  it('stops where a plan would remove a member who is a user and not listed', async () => {
    await start({ listed: people(3), unlisted: [person(8)], groups: [team('A', [1, 8])] });
    const error = await refused(readFor(project([], [declaredTeam('A', [1])]), server.url, profile));
    assert.match(error.message, /leaves out the user user8@example.com/);
    assert.ok(gets().includes('/Users/u8'));
  });

  it('stops a pull that would write such a member by id', async () => {
    await start({ listed: people(3), unlisted: [person(8)], groups: [team('A', [1, 8])] });
    const reading = readDirectory(testClient(server.url, { profile }), { profile });
    assert.match((await refused(reading)).message, /leaves out the user user8@example.com/);
  });

  it('looks for whoever is to be created under former names too', async () => {
    await start({ listed: people(3), unlisted: [person(7, { active: false })] });
    const renamed = { ...declaredPerson(8), previously: ['user7@example.com'] };
    const { users } = await readFor(project([renamed], []), server.url, profile);
    assert.ok(users.some(({ id }) => id === 'u7'));
  });

  it('takes an inactive one as the current resource, and says which settings list it', async () => {
    const leaver = person(7, { active: false });
    await start({ listed: people(3), unlisted: [leaver] });
    const directory = await readFor(project([declaredPerson(7)], []), server.url, profile);
    assert.deepEqual(directory.users.at(-1), leaver);
    const [hint = ''] = directory.reading.hints;
    assert.match(hint, /user7@example.com is inactive.*read\.passes\.User.*types\.User\.hidesInactive/);
  });

  it('asks nothing where nobody is created, is to be inactive, or is an unknown member that is removed, though leavers stand in files for years', async () => {
    await start({ listed: people(3), unlisted: [], groups: [team('A', [1, 2])] });
    const absent = [2, 90, 91].map((number) => ({ ...declaredPerson(number), state: 'absent' as const }));
    await readFor(project([declaredPerson(1), ...absent], [declaredTeam('A', [1])]), server.url, profile);
    assert.deepEqual([...lookUps(), ...gets()], []);
  });

  it('asks for no manager whom the service is not sent', async () => {
    const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const managed = {
      ...declaredPerson(1),
      attributes: { userName: 'user1@example.com', [urn]: { manager: { value: { $user: 'boss@example.com' } } } },
    };
    for (const [entry, asked] of [
      [managed, 1],
      [{ ...managed, omit: [`${urn}:manager`] }, 0],
    ] as const) {
      await start({ listed: people(3), unlisted: [] });
      await readFor(project([entry], []), server.url, profile);
      assert.equal(lookUps().length, asked);
      await server.close();
    }
  });

  it('shows that it is short by somebody who is to be inactive and is not, so that no leaver keeps access', async () => {
    const leaver = { ...declaredPerson(20), attributes: { userName: 'user20@example.com', active: false } };
    const expired = { ...declaredPerson(21), expires: '2020-01-01T00:00:00.000Z' };
    for (const [entry, held] of [
      [leaver, person(20)],
      [expired, person(21)],
    ] as const) {
      await start({ listed: people(3), unlisted: [held] });
      await refused(readFor(project([declaredPerson(1), entry], []), server.url, profile));
      await server.close();
    }
  });

  it('shows, where it is doubted anyway, that it is short by somebody who is to be absent, a group too', async () => {
    const leaver = { ...declaredPerson(22), state: 'absent' as const };
    await start({ listed: people(3), unlisted: [person(22)] });
    await refused(readFor(project([declaredPerson(99), leaver], []), server.url, profile));
    await server.close();
    await start({ listed: people(3), unlisted: [team('B', [])], groups: [team('A', [])] });
    const disbanded = { ...declaredTeam('B', []), state: 'absent' as const };
    await refused(readFor(project([declaredPerson(99)], [declaredTeam('A', []), disbanded]), server.url, profile));
  });

  it('takes a leaver who is inactive and hidden for one who is still to be removed, unless DELETE does no more', async () => {
    const leaver = { ...declaredPerson(7), state: 'absent' as const };
    const { User } = profile.types;
    const keeping: Profile = { ...profile, types: { ...profile.types, User: { ...User, delete: 'deactivates' } } };
    for (const [service, ids] of [
      [profile, ['u1', 'u2', 'u3', 'u7']],
      [keeping, ['u1', 'u2', 'u3']],
    ] as const) {
      await start({ listed: people(3), unlisted: [person(7, { active: false })] });
      const { users, reading } = await readFor(project([leaver, declaredPerson(99)], []), server.url, service);
      assert.deepEqual([users.map(({ id }) => id), reading.hints.length], [ids, ids.length - 3]);
      await server.close();
    }
  });

  it('asks for 10 leavers and 10 others where there are many of both, and for as many of one as the other leaves', async () => {
    const leavers = Array.from({ length: 50 }, (_, index) => ({
      ...declaredPerson(500 + index),
      state: 'absent' as const,
    }));
    const newcomers = Array.from({ length: 50 }, (_, index) => declaredPerson(100 + index));
    for (const [coming, leaving, expected] of [
      [50, 50, 10],
      [4, 50, 16],
      [50, 3, 3],
    ] as const) {
      await start({ listed: people(3), unlisted: [] });
      const declared = [...newcomers.slice(0, coming), ...leavers.slice(0, leaving)];
      await readFor(project(declared, []), server.url, profile);
      const asked = lookUps().map((path) => Number(/user(\d+)@/.exec(path)?.[1]));
      assert.deepEqual([asked.length, asked.filter((each) => each >= 500).length], [20, expected]);
      await server.close();
    }
  });

  it('asks for at most 20 of the missing names, evenly chosen, and at most 5 unknown members', async () => {
    await start({
      listed: people(3),
      unlisted: [],
      groups: [
        team(
          'A',
          Array.from({ length: 30 }, (_, i) => 500 + i),
        ),
      ],
    });
    const newcomers = Array.from({ length: 200 }, (_, index) => declaredPerson(100 + index));
    await readFor(project(newcomers, [declaredTeam('A', [1])]), server.url, profile);
    assert.equal(lookUps().length, 20);
    assert.equal(gets().filter((path) => path.startsWith('/Users/')).length, 5);
    const asked = lookUps().map((path) => Number(/user(\d+)@/.exec(path)?.[1]));
    assert.deepEqual(
      asked.sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, index) => 100 + index * 10),
    );
  });

  it('asks for no name where the profile knows no such filter', async () => {
    await start({ listed: people(3), unlisted: [] });
    const none = readingProfile({ pageSize: 100, filters: { User: [], Group: [] } });
    await readFor(project([declaredPerson(50)], []), server.url, none);
    assert.deepEqual(lookUps(), []);
  });

  for (const status of [400, 403, 501]) {
    it(`goes on where look-ups are answered ${status}, and names the setting`, async () => {
      await start({ listed: people(3), unlisted: [], refusal: status });
      const directory = await readFor(project([declaredPerson(50)], []), server.url, profile);
      assert.equal(directory.users.length, 3);
      assert.match(directory.reading.hints[0] ?? '', /refuses to look users up.*service\.dialect\.read\.filters\.User/);
    });

    it(`lists all where look-ups instead of a listing are answered ${status}, after one of them`, async () => {
      await start({ listed: people(200), unlisted: [], refusal: status });
      const declared = [declaredPerson(50), declaredPerson(60), declaredPerson(70)];
      const directory = await readFor(project(declared, []), server.url, readingProfile({ pageSize: 10 }));
      assert.equal(directory.users.length, 200);
      assert.equal(lookUps().length, 1);
    });
  }

  it('looks nobody up where /ServiceProviderConfig says that there are no filters', async () => {
    const config = { filter: { supported: false, maxResults: 40 } };
    await start({ listed: people(90), unlisted: [], config });
    const directory = await readFor(project([declaredPerson(500)], []), server.url, profile);
    assert.equal(directory.users.length, 90);
    assert.deepEqual(lookUps(), []);
  });

  it('believes the profile of a service, and not that /ServiceProviderConfig', async () => {
    const config = { filter: { supported: false, maxResults: 0 } };
    await start({ listed: people(3), unlisted: [], config });
    const known: Profile = { ...profile, name: 'known' };
    await readFor(project([declaredPerson(500)], []), server.url, known);
    assert.equal(lookUps().length, 1);
  });

  it('asks for no larger pages than /ServiceProviderConfig allows', async () => {
    await start({ listed: people(90), unlisted: [], config: { filter: { supported: true, maxResults: 40 } } });
    await readFor(project([declaredPerson(1)], []), server.url, {
      ...GENERIC,
      read: { ...GENERIC.read, filters: { User: [], Group: [] } },
    });
    const counts = server.received.flatMap(({ query }) => query.get('count') ?? []);
    assert.ok(counts.length > 3 && counts.every((count) => Number(count) <= 40), String(counts));
  });
});

function answer(service: Short, request: ReceivedRequest): { status: number; body: JsonObject } {
  const [path = ''] = decodeURIComponent(request.path).split('?');
  if (path === '/ServiceProviderConfig') return { status: 200, body: service.config ?? {} };
  const [, kind = '', id] = /^\/(Users|Groups)(?:\/(.+))?$/.exec(path) ?? [];
  if (kind === '') return { status: 404, body: {} };
  const isKind = (resource: JsonObject) => (kind === 'Users') === 'userName' in resource;
  const listed = (kind === 'Users' ? service.listed : (service.groups ?? [])).filter(isKind);
  const all = [...listed, ...service.unlisted.filter(isKind)];
  if (id !== undefined) {
    const found = all.find((resource) => resource['id'] === id);
    return found === undefined ? { status: 404, body: {} } : { status: 200, body: found };
  }
  const filter = request.query.get('filter');
  if (filter === null) return { status: 200, body: listPage(listed, request) };
  if (service.refusal !== undefined) return { status: service.refusal, body: { detail: 'no filters here' } };
  const [, attribute = '', literal = ''] = /^(\S+) eq (.+)$/.exec(filter) ?? [];
  return {
    status: 200,
    body: listPage(
      all.filter((resource) => resource[attribute] === JSON.parse(literal)),
      request,
    ),
  };
}
