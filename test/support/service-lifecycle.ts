import type { JsonObject } from '../../src/model/json.ts';
import type { Seed } from '../../src/sandbox/service-rules.ts';
import type { People } from './service-cell.ts';

type Entry = Record<string, unknown>;

/** What a service lets a lifecycle do. */
export interface Abilities {
  /** Members that one request changes at most; the lifecycle goes beyond. */
  readonly members: number;
  /** What a new user needs besides. */
  readonly user: JsonObject;
  /** What a new group needs besides. */
  readonly group: JsonObject;
  /** Attributes of users that cannot be changed later, or not at all. */
  readonly without: readonly string[];
  readonly secondEmail: boolean;
  readonly createsGroups: boolean;
  readonly renamesGroups: boolean;
  readonly deletesUsers: boolean;
  readonly groups: boolean;
  readonly renamesUsers: boolean;
  /** False where nothing of a user but `active` can be changed. */
  readonly changesUsers: boolean;
  /** False where nobody can find who is inactive. */
  readonly reactivates: boolean;
  /** False where the name of a deleted user can never be used again. */
  readonly createsAgain: boolean;
  /** Extension attributes, first and changed. */
  readonly extension: readonly [JsonObject, JsonObject];
}

/** A step of the lifecycle: what the files say after it. */
export interface Stage {
  readonly name: string;
  readonly people: People;
}

const ENTERPRISE: Abilities['extension'] = [
  { enterprise: { department: 'Research', employeeNumber: '007' } },
  { enterprise: { department: 'Engineering', employeeNumber: null } },
];

export const EVERYTHING: Abilities = {
  members: 100,
  user: {},
  group: {},
  without: [],
  secondEmail: true,
  createsGroups: true,
  renamesGroups: true,
  deletesUsers: true,
  groups: true,
  renamesUsers: true,
  changesUsers: true,
  reactivates: true,
  createsAgain: true,
  extension: ENTERPRISE,
};

/** Members in the first large group. */
export function crowdOf({ members }: Abilities): readonly string[] {
  return Array.from({ length: members + 12 }, (_, n) => `m${n}@example.com`);
}

/** The people who are there before, whom nobody declares. */
export function seedFor(abilities: Abilities): Seed {
  const crowd = crowdOf(abilities).map((userName, n) => ({
    id: `m${n}`,
    userName,
    displayName: userName,
    externalId: userName,
    active: true,
  }));
  const groups = abilities.createsGroups || !abilities.groups ? [] : [{ displayName: 'Crowd' }, { displayName: 'Few' }];
  return {
    Users: [...crowd, { id: 'bystander', userName: 'bystander@example.com', displayName: 'Bystander' }],
    Groups: groups,
  };
}

/** The lifecycle of some people and groups, as far as the service allows. */
export function lifecycle(abilities: Abilities): readonly Stage[] {
  const crowd = crowdOf(abilities);
  const half = crowd.slice(0, 5);
  const [first, second] = abilities.extension;
  const ada = person('ada', abilities, { title: 'Engineer', ...first });
  const bob = person('bob', abilities, { title: 'Analyst' });
  const eve = person('eve', abilities, {});
  const changed = !abilities.changesUsers
    ? ada
    : person('ada', abilities, { title: null, displayName: 'Ada Lovelace', ...second });
  const moved = !abilities.changesUsers ? ada : { ...changed, emails: [email('countess@example.com', 'work', true)] };
  const two = abilities.secondEmail
    ? [email('second@example.com', (abilities.user['secondType'] as string) ?? 'home', false)]
    : [];
  const added =
    two.length === 0 || !abilities.changesUsers
      ? moved
      : { ...changed, emails: [email('countess@example.com', 'work', true), ...two] };
  const renamed = abilities.renamesUsers
    ? { ...moved, userName: 'lovelace@example.com', $previously: 'ada@example.com' }
    : moved;
  const name = abilities.renamesUsers ? 'lovelace@example.com' : 'ada@example.com';
  const groups = (members: readonly string[], few: readonly string[], crowdName = 'Crowd'): readonly Entry[] =>
    abilities.groups
      ? [
          {
            displayName: crowdName,
            ...abilities.group,
            ...(crowdName === 'Crowd' ? {} : { $previously: 'Crowd' }),
            members,
          },
          { displayName: 'Few', ...groupId(abilities, 'few'), members: few },
        ]
      : [];
  const stays = abilities.reactivates ? bob : { ...bob, active: false };
  const last = abilities.renamesGroups ? 'Masses' : 'Crowd';
  const gone = abilities.deletesUsers ? { userName: 'eve@example.com', $state: 'absent' } : { ...eve, active: false };
  const removed = abilities.createsGroups && abilities.groups ? [{ displayName: 'Few', $state: 'absent' }] : [];
  const stages: readonly Stage[] = [
    {
      name: 'creates',
      people: { users: [ada, bob, eve], groups: groups(crowd, ['bob@example.com', 'eve@example.com']) },
    },
    {
      name: 'changes attributes and the extension',
      people: { users: [changed, bob, eve], groups: groups(crowd, ['bob@example.com', 'eve@example.com']) },
    },
    {
      name: 'changes an e-mail address',
      people: { users: [moved, bob, eve], groups: groups(crowd, ['bob@example.com']) },
    },
    {
      name: 'adds an e-mail address, and removes members',
      people: { users: [added, bob, eve], groups: groups(half, ['bob@example.com']) },
    },
    {
      name: 'removes an e-mail address, and adds members',
      people: {
        users: [moved, bob, eve],
        groups: groups([...half, 'ada@example.com'], ['bob@example.com', 'm1@example.com']),
      },
    },
    {
      name: 'renames',
      people: { users: [renamed, bob, eve], groups: groups([...half, name], ['bob@example.com'], last) },
    },
    {
      name: 'deactivates',
      people: {
        users: [renamed, { ...bob, active: false }, eve],
        groups: groups([...half, name], ['bob@example.com'], last),
      },
    },
    ...(abilities.reactivates
      ? [
          {
            name: 'reactivates',
            people: { users: [renamed, bob, eve], groups: groups([...half, name], ['bob@example.com'], last) },
          },
        ]
      : []),
    {
      name: 'removes',
      people: {
        users: [renamed, stays, gone],
        groups: abilities.groups ? [...groups([...half, name], [], last).slice(0, 1), ...removed] : [],
      },
    },
    ...(abilities.createsAgain
      ? [{ name: 'creates who was removed before', people: { users: [renamed, stays, { ...eve, ...first }] } }]
      : []),
  ];
  return stages.filter(({ people }, index) => JSON.stringify(people) !== JSON.stringify(stages[index - 1]?.people));
}

function person(name: string, abilities: Abilities, more: Entry): Entry {
  const all: Entry = {
    userName: `${name}@example.com`,
    displayName: name,
    active: true,
    externalId: `x-${name}`,
    emails: [email(`${name}@work.example.com`, 'work', true)],
    ...abilities.user,
    ...more,
  };
  return Object.fromEntries(Object.entries(all).filter(([attribute]) => !abilities.without.includes(attribute)));
}

function groupId({ group }: Abilities, id: string): Entry {
  return group['externalId'] === undefined ? {} : { externalId: id };
}

function email(value: string, type: string, primary: boolean): Entry {
  return { value, type, primary };
}
