import type { JsonObject } from '../../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import type { GroupSketch, UserSketch } from '../../support/planning.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** What a service holds, and what files declare of it. */
export interface DrawnWorld {
  readonly seed: { readonly Users: readonly JsonObject[]; readonly Groups: readonly JsonObject[] };
  readonly users: readonly UserSketch[];
  readonly groups: readonly GroupSketch[];
}

/** Choices that are the same for the same seed. */
export interface Dice {
  below(bound: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], probability: number): readonly T[];
}

export function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  const chance = (probability: number) => random() < probability;
  return {
    below,
    chance,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    some: (list, probability) => list.filter(() => chance(probability)),
  };
}

const TITLES = ['Analyst', 'Engineer', 'Lead', 'Countess'];
const FAMILIES = ['Byron', 'King', 'Lovelace'];
const ROLES = ['reader', 'writer', 'admin'];
/** What a file may say of a user beside the name, each with the chance that it does. */
const ATTRIBUTES: readonly (readonly [string, number])[] = [
  ['displayName', 0.7],
  ['title', 0.7],
  ['name', 0.5],
  ['emails', 0.6],
  ['phoneNumbers', 0.3],
  ['addresses', 0.3],
  ['roles', 0.3],
  ['externalId', 0.2],
  ['active', 0.3],
  [ENTERPRISE_USER_SCHEMA, 0.4],
];

/** All attributes that a user of this world may have. */
function attributesOf(userName: string, number: number, dice: Dice): JsonObject {
  const emails = [
    {
      value: dice.chance(0.7) ? `${userName}@example.com` : `${userName}.new@example.com`,
      type: 'work',
      primary: true,
    },
    ...(dice.chance(0.5) ? [{ value: `${userName}@home.example.com`, type: 'home' }] : []),
  ];
  return {
    displayName: `The ${userName}`,
    title: dice.pick(TITLES),
    name: { givenName: userName, familyName: dice.pick(FAMILIES) },
    emails,
    phoneNumbers: [{ value: `+4420794609${10 + dice.below(3)}`, type: 'work' }],
    addresses: [{ type: 'work', locality: dice.pick(['Bern', 'Basel']), postalCode: `${3000 + dice.below(3)}` }],
    roles: dice.some(ROLES, 0.5).map((value) => ({ value })),
    externalId: `ext-${number}`,
    active: dice.chance(0.8),
    [ENTERPRISE_USER_SCHEMA]: { department: dice.pick(TITLES) },
  };
}

/** A few users and groups, on the service and in files, by the seed: some created, changed, renamed, deactivated, removed, some strangers. */
export function drawWorld(seed: number): DrawnWorld {
  const dice = diceOf(seed);
  const names = Array.from({ length: 5 + dice.below(5) }, (_, n) => `user${n}`);
  const held = names.filter((_, n) => n < 2 || dice.chance(0.75));
  const users = names.flatMap((name, number) => declaredUser(name, number, held, dice));
  const removed = new Set(users.filter(({ state }) => state === 'absent').map((user) => user.attributes.userName));
  const referable = names.filter(
    (name) => users.some((user) => user.attributes.userName === name) || held.includes(name),
  );
  const managers = referable.filter((name) => !removed.has(name));
  const groupNames = Array.from({ length: 2 + dice.below(3) }, (_, n) => `Group ${n}`);
  const heldGroups = groupNames.filter((_, n) => n === 0 || dice.chance(0.7));
  return {
    seed: {
      Users: held.map((name) => heldUser(name, names.indexOf(name), held, users, dice)),
      Groups: heldGroups.map((name, at) => ({
        id: `id-${name.replace(' ', '-')}`,
        displayName: name,
        members: [
          ...dice.some(held, 0.5).map((member) => ({ value: `id-${member}` })),
          ...(at > 0 && dice.chance(0.3) ? [{ value: 'id-Group-0', type: 'Group' }] : []),
        ],
      })),
    },
    users: users.map((user) => withManager(user, managers, dice)),
    groups: groupNames.flatMap((name, at) => declaredGroup(name, at, { heldGroups, managers, held }, dice)),
  };
}

function heldUser(
  name: string,
  number: number,
  held: readonly string[],
  users: readonly UserSketch[],
  dice: Dice,
): JsonObject {
  const { [ENTERPRISE_USER_SCHEMA]: _enterprise, ...attributes } = attributesOf(name, number, dice);
  const renamed = users.find((user) => user.attributes.userName === name)?.previously?.[0];
  return {
    ...attributes,
    id: `id-${name}`,
    userName: renamed ?? name,
    nickName: `Nick ${number}`,
    timezone: 'Europe/Zurich',
    entitlements: [{ value: `desk-${number}` }],
    [ENTERPRISE_USER_SCHEMA]: {
      department: dice.pick(TITLES),
      employeeNumber: `${number}`,
      ...(dice.chance(0.3) ? { manager: { value: `id-${dice.pick(held)}` } } : {}),
    },
  };
}

function declaredUser(name: string, number: number, held: readonly string[], dice: Dice): readonly UserSketch[] {
  const isHeld = held.includes(name);
  if (dice.chance(0.2)) return [];
  if (isHeld && dice.chance(0.15)) return [{ attributes: { userName: name }, state: 'absent' }];
  const all = attributesOf(name, number, dice);
  const chosen = ATTRIBUTES.filter(([, chance]) => dice.chance(chance)).map(([attribute]) => attribute);
  const attributes = Object.fromEntries(Object.entries(all).filter(([attribute]) => chosen.includes(attribute)));
  const cleared = dice.chance(isHeld ? 0.15 : 0.4) ? { title: null } : {};
  const previously = isHeld && dice.chance(0.1) ? { previously: [`old-${name}`] } : {};
  // Whoever is inactive is created, so that what is declared is what there is to be.
  return [{ attributes: { ...attributes, ...cleared, userName: name }, ...previously, createInactive: true }];
}

function withManager(user: UserSketch, managers: readonly string[], dice: Dice): UserSketch {
  const enterprise = user.attributes[ENTERPRISE_USER_SCHEMA];
  if (enterprise === undefined || managers.length === 0 || dice.chance(0.5)) return user;
  const manager = { value: { $user: dice.pick(managers) } };
  return {
    ...user,
    attributes: { ...user.attributes, [ENTERPRISE_USER_SCHEMA]: { ...(enterprise as JsonObject), manager } },
  };
}

interface Around {
  readonly heldGroups: readonly string[];
  readonly managers: readonly string[];
  readonly held: readonly string[];
}

function declaredGroup(name: string, at: number, { heldGroups, managers }: Around, dice: Dice): readonly GroupSketch[] {
  const attributes = { displayName: name };
  if (dice.chance(0.2)) return [];
  // Whoever holds it may be declared, and would name what is not there any more.
  if (at > 0 && heldGroups.includes(name) && dice.chance(0.15)) return [{ attributes, state: 'absent' }];
  const mode = dice.chance(0.6) ? 'exact' : 'additive';
  const members = dice.some(managers, 0.5);
  const absent =
    mode === 'additive'
      ? dice.some(
          managers.filter((each) => !members.includes(each)),
          0.3,
        )
      : [];
  const nested = at > 0 && heldGroups.includes('Group 0') && dice.chance(0.4) ? ['group:Group 0'] : [];
  return [{ attributes, members: [...members, ...absent.map((each) => `-${each}`), ...nested], mode }];
}
