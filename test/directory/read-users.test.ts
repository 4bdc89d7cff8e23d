import assert from 'node:assert/strict';
import type { ReadDirectory } from '../../src/directory/read-directory.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { ResourceType } from '../../src/model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { ENTRA_ID } from '../../src/profiles/entra-id.ts';
import { GENESYS_CLOUD } from '../../src/profiles/genesys-cloud.ts';
import { GOOGLE_CLOUD_IDENTITY } from '../../src/profiles/google-cloud-identity.ts';
import { type Behaviour, type DirectoryServer, startDirectoryServer } from '../support/directory-server.ts';
import { declaredPerson, declaredTeam, people, person, project, team } from '../support/people.ts';
import { type GroupSketch, planOf, type UserSketch } from '../support/planning.ts';
import { readFor, readingProfile } from '../support/reading.ts';

const FOLDS = { User: true, Group: true };
const profile = readingProfile({ filtersFoldCase: FOLDS });

describe('reading users', () => {
  let server: DirectoryServer | undefined;
  afterEach(() => server?.close());

  async function read(
    behaviour: Behaviour,
    users: readonly UserSketch[],
    groups: readonly GroupSketch[] = [],
    speaking: Profile = profile,
  ): Promise<ReadDirectory> {
    server = await startDirectoryServer(behaviour);
    return readFor(project(users, groups), server.url, speaking);
  }
  const userRequests = () => (server?.taken() ?? []).filter((path) => /users/i.test(path));
  const ids = ({ users }: ReadDirectory) => users.map(({ id }) => id);

  describe('of which few are declared', () => {
    it('looks them up, after the first page of the listing has told that this is cheaper', async () => {
      const directory = await read({ users: people(100), groups: [] }, [declaredPerson(50), declaredPerson(999)]);
      assert.deepEqual(userRequests(), [
        '/Users?startIndex=1&count=10',
        '/Users?filter=userName eq "user50@example.com"&startIndex=1&count=10',
        '/Users?filter=userName eq "user999@example.com"&startIndex=1&count=10',
      ]);
      assert.ok(ids(directory).includes('u50'));
      assert.deepEqual(directory.reading, {
        strategies: [
          'Users: looked up one by one, which is cheaper than listing all.',
          'Groups: listed whole without members, in 1 page.',
        ],
        hints: [],
        requests: 6,
      });
    });

    it('lists them all the same where that costs no more', async () => {
      const directory = await read({ users: people(30), groups: [] }, [declaredPerson(1), declaredPerson(2)]);
      assert.equal(directory.users.length, 30);
      assert.equal(userRequests().length, 4);
    });

    it('lists them all where restrictions are about users, since anybody may carry an address', async () => {
      server = await startDirectoryServer({ users: people(100), groups: [] });
      const pointer = { file: 'rollcall.yaml', path: ['restrictions', 0] };
      const restricted = (filters: Readonly<Partial<Record<ResourceType, string>>>) => ({
        ...project([declaredPerson(50)], []),
        restrictions: {
          byFile: new Map([['users/a.yaml', [{ filters, pointer }]]]),
          defaults: { User: {}, Group: {} },
        },
      });
      const all = await readFor(restricted({ User: 'userName pr' }), server.url, profile);
      assert.equal(all.users.length, 100);
      const few = await readFor(restricted({ Group: 'displayName pr' }), server.url, profile);
      assert.ok(few.users.length < 100);
    });

    it('looks up every key, and whom the entries refer to, each once', async () => {
      const users = people(200).map((user, index) => (index === 7 ? { ...user, externalId: 'x-8' } : user));
      const speaking = readingProfile({
        filtersFoldCase: FOLDS,
        filters: { User: ['userName', 'externalId'], Group: [] },
      });
      const manager = { [ENTERPRISE_USER_SCHEMA]: { manager: { value: { $user: 'USER3@example.com' } } } };
      await read(
        { users, groups: [] },
        [
          {
            attributes: { userName: 'user2@example.com', externalId: 'x-8', ...manager },
            previously: ['old@example.com'],
          },
          { ...declaredPerson(3), id: 'u3' },
        ],
        [declaredTeam('Ghosts', [3, 4])],
        speaking,
      );
      const asked = userRequests().slice(1);
      assert.deepEqual(asked.map((path) => path.replace('&startIndex=1&count=10', '')).sort(), [
        '/Users/u3',
        '/Users?filter=externalId eq "x-8"',
        '/Users?filter=userName eq "old@example.com"',
        '/Users?filter=userName eq "user2@example.com"',
        '/Users?filter=userName eq "user3@example.com"',
        '/Users?filter=userName eq "user4@example.com"',
      ]);
    });

    it('lists all where an externalId is declared and cannot be looked up', async () => {
      const declared = [declaredPerson(1, { externalId: 'x' })];
      assert.equal((await read({ users: people(50), groups: [] }, declared)).users.length, 50);
      assert.equal(userRequests().length, 6);
    });

    describe('and a name is not found', () => {
      const users = people(100).map((user) =>
        user['id'] === 'u50' ? { ...user, userName: 'USER50@example.com' } : user,
      );

      it('lists all where filters may respect case, so that nobody is taken for missing', async () => {
        const speaking = readingProfile({});
        const directory = await read(
          { users, groups: [], filtersRespectCase: true },
          [declaredPerson(50)],
          [],
          speaking,
        );
        assert.equal(directory.users.length, 100);
        assert.equal(userRequests().length, 10 + 1 + 1);
      });

      it('does not mind a former name that is gone', async () => {
        const declared = [{ ...declaredPerson(20), previously: ['before@example.com'] }];
        const directory = await read({ users, groups: [] }, declared, [], readingProfile({}));
        assert.ok(ids(directory).includes('u20'));
        assert.equal(userRequests().length, 1 + 2);
      });
    });

    it('lists all where the service ignores filters', async () => {
      const directory = await read({ users: people(100), groups: [], ignoresFilters: true }, [declaredPerson(50)]);
      assert.equal(directory.users.length, 100);
    });

    it('looks up those whom a plan shows by name, and comes to the same plan as a listing', async () => {
      const boss = (id: string) => ({ [ENTERPRISE_USER_SCHEMA]: { manager: { value: id } } });
      const users = people(300).map((user) =>
        user['id'] === 'u5' ? { ...user, title: 'Clerk', ...boss('u200') } : user,
      );
      const groups = [team('Ops', [5, 150, 151]), team('Others', [9])];
      const declaredUsers = [
        declaredPerson(5, {
          title: 'Lead',
          [ENTERPRISE_USER_SCHEMA]: { manager: { value: { $user: 'user6@example.com' } } },
        }),
        declaredPerson(6),
      ];
      const declaredGroups = [declaredTeam('Ops', [5, 7])];
      const looked = await read({ users, groups }, declaredUsers, declaredGroups);
      const requests = userRequests().length;
      assert.equal(requests, 1 + 3 + 3);
      await server?.close();
      const noLookUp = readingProfile({ filters: { User: [], Group: [] } });
      const listed = await read({ users, groups }, declaredUsers, declaredGroups, noLookUp);
      assert.equal(userRequests().length, 31);
      const plan = (current: ReadDirectory) => planOf({ users: declaredUsers, groups: declaredGroups, current });
      const { declaredNowhere, ...same } = plan(looked);
      assert.deepEqual([declaredNowhere.User, plan(listed).declaredNowhere.User?.active], [null, 298]);
      assert.deepEqual({ ...plan(listed), ...same }, plan(listed));
      assert.ok(JSON.stringify(plan(looked)).includes('user150@example.com'), 'who leaves is shown by name');
      assert.ok(JSON.stringify(plan(looked)).includes('user200@example.com'), 'so is the former manager');
    });

    it('lists all once those who are referred to are too many', async () => {
      const members = Array.from({ length: 60 }, (_, index) => index + 1);
      const directory = await read(
        { users: people(100), groups: [team('Ops', members)] },
        [],
        [declaredTeam('Ops', [1])],
      );
      assert.equal(directory.users.length, 100);
      assert.equal(userRequests().length, 10 + 1 + 1);
    });
  });

  describe('with cursors', () => {
    const entra = readingProfile({ filtersFoldCase: FOLDS }, ENTRA_ID);

    it('looks them up once the listing has taken longer than that', async () => {
      const behaviour: Behaviour = { users: people(100), groups: [], paging: 'cursor' };
      const directory = await read(behaviour, [declaredPerson(90), declaredPerson(91)], [], entra);
      assert.ok(ids(directory).includes('u90'));
      assert.equal(userRequests().length, 3 + 2);
    });

    it('lists all where many are declared, one page after the other', async () => {
      const declared = people(35).map((_, index) => declaredPerson(index + 1));
      const directory = await read({ users: people(35), groups: [], paging: 'cursor' }, declared, [], entra);
      assert.equal(directory.users.length, 35);
      assert.deepEqual(directory.reading, {
        strategies: ['Users: listed whole, in 4 pages.', 'Groups: listed whole, in 1 page.'],
        hints: [],
        requests: 4 + 1 + 2,
      });
    });
  });

  it('takes one request where the service does not page', async () => {
    const directory = await read({ users: people(250), groups: [], paging: 'none' }, [], [], GOOGLE_CLOUD_IDENTITY);
    assert.equal(directory.users.length, 250);
    assert.deepEqual(userRequests(), ['/Users']);
  });

  describe('of Genesys Cloud', () => {
    const users = people(130).map((user, index) => (index >= 120 ? { ...user, active: false } : user));
    const everybody = users.map((_, index) => declaredPerson(index + 1));
    const behaviour: Behaviour = { users, groups: [team('A', [1])], listsActiveUsersOnly: true };
    const attributes = '&attributes=userName&attributes=active&attributes=meta';

    it('takes two passes, with large pages while nothing dear is asked for', async () => {
      const directory = await read(behaviour, everybody, [], GENESYS_CLOUD);
      assert.equal(directory.users.length, 130);
      assert.deepEqual(userRequests(), [
        `/v2/users?${attributes.slice(1)}&startIndex=1&count=100`,
        `/v2/users?${attributes.slice(1)}&startIndex=101&count=20`,
        `/v2/users?filter=active eq false${attributes}&startIndex=1&count=100`,
      ]);
      assert.equal(
        directory.reading.strategies[0],
        'Users: listed by filter (no filter, then active eq false), in 3 pages.',
      );
    });

    it('takes small pages where roles are declared', async () => {
      const declared = everybody.map(({ attributes: named }) => ({ attributes: { ...named, roles: [] } }));
      await read(behaviour, declared, [], GENESYS_CLOUD);
      const asked = userRequests();
      assert.equal(asked.length, Math.ceil(120 / 25) + 1);
      assert.ok(asked.every((path) => path.includes('attributes=roles')));
    });

    it('lists who is inactive even where it looks the others up', async () => {
      const many = people(700).map((user, index) => (index >= 690 ? { ...user, active: false } : user));
      const directory = await read(
        { ...behaviour, users: many },
        [declaredPerson(300), declaredPerson(695)],
        [],
        GENESYS_CLOUD,
      );
      assert.ok(ids(directory).includes('u300') && ids(directory).includes('u695'));
      assert.equal(userRequests().length, 1 + 2 + 1);
      assert.match(directory.reading.strategies[0] ?? '', /looked up one by one, and listed where active eq false,/);
    });

    it('believes the later of two passes that both hold a user', async () => {
      let deactivated = false;
      const directory = await read(
        {
          ...behaviour,
          users: [person(1), person(2, { active: false })],
          intercept: ({ path }) => {
            if (!path.includes('active%20eq')) return undefined;
            deactivated = true;
            const Resources = [person(1, { active: false }), person(2, { active: false })];
            return { status: 200, body: { totalResults: 2, Resources } };
          },
        },
        [declaredPerson(1), declaredPerson(2)],
        [],
        GENESYS_CLOUD,
      );
      assert.ok(deactivated);
      assert.deepEqual(
        directory.users.map(({ id, active }) => [id, active]),
        [
          ['u1', false],
          ['u2', false],
        ],
      );
    });
  });

  it('names what is returned on request only, and otherwise takes what comes', async () => {
    const schema = {
      id: 'urn:ietf:params:scim:schemas:core:2.0:User',
      attributes: [{ name: 'nickName', returned: 'request' }],
    };
    const behaviour: Behaviour = {
      users: people(1),
      groups: [],
      intercept: ({ path }) =>
        path === '/Schemas' ? { status: 200, body: { totalResults: 1, Resources: [schema] } } : undefined,
    };
    await read(behaviour, [declaredPerson(1, { nickName: 'Al' })]);
    assert.deepEqual(userRequests(), ['/Users?attributes=userName,active,nickName&startIndex=1&count=10']);
    await server?.close();
    await read(behaviour, [declaredPerson(1, { title: 'Lead' })]);
    assert.deepEqual(userRequests(), ['/Users?startIndex=1&count=10']);
  });

  it('takes everything where resources are written whole, since PUT clears what it does not carry', async () => {
    const speaking = { ...GENESYS_CLOUD, patch: { ...GENESYS_CLOUD.patch, supported: false } };
    await read({ users: people(1), groups: [] }, [declaredPerson(1)], [], speaking);
    assert.ok(userRequests().every((path) => !path.includes('attributes')));
  });
});
