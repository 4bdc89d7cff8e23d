import assert from 'node:assert/strict';
import { undeclaredReferences } from '../../../src/cli/service/undeclared-references.ts';
import type { Configuration, DeclaredGroup, DeclaredUser, MemberTarget } from '../../../src/model/configuration.ts';
import { DEFAULT_LIMITS } from '../../../src/model/guards.ts';
import type { JsonObject } from '../../../src/model/json.ts';

const BASE = {
  previously: [],
  state: 'present',
  ignore: [],
  source: { file: 'rollcall.yaml', line: 1 },
  pointer: { file: 'rollcall.yaml', path: [] },
} as const;

function user(name: string, attributes: JsonObject = {}): DeclaredUser {
  return { ...BASE, type: 'User', key: `user:${name}`, name, attributes };
}

function group(name: string, ...targets: readonly (MemberTarget & { readonly absent?: true })[]): DeclaredGroup {
  const entries = targets.map((target) => ({
    target,
    state: target.absent ? ('absent' as const) : ('present' as const),
    pointer: BASE.pointer,
  }));
  return { ...BASE, type: 'Group', key: `group:${name}`, name, attributes: {}, members: { mode: 'exact', entries } };
}

function configuration(users: readonly DeclaredUser[], groups: readonly DeclaredGroup[]): Configuration {
  const service = { profile: 'generic', auth: { kind: 'none' }, dialect: {} } as const;
  return {
    service,
    environment: null,
    ownership: {},
    policies: [],
    guards: { ...DEFAULT_LIMITS, protect: [], sensitive: [] },
    users,
    groups,
  };
}

describe('undeclared references', () => {
  it('are the managers and members that no entry declares, each once', () => {
    const enterprise = (boss: string) => ({ 'urn:x:User': { manager: { value: { $user: boss } } } });
    const users = [user('ada', enterprise('boss')), user('bob', enterprise('Ada')), user('carl', enterprise('BOSS'))];
    const groups = [
      group('Staff', { by: 'user', name: 'ada' }, { by: 'user', name: 'guest' }, { by: 'group', name: 'Guests' }),
      group('All', { by: 'group', name: 'staff' }, { by: 'user', name: 'Guest' }),
    ];
    assert.deepEqual(undeclaredReferences(configuration(users, groups)), {
      users: ['boss', 'guest'],
      groups: ['Guests'],
    });
  });

  it('leave out managers whom the service is not sent', () => {
    const boss = user('ada', { 'urn:x:User': { manager: { value: { $user: 'boss' } } } });
    const omitted = { ...boss, omit: ['urn:x:User:manager'] };
    assert.deepEqual(undeclaredReferences(configuration([omitted], [])), { users: [], groups: [] });
  });

  it('leave out ids, and members who are to go', () => {
    const groups = [group('Staff', { by: 'id', id: '42' }, { by: 'user', name: 'eve', absent: true })];
    assert.deepEqual(undeclaredReferences(configuration([], groups)), { users: [], groups: [] });
  });
});
