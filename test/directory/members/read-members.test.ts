import assert from 'node:assert/strict';
import type { ReadDirectory, ReadOptions } from '../../../src/directory/read-directory.ts';
import { TooManyRequestsError } from '../../../src/directory/request-budget.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { AWS_IDENTITY_CENTER } from '../../../src/profiles/aws-identity-center.ts';
import { ENTRA_ID } from '../../../src/profiles/entra-id.ts';
import { type Behaviour, type DirectoryServer, startDirectoryServer } from '../../support/directory-server.ts';
import { declaredPerson, declaredTeam, people, person, project, team } from '../../support/people.ts';
import { type GroupSketch, planOf } from '../../support/planning.ts';
import { readFor, readingProfile } from '../../support/reading.ts';

const entra = readingProfile({}, ENTRA_ID);
const aws = readingProfile({}, AWS_IDENTITY_CENTER);
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('reading members', () => {
  let server: DirectoryServer | undefined;
  afterEach(() => server?.close());

  async function read(
    behaviour: Behaviour,
    groups: readonly GroupSketch[],
    speaking: Profile,
    options: Partial<ReadOptions> = {},
  ): Promise<ReadDirectory> {
    server = await startDirectoryServer(behaviour);
    const users = people(behaviour.users.length).map((_, index) => declaredPerson(index + 1));
    return readFor(project(users, groups), server.url, speaking, options);
  }

  const membersOf = ({ groups }: ReadDirectory, id: string) => groups.find((group) => group.id === id)?.['members'];
  const values = (...numbers: readonly number[]) => numbers.map((number) => ({ value: `u${number}` }));

  describe('of a service that shows them as the users of a group', () => {
    const behaviour: Behaviour = {
      users: people(25),
      groups: [team('A', [1, 2, 25]), team('B', []), team('C', [3])],
      hidesMembers: true,
      paging: 'cursor',
    };

    it('asks for the users of each declared group, and of no other', async () => {
      const declared = [declaredTeam('A', [1]), declaredTeam('B', [2])];
      const directory = await read(behaviour, declared, entra);
      assert.deepEqual(membersOf(directory, 'A'), values(1, 2, 25));
      assert.deepEqual(membersOf(directory, 'B'), []);
      assert.equal(membersOf(directory, 'C'), undefined);
      assert.equal(directory.reading.requests, 3 + 2 + 1 + 1 + 2);
      assert.equal(directory.reading.strategies[2], 'Members: asked for the users of each of 2 declared groups.');
      const filtered = server?.taken().filter((path) => path.includes('groups.value'));
      assert.deepEqual(filtered?.sort(), [
        `/Users?filter=groups.value eq "${NOBODY}"&cursor&count=10`,
        '/Users?filter=groups.value eq "A"&cursor&count=10',
        '/Users?filter=groups.value eq "B"&cursor&count=10',
      ]);
    });

    it('reads all pages of them', async () => {
      const all = Array.from({ length: 25 }, (_, index) => index + 1);
      const directory = await read({ ...behaviour, groups: [team('A', all)] }, [declaredTeam('A', [1])], entra);
      assert.deepEqual(membersOf(directory, 'A'), values(...all));
    });

    it('says that groups within groups cannot be seen', async () => {
      const declared = [{ ...declaredTeam('A', []), members: ['group:B'] }, declaredTeam('B', [2])];
      const directory = await read(behaviour, declared, entra);
      assert.deepEqual([...(directory.unreadableMembers?.keys() ?? [])], ['A']);
      assert.match(directory.unreadableMembers?.get('A') ?? '', /not which groups/);
    });

    it('does not believe a service that has users for a group that there is not', async () => {
      const directory = await read({ ...behaviour, ignoresFilters: true }, [declaredTeam('A', [1])], entra);
      assert.match(directory.unreadableMembers?.get('A') ?? '', /ignores the filter "groups\.value eq …"/);
      assert.equal(membersOf(directory, 'A'), undefined);
      assert.equal(server?.taken().filter((path) => path.includes('groups.value')).length, 1);
    });

    it('believes a service that refuses to look for such a group', async () => {
      const directory = await read(
        {
          ...behaviour,
          intercept: ({ path }) => (path.includes(NOBODY) ? { status: 400, body: {} } : undefined),
        },
        [declaredTeam('A', [1])],
        entra,
      );
      assert.deepEqual(membersOf(directory, 'A'), values(1, 2, 25));
    });

    it('plans on them', async () => {
      const declared = [declaredTeam('A', [1, 5])];
      const current = await read(behaviour, declared, entra);
      const [change] = planOf({ groups: declared, current, profile: entra }).changes;
      assert.deepEqual(change?.after?.['members'], {
        add: [{ value: 'u5', name: 'user5@example.com', type: 'User' }],
        remove: [
          { value: 'u25', name: 'user25@example.com', type: 'User' },
          { value: 'u2', name: 'user2@example.com', type: 'User' },
        ],
        unchanged: 1,
      });
    });
  });

  describe('of a service that shows them as the groups of a user', () => {
    const behaviour: Behaviour = {
      users: people(25),
      groups: [team('A', [1, 2, 25]), team('B', [2]), team('C', [3])],
      hidesMembers: true,
    };

    it('asks for the groups of everybody, where a list is exact', async () => {
      const directory = await read(
        behaviour,
        [declaredTeam('A', [1]), declaredTeam('B', [], { mode: 'additive' })],
        aws,
      );
      assert.deepEqual(membersOf(directory, 'A'), values(1, 2, 25));
      assert.deepEqual(membersOf(directory, 'B'), values(2));
      assert.equal(membersOf(directory, 'C'), undefined);
      assert.equal(directory.reading.requests, 3 + 2 + 1 + 1 + 25);
      assert.equal(
        directory.reading.strategies[2],
        'Members: asked for the groups of each of 25 possible members of declared groups.',
      );
    });

    it('asks for the groups of those alone whom additive lists name', async () => {
      const additive = { ...declaredTeam('A', [2, 7]), mode: 'additive' as const };
      const directory = await read(behaviour, [additive], aws);
      assert.deepEqual(membersOf(directory, 'A'), values(2));
      assert.equal(directory.reading.requests, 3 + 2 + 1 + 1 + 2);
    });

    it('asks for the groups of all declared users, where an additive list has a rule', async () => {
      const ruled: GroupSketch = { attributes: { displayName: 'A' }, rule: 'active eq true', mode: 'additive' };
      const directory = await read(behaviour, [ruled], aws);
      assert.equal(directory.reading.requests, 3 + 2 + 1 + 1 + 25);
    });

    it('does not believe a service that has groups for a user who is not there', async () => {
      const directory = await read({ ...behaviour, ignoresFilters: true }, [declaredTeam('A', [1])], aws);
      assert.match(directory.unreadableMembers?.get('A') ?? '', /ignores the filter "members\.value eq …"/);
      assert.equal(server?.taken().filter((path) => path.includes('members.value')).length, 1);
    });

    it('asks nothing where no group declares members', async () => {
      const directory = await read(behaviour, [{ attributes: { displayName: 'A' } }], aws);
      assert.equal(directory.reading.requests, 3 + 2 + 1);
    });

    it('refuses before it asks, where that takes more requests than are allowed', async () => {
      const reading = read(behaviour, [declaredTeam('A', [1])], aws, { maxRequests: 20 });
      await assert.rejects(reading, (error: unknown) => {
        assert.ok(error instanceof TooManyRequestsError);
        assert.match(error.message, /^Asking for the groups of possible members .* 32 requests, and 20 are allowed/);
        assert.match(error.hint, /--max-requests 32/);
        return true;
      });
      assert.equal(server?.received.filter(({ path }) => path.includes('members.value')).length, 0);
    });
  });

  it('says that members cannot be read where the service never shows them, and the plan says so at their line', async () => {
    const speaking = readingProfile({ members: 'unreadable' });
    const declared = [declaredTeam('A', [1]), { attributes: { displayName: 'B' } }];
    const current = await read({ users: people(1), groups: [team('A', []), team('B', [])] }, declared, speaking);
    assert.deepEqual([...(current.unreadableMembers?.keys() ?? [])], ['A']);
    const plan = planOf({ users: [declaredPerson(1)], groups: declared, current, profile: speaking });
    assert.deepEqual(
      plan.diagnostics.map(({ code, severity, span }) => [code, severity, span?.start.line]),
      [['RC1516', 'error', 1]],
    );
    assert.deepEqual(plan.changes, []);
  });

  describe('of a service that lists them', () => {
    const exact = [declaredTeam('A', [1]), declaredTeam('B', [1]), declaredTeam('C', [1])];
    const listed = readingProfile({});

    it('does not believe a list that is as long as the service makes them', async () => {
      const behaviour: Behaviour = { users: people(3), groups: [team('A', [1, 2]), team('B', [1])] };
      const directory = await read(behaviour, exact, readingProfile({ membersCap: 2 }));
      assert.deepEqual([...(directory.unreadableMembers?.keys() ?? [])], ['A']);
      assert.match(directory.unreadableMembers?.get('A') ?? '', /at most 2 members/);
    });

    it('does not believe a list without a user who says to be a member, after reading it again', async () => {
      const users = [person(1), person(2, { groups: [{ value: 'A' }] })];
      const directory = await read({ users, groups: [team('A', [1])] }, exact, listed);
      assert.match(directory.unreadableMembers?.get('A') ?? '', /lists 1 of them and leaves out user2@example\.com/);
      assert.equal(server?.taken().filter((path) => path === '/Groups/A').length, 1);
    });

    it('takes the group as it is now, if it has changed between the two listings', async () => {
      const users = [person(1), person(2, { groups: [{ value: 'A' }] })];
      const directory = await read(
        {
          users,
          groups: [team('A', [1])],
          intercept: ({ path }) => (path === '/Groups/A' ? { status: 200, body: team('A', [1, 2]) } : undefined),
        },
        exact,
        listed,
      );
      assert.equal(directory.unreadableMembers?.size, 0);
      assert.deepEqual(membersOf(directory, 'A'), values(1, 2));
    });

    it('does not mind who is a member through another group, or in a group that nobody declares', async () => {
      const users = [
        person(1),
        person(2, { groups: [{ value: 'A', type: 'indirect' }, { value: 'X' }] }),
        person(3, { groups: [{ value: 'B' }] }),
      ];
      const nested = { id: 'B', displayName: 'B', members: [{ value: 'A', type: 'Group' }] };
      const directory = await read({ users, groups: [team('A', [1]), nested, team('X', [])] }, exact, listed);
      assert.equal(directory.unreadableMembers?.size, 0);
    });
  });
});
