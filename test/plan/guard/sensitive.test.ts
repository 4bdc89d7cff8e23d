import assert from 'node:assert/strict';
import type { Plan, Sensitivity } from '../../../src/model/plan.ts';
import { planOf, type World } from '../../support/planning.ts';

/** What is sensitive in a plan, by the key of the change. */
function sensitiveIn(plan: Plan): Readonly<Record<string, readonly Sensitivity[]>> {
  return Object.fromEntries(
    plan.changes.flatMap(({ key, sensitive }) => (sensitive === undefined ? [] : [[key, sensitive] as const])),
  );
}

const ADMINS = { patterns: ['group:*-admins'], key: 'group:global-admins' };
const ada = { id: 'u1', userName: 'ada' };

function nested(world: Partial<World>): Plan {
  return planOf({ guards: { sensitive: ADMINS.patterns }, ...world });
}

describe('what a reviewer is shown first', () => {
  it('is a join of a group that is named, and no leaving', () => {
    const plan = nested({
      groups: [
        { attributes: { displayName: 'global-admins' }, members: ['ada'] },
        { attributes: { displayName: 'local-admins' }, members: [] },
        { attributes: { displayName: 'staff' }, members: ['ada'] },
      ],
      current: { users: [ada], groups: [{ id: 'g2', displayName: 'local-admins', members: [{ value: 'u1' }] }] },
    });
    assert.deepEqual(sensitiveIn(plan), { [ADMINS.key]: [{ by: 'group', key: ADMINS.key }] });
    assert.equal(plan.changes.length, 3);
  });

  it('is a join of a group within it, however deep, as it is on the service', () => {
    const plan = nested({
      groups: [{ attributes: { displayName: 'deep' }, members: ['ada'] }],
      current: {
        users: [ada],
        groups: [
          { id: 'g1', displayName: 'global-admins', members: [{ value: 'g2', type: 'Group' }] },
          { id: 'g2', displayName: 'middle', members: [{ value: 'g3' }] },
          { id: 'g3', displayName: 'deep', members: [] },
        ],
      },
    });
    assert.deepEqual(sensitiveIn(plan), { 'group:deep': [{ by: 'group', key: ADMINS.key }] });
  });

  it('is a join of a group that the same plan puts within it, created or not', () => {
    const plan = nested({
      groups: [
        { attributes: { displayName: 'global-admins' }, members: ['group:middle'] },
        { attributes: { displayName: 'middle' }, members: ['group:deep'] },
        { attributes: { displayName: 'deep' }, members: ['ada'] },
      ],
      current: { users: [ada], groups: [{ id: 'g3', displayName: 'deep', members: [] }] },
    });
    assert.deepEqual(Object.keys(sensitiveIn(plan)).sort(), ['group:deep', 'group:global-admins', 'group:middle']);
  });

  it('means a group by its current, its former and its declared name', () => {
    const world = (from: string, to: string, previously: readonly string[]) =>
      nested({
        groups: [{ attributes: { displayName: to }, previously, id: 'g1', members: ['ada'] }],
        current: { users: [ada], groups: [{ id: 'g1', displayName: from, members: [] }] },
      });
    assert.equal(Object.keys(sensitiveIn(world('global-admins', 'helpers', []))).length, 1);
    assert.equal(Object.keys(sensitiveIn(world('helpers', 'Global-Admins', []))).length, 1);
    assert.equal(Object.keys(sensitiveIn(world('helpers', 'aides', ['global-admins']))).length, 1);
    assert.equal(Object.keys(sensitiveIn(world('helpers', 'aides', []))).length, 0);
  });

  it('ends where groups hold each other', () => {
    const plan = nested({
      groups: [{ attributes: { displayName: 'b' }, members: ['ada', 'group:global-admins'] }],
      current: {
        users: [ada],
        groups: [
          { id: 'g1', displayName: 'global-admins', members: [{ value: 'g2' }] },
          { id: 'g2', displayName: 'b', members: [{ value: 'g1' }] },
        ],
      },
    });
    assert.deepEqual(Object.keys(sensitiveIn(plan)), ['group:b']);
  });

  it('is any change of roles and entitlements, and of the attributes that are named', () => {
    const declared = {
      userName: 'ada',
      title: 'Lead',
      name: { givenName: 'Ada' },
      roles: [{ value: 'admin' }],
      entitlements: [{ value: 'all', type: 'x' }],
      emails: [{ value: 'a@example.com', type: 'work' }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R', division: 'D' },
    };
    const labels = (sensitive: readonly string[]) =>
      planOf({ users: [{ attributes: declared }], guards: { sensitive } }).changes.flatMap((change) =>
        (change.sensitive ?? []).map((reason) => (reason.by === 'attribute' ? reason.label : reason.key)),
      );
    assert.deepEqual(labels([]), ['roles', 'entitlements[x]']);
    assert.deepEqual(labels(['attribute:Enterprise.department', 'attribute:emails', 'attribute:name.givenName']), [
      'name.givenName',
      'roles',
      'entitlements[x]',
      'emails[work]',
      'enterprise.department',
    ]);
  });
});
