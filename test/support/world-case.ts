import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { groupAttributes, userAttributes } from './arbitrary-attributes.ts';
import { BADGE } from './badge-extension.ts';
import { DRAWS, type Draw } from './draw.ts';
import { nearby } from './mutate.ts';
import { type GroupSketch, planOf, type UserSketch } from './planning.ts';

/** A directory and the files that should shape it: users, groups, who belongs to what and who manages whom. */
export interface WorldCase {
  readonly users: readonly UserSketch[];
  readonly groups: readonly GroupSketch[];
  readonly current: { readonly users: readonly ScimResource[]; readonly groups: readonly ScimResource[] };
  readonly profile: Profile;
}

/** One user or group of a world, on the service or not, in the files or not. */
interface Someone {
  readonly type: 'User' | 'Group';
  readonly name: string;
  /** Absent where the service has none. */
  readonly id?: string;
  readonly nameOnService: string;
  readonly entry: 'present' | 'renamed' | 'absent' | 'none';
  readonly writesId: boolean;
}

const USER_NAMES = [
  'ada@example.com',
  'Bob "B"@example.com',
  'zoë\\x@example.com',
  "o'neil,(x)@example.com",
  '😀@example.com',
  'tab\t@example.com',
];
const GROUP_NAMES = ['Analysts', 'All "staff"', 'Gäste/Extern', '{pending:group:Analysts}', 'a\\b'];

/** Worlds of up to six users and five groups, in which everything that is referred to exists or will. */
export const WORLD_CASES: fc.Arbitrary<WorldCase> = fc
  .record({
    declared: fc.array(userAttributes('as declared'), { minLength: 6, maxLength: 6 }),
    held: fc.array(userAttributes('as held'), { minLength: 6, maxLength: 6 }),
    declaredGroups: fc.array(groupAttributes('as declared'), { minLength: 5, maxLength: 5 }),
    heldGroups: fc.array(groupAttributes('as held'), { minLength: 5, maxLength: 5 }),
    draw: DRAWS,
  })
  .map(({ declared, held, declaredGroups, heldGroups, draw }) => {
    const users = handedOver(someones('User', USER_NAMES, draw), draw);
    const groups = someones('Group', GROUP_NAMES, draw);
    const all = [...users, ...groups];
    return {
      users: users.flatMap((user, i) => userSketch(user, users, declared[i] ?? {}, draw)),
      groups: groups.flatMap((group, i) => groupSketch(group, all, declaredGroups[i] ?? {}, draw)),
      current: {
        users: users.flatMap((user, i) =>
          currentUser(user, users, nearby(declared[i] ?? {}, held[i] ?? {}, draw), draw),
        ),
        groups: groups.flatMap((group, i) =>
          currentGroup(group, all, nearby(declaredGroups[i] ?? {}, heldGroups[i] ?? {}, draw), draw),
        ),
      },
      profile: profile(draw),
    };
  });

function profile(draw: Draw): Profile {
  const size = [100, 1, 2][draw.below(3)] ?? 100;
  const members = { ...GENERIC.members, addsPerRequest: size, removalsPerRequest: size, inCreate: !draw.oneIn(2) };
  return { ...GENERIC, members };
}

function someones(type: Someone['type'], names: readonly string[], draw: Draw): readonly Someone[] {
  return names.slice(0, 1 + draw.below(names.length)).map((name, i) => {
    const isThere = draw.below(3) !== 1;
    const entry = (['present', 'present', 'present', 'renamed', 'absent', 'none'] as const)[draw.below(6)] ?? 'none';
    return {
      type,
      name,
      nameOnService: entry === 'renamed' ? `old ${name}` : name,
      ...(isThere ? { id: `${type.toLowerCase()}-${i}` } : {}),
      entry,
      writesId: isThere && draw.oneIn(5),
    };
  });
}

