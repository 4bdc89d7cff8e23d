import type { Configuration } from '../../src/model/configuration.ts';
import { DEFAULT_LIMITS } from '../../src/model/guards.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { ResourceType } from '../../src/model/resource.ts';
import type { Policy } from '../../src/model/rules/policy.ts';
import { declaredGroup, declaredUser, type GroupSketch, type UserSketch } from './planning.ts';

/** Users `u1` (user1@example.com), `u2` and so on. */
export function people(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => person(index + 1));
}

export function person(number: number, attributes: JsonObject = {}): JsonObject {
  return { id: `u${number}`, userName: `user${number}@example.com`, active: true, ...attributes };
}

/** A group with the id of its name and the users of these numbers in it. */
export function team(displayName: string, members: readonly number[]): JsonObject {
  return { id: displayName, displayName, members: members.map((number) => ({ value: `u${number}` })) };
}

export function teams(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => team(`Team ${index + 1}`, [1]));
}

/** A policy of rollcall.yaml that demands this. */
export function policy(demands: Partial<Policy>): Policy {
  const pointer = { file: 'rollcall.yaml', path: ['policies', 0] };
  return { name: 'P', severity: 'error', type: 'User', require: [], forbid: [], exclusive: [], pointer, ...demands };
}

/** A project that declares these users and groups, and owns whatever is in a scope. */
export function project(
  users: readonly UserSketch[],
  groups: readonly GroupSketch[],
  scopes: Partial<Record<ResourceType, string>> = {},
  policies: readonly Policy[] = [],
): Configuration {
  const pointer = { file: 'rollcall.yaml', path: ['ownership'] };
  const owned = (scope: string) =>
    ({ scope, undeclared: 'report', scopePointer: pointer, undeclaredPointer: pointer }) as const;
  return {
    service: { profile: 'generic', auth: { kind: 'none' }, dialect: {} },
    environment: null,
    ownership: {
      ...(scopes.User === undefined ? {} : { User: owned(scopes.User) }),
      ...(scopes.Group === undefined ? {} : { Group: owned(scopes.Group) }),
    },
    policies,
    guards: { ...DEFAULT_LIMITS, protect: [], sensitive: [] },
    users: users.map((user, index) => declaredUser(user, index + 1)),
    groups: groups.map((group, index) => declaredGroup(group, index + 1)),
  };
}

/** The userName of user `number`, as declared. */
export function declaredPerson(number: number, attributes: JsonObject = {}): UserSketch {
  return { attributes: { userName: `user${number}@example.com`, ...attributes } };
}

/** A group whose declared members are the users of these numbers. */
export function declaredTeam(
  displayName: string,
  members: readonly number[],
  rest: Partial<GroupSketch> = {},
): GroupSketch {
  return { attributes: { displayName }, members: members.map((number) => `user${number}@example.com`), ...rest };
}
