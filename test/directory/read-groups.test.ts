import assert from 'node:assert/strict';
import type { ReadDirectory } from '../../src/directory/read-directory.ts';
import type { JsonValue } from '../../src/model/json.ts';
import { memberIds } from '../../src/plan/references/member-changes.ts';
import { type Behaviour, type DirectoryServer, startDirectoryServer } from '../support/directory-server.ts';
import { declaredPerson, declaredTeam, people, policy, project, team, teams } from '../support/people.ts';
import { type GroupSketch, planOf } from '../support/planning.ts';
import { readFor, readingProfile } from '../support/reading.ts';

const profile = readingProfile({ filtersFoldCase: { User: true, Group: true } });
const noLookUp = readingProfile({ filters: { User: [], Group: [] } });

describe('reading groups that policies are about', () => {
  let server: DirectoryServer | undefined;
  afterEach(() => server?.close());

  /** What the policy finds in a plan of these groups, and the requests for groups. */
  async function judged(
    demands: Parameters<typeof policy>[0],
    behaviour: Behaviour,
    groups: readonly GroupSketch[],
    speaking = profile,
  ) {
    await server?.close();
    server = await startDirectoryServer(behaviour);
    const users = [declaredPerson(1), declaredPerson(2)];
    const policies = [policy(demands)];
    const current = await readFor(project(users, groups, {}, policies), server.url, speaking);
    const { diagnostics } = planOf({ users, groups, policies, current, profile: speaking });
    const requests = server.taken().filter((path) => path.startsWith('/Groups'));
    return { requests, found: diagnostics.map(({ code, detail }) => `${code} ${detail}`) };
  }

  const named = (displayName: string): GroupSketch => ({ attributes: { displayName } });
  const both =
    'RC1601 The policy "P" is violated: "user1@example.com" is a member of "Payments" and of "Approvals", which exclude each other.';
  const exclusive = { exclusive: ['Payments', 'Approvals'] };

  it('reads the members of groups that exclude each other, whatever is declared of them', async () => {
    const groups = [team('Payments', [1]), team('Approvals', [2])];
    const approving = declaredTeam('Approvals', [1]);
    const payments = await judged(exclusive, { users: people(3), groups }, [named('Payments'), approving]);
    assert.deepEqual(payments.found, [both]);
    assert.deepEqual(payments.requests, ['/Groups?startIndex=1&count=10']);
    assert.deepEqual((await judged(exclusive, { users: people(3), groups }, [approving])).found, [both]);
  });

  it('reads them among many groups, and those of groups within them', async () => {
    const within = (id: string, inner: string) => ({ id, displayName: id, members: [{ value: inner }] });
    const nested = [within('Payments', 'Outer'), within('Outer', 'Inner'), team('Inner', [1])];
    const behaviour = { users: people(3), groups: [...teams(60), ...nested, team('Approvals', [])] };
    const { found } = await judged(exclusive, behaviour, [declaredTeam('Approvals', [1])]);
    assert.deepEqual(found, [both]);
  });

  it('reads them where the service shows the groups of users, or the users of groups', async () => {
    const groups = [team('Payments', [1]), team('Approvals', [2])];
    const behaviour = { users: people(30), groups, hidesMembers: true };
    const declared = [declaredTeam('Approvals', [1], { mode: 'additive' }), named('Payments')];
    for (const members of ['usersByGroup', 'groupsByUser'] as const) {
      const speaking = readingProfile({ members });
      assert.deepEqual((await judged(exclusive, behaviour, declared, speaking)).found, [both]);
      const sizes = { type: 'Group', minMembers: 3 } as const;
      assert.deepEqual((await judged(sizes, behaviour, declared, speaking)).found, [
        'RC1601 The policy "P" is violated: "Approvals" has 2 members, and needs 3.',
        'RC1601 The policy "P" is violated: "Payments" has 1 member, and needs 3.',
      ]);
    }
    const unreadable = await judged(
      exclusive,
      behaviour,
      [named('Payments')],
      readingProfile({ members: 'unreadable' }),
    );
    assert.deepEqual(
      unreadable.found.map((text) => text.slice(0, 'RC1603'.length)),
      ['RC1603', 'RC1603'],
    );
  });

  it('reads the declared group alone whose size counts, and no group where a policy is about attributes', async () => {
    const behaviour = { users: people(3), groups: [team('A', [1]), team('B', [])] };
    const sizes = await judged({ type: 'Group', minMembers: 1 }, behaviour, [named('B')]);
    assert.deepEqual(sizes.found, ['RC1601 The policy "P" is violated: "B" has 0 members, and needs 1.']);
    assert.deepEqual(sizes.requests, ['/Groups?excludedAttributes=members&startIndex=1&count=10', '/Groups/B']);
    const attributes = await judged({ type: 'Group', forbid: ['externalId pr'] }, behaviour, [named('A'), named('B')]);
    assert.deepEqual(attributes, { requests: sizes.requests.slice(0, 1), found: [] });
  });
});