/** At times the first user gets the name that the second one gives up: `$id` says who is who. */
function handedOver(users: readonly Someone[], draw: Draw): readonly Someone[] {
  const [first, second, ...rest] = users;
  if (first?.id === undefined || second?.id === undefined || draw.below(2) === 0) return users;
  if (first.entry !== 'present' || second.entry !== 'present') return users;
  return [
    { ...first, name: second.name, writesId: true },
    { ...second, name: `new ${second.name}`, writesId: true },
    ...rest,
  ];
}

/** Whether a file may refer to it by name, or by id. */
function isReferable({ entry, id }: Someone): boolean {
  return entry === 'present' || entry === 'renamed' || (entry === 'none' && id !== undefined);
}

function keysOf({ entry, nameOnService, writesId, id }: Someone) {
  return {
    ...(entry === 'renamed' ? { previously: [nameOnService] } : {}),
    ...(entry === 'absent' ? { state: 'absent' as const } : {}),
    ...(writesId && id !== undefined ? { id } : {}),
  };
}

function userSketch(
  user: Someone,
  users: readonly Someone[],
  attributes: JsonObject,
  draw: Draw,
): readonly UserSketch[] {
  if (user.entry === 'none') return [];
  const userName = user.name;
  if (user.entry === 'absent') return [{ attributes: { userName }, ...keysOf(user) }];
  const managers = users.filter(isReferable);
  const manager = managers[draw.below(managers.length * 2)];
  const reference = manager && { value: { $user: draw.oneIn(2) ? manager.name.toUpperCase() : manager.name } };
  return [{ attributes: { ...withManager(attributes, reference), userName }, ...keysOf(user) }];
}

function groupSketch(
  group: Someone,
  all: readonly Someone[],
  attributes: JsonObject,
  draw: Draw,
): readonly GroupSketch[] {
  if (group.entry === 'none') return [];
  const displayName = group.name;
  if (group.entry === 'absent') return [{ attributes: { displayName }, ...keysOf(group) }];
  const sketch = { attributes: { displayName, ...attributes }, ...keysOf(group) };
  if (draw.oneIn(6)) return [sketch];
  const candidates = all.filter(isReferable).filter(() => draw.below(2) === 0);
  const members = candidates.map((one) => `${draw.oneIn(5) ? '-' : ''}${target(one, draw)}`);
  return [{ ...sketch, members, mode: draw.oneIn(3) ? 'additive' : 'exact' }];
}

function target({ type, name, id }: Someone, draw: Draw): string {
  if (id !== undefined && draw.oneIn(6)) return `id:${id}`;
  return type === 'User' ? `user:${name}` : `group:${name}`;
}

function withManager(attributes: JsonObject, manager: JsonValue | undefined): JsonObject {
  if (manager === undefined) return attributes;
  const enterprise = attributes[ENTERPRISE_USER_SCHEMA];
  return { ...attributes, [ENTERPRISE_USER_SCHEMA]: { ...(isJsonObject(enterprise) ? enterprise : {}), manager } };
}

function currentUser(user: Someone, users: readonly Someone[], state: JsonObject, draw: Draw): readonly ScimResource[] {
  const { id } = user;
  if (id === undefined) return [];
  const ids = users.flatMap((other) => other.id ?? []);
  const manager = ids[draw.below(ids.length * 2)];
  const userName = draw.oneIn(3) ? user.nameOnService.toUpperCase() : user.nameOnService;
  return [{ ...withManager({ ...state, userName }, manager && { value: manager }), id }];
}

function currentGroup(group: Someone, all: readonly Someone[], state: JsonObject, draw: Draw): readonly ScimResource[] {
  const { id } = group;
  if (id === undefined) return [];
  const members = all.flatMap((one) => (one.id === undefined || draw.below(2) === 1 ? [] : [{ value: one.id }]));
  return [{ ...state, displayName: group.nameOnService, ...(members.length === 0 ? {} : { members }), id }];
}

/** The plan of a world for what the service holds now. */
export function planWorld(
  { users, groups, profile: spoken }: WorldCase,
  current: WorldCase['current'],
  targets: readonly string[] = [],
): Plan {
  return planOf({ users, groups, profile: spoken, targets, current: { ...current, schemas: [BADGE] } });
}