describe('reading groups of which few are declared', () => {
  let server: DirectoryServer | undefined;
  afterEach(() => server?.close());

  async function read(
    behaviour: Behaviour,
    groups: readonly GroupSketch[],
    speaking = profile,
  ): Promise<ReadDirectory> {
    server = await startDirectoryServer(behaviour);
    return readFor(project([declaredPerson(1)], groups), server.url, speaking);
  }
  const groupRequests = () => (server?.taken() ?? []).filter((path) => path.startsWith('/Groups'));

  it('looks them up with their members, once the first page without members tells that this is cheaper', async () => {
    const directory = await read({ users: people(3), groups: teams(200) }, [declaredTeam('Team 150', [1, 2])]);
    assert.deepEqual(groupRequests(), [
      '/Groups?excludedAttributes=members&startIndex=1&count=10',
      '/Groups?filter=displayName eq "Team 150"&startIndex=1&count=10',
    ]);
    assert.deepEqual(directory.groups.find(({ id }) => id === 'Team 150')?.['members'], [{ value: 'u1' }]);
  });

  it('looks up groups that leave an exact list, and comes to the same plan as a listing', async () => {
    const nested = { value: 'Team 180', type: 'Group' };
    const ops = { id: 'Ops', displayName: 'Ops', members: [{ value: 'u1' }, nested] };
    const behaviour: Behaviour = { users: people(3), groups: [...teams(200), ops, team('Last', [])] };
    const groups = [declaredTeam('Ops', [1, 2])];
    const looked = await read(behaviour, groups);
    assert.equal(groupRequests().length, 3);
    await server?.close();
    const listed = await read(behaviour, groups, noLookUp);
    assert.equal(listed.groups.length, 202);
    const plan = (current: ReadDirectory) => planOf({ users: [declaredPerson(1)], groups, current });
    const { declaredNowhere, ...same } = plan(looked);
    assert.deepEqual([declaredNowhere.Group, plan(listed).declaredNowhere.Group?.active], [null, 201]);
    assert.deepEqual({ ...plan(listed), ...same }, plan(listed));
    assert.match(JSON.stringify(plan(looked)), /"name":"Team 180","type":"Group"/);
  });

  it('reads members that nobody declares where groups are written whole, since PUT clears what it does not carry', async () => {
    const speaking = { ...profile, patch: { ...profile.patch, supported: false } };
    const renamed = { attributes: { displayName: 'Crew' }, previously: ['Ops'] };
    const directory = await read({ users: people(3), groups: [team('Ops', [1, 2])] }, [renamed], speaking);
    assert.deepEqual(directory.groups[0]?.['members'], [{ value: 'u1' }, { value: 'u2' }]);
    assert.ok(groupRequests().every((path) => !path.includes('excludedAttributes')));
    await server?.close();
    const capped = { ...speaking, read: { ...speaking.read, membersCap: 2 } };
    const cut = await read({ users: people(3), groups: [team('Ops', [1, 2])] }, [renamed], capped);
    assert.match(cut.unreadableMembers?.get('Ops') ?? '', /may have cut this list/);
  });

  it('reads all with their members where joins of some are sensitive, to know which are within them', async () => {
    const admins = { id: 'Admins', displayName: 'Admins', members: [{ value: 'Team 1' }] };
    const behaviour: Behaviour = { users: people(3), groups: [...teams(60), admins] };
    server = await startDirectoryServer(behaviour);
    const groups = [declaredTeam('Team 1', [1, 2])];
    const configuration = project([declaredPerson(1)], groups);
    const guards = { ...configuration.guards, sensitive: ['group:admins'] };
    const current = await readFor({ ...configuration, guards }, server.url, profile);
    const plan = planOf({ users: [declaredPerson(1), declaredPerson(2)], groups, current, guards });
    const joined = plan.changes.find(({ key }) => key === 'group:Team 1');
    assert.deepEqual(joined?.sensitive, [{ by: 'group', key: 'group:Admins' }]);
  });

  const odd = (members: JsonValue) => [{ id: 'Ops', displayName: 'Ops', members }];
  const everyWay = { 'looked up': profile, listed: noLookUp };
  for (const [way, speaking] of Object.entries(everyWay)) {
    it(`knows members whose ids are numbers, texts alone, in a URL or without a list: ${way}`, async () => {
      const $ref = 'https://scim.example.com/Users/7';
      for (const members of [[{ value: 7 }], { value: '7' }, ['7'], [{ VALUE: '7' }], [{ $ref }]]) {
        const current = await read(
          { users: people(3), groups: [...odd(members), ...teams(50)] },
          [declaredTeam('Ops', [1])],
          speaking,
        );
        const held = current.groups.find((group) => group.id === 'Ops');
        assert.deepEqual(held && [...memberIds(held)], ['7']);
        const plan = planOf({ users: [declaredPerson(1)], groups: [declaredTeam('Ops', [1])], current });
        assert.match(JSON.stringify(plan.changes), /members\[value eq \\+"7\\+"\]/);
        await server?.close();
      }
    });

    it(`plans no members of a group that holds one without a readable id: ${way}`, async () => {
      for (const members of [[{ value: 'u1' }, { display: 'u2' }], [{ value: 2 ** 60 }], 'u2']) {
        const current = await read(
          { users: people(3), groups: [...odd(members), ...teams(50)] },
          [declaredTeam('Ops', [1])],
          speaking,
        );
        assert.match(current.unreadableMembers?.get('Ops') ?? '', /1 without an id that can be read/);
        const { diagnostics } = planOf({ users: [declaredPerson(1)], groups: [declaredTeam('Ops', [1])], current });
        assert.deepEqual(
          diagnostics.map(({ code }) => code),
          ['RC1516'],
        );
        await server?.close();
      }
    });
  }

  it('takes all of one name where names are not unique', async () => {
    const twins = [team('Twin', [1]), { ...team('Twin', [2]), id: 'other' }];
    const directory = await read({ users: people(3), groups: [...teams(100), ...twins] }, [declaredTeam('Twin', [1])]);
    assert.equal(directory.groups.filter(({ displayName }) => displayName === 'Twin').length, 2);
  });

  it('lists all of both types where a scope takes in undeclared ones, with members where it names them', async () => {
    server = await startDirectoryServer({ users: people(50), groups: teams(50) });
    const scopes = { User: 'active eq true', Group: 'members pr' };
    const configuration = project([declaredPerson(1)], [declaredTeam('Team 1', [1])], scopes);
    const directory = await readFor(configuration, server.url, profile);
    assert.deepEqual([directory.users.length, directory.groups.length], [50, 50]);
    assert.ok(directory.groups.every(({ members }) => members !== undefined));
  });
});
