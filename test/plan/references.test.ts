import assert from 'node:assert/strict';
import type { Plan } from '../../src/model/plan.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { planOf } from '../support/planning.ts';

const BOB = { id: '7', userName: 'bob@x', externalId: 'E' };
const EVE = { id: '8', userName: 'eve@x' };
const TEAM = { id: 't', displayName: 'Team', members: [] };

/** Codes and lines, for short assertions. */
function said({ diagnostics }: Plan): readonly string[] {
  return diagnostics.map(({ code, span }) => `${code} ${span?.file}:${span?.start.line}`);
}

describe('a reference to a resource that an absent entry means', () => {
  const absent = { attributes: { userName: 'former' }, id: '7', state: 'absent' } as const;
  const current = { users: [BOB, EVE], groups: [TEAM] };

  it('is an error where the entry means it by its id', () => {
    const plan = planOf({
      users: [absent],
      groups: [{ attributes: { displayName: 'Team' }, members: ['eve@x', 'bob@x'] }],
      current,
    });
    assert.deepEqual(said(plan), ['RC1532 groups.yaml:1']);
    assert.match(plan.diagnostics[0]?.detail ?? '', /^The entry at users.yaml:1 says "\$state: absent" of bob@x/);
  });

  it('is an error where the reference is an id, too', () => {
    const plan = planOf({
      users: [absent],
      groups: [{ attributes: { displayName: 'Team' }, members: ['id:7'] }],
      current,
    });
    assert.deepEqual(said(plan), ['RC1532 groups.yaml:1']);
  });

  it('is none where another entry takes over the name', () => {
    const plan = planOf({
      users: [absent, { attributes: { userName: 'bob@x' } }],
      groups: [{ attributes: { displayName: 'Team' }, members: ['bob@x'] }],
      current,
    });
    assert.deepEqual(said(plan), []);
  });

  it('is none where the member is to be absent, too', () => {
    const plan = planOf({
      users: [absent],
      groups: [{ attributes: { displayName: 'Team' }, mode: 'additive', members: ['-bob@x'] }],
      current,
    });
    assert.deepEqual(said(plan), []);
  });
});

describe('a manager by id', () => {
  const eve = { attributes: { userName: 'eve@x', [ENTERPRISE_USER_SCHEMA]: { manager: { value: '7' } } } };
  const current = { users: [BOB, EVE] };

  for (const undeclared of ['delete', 'deactivate'] as const) {
    it(`is an error where the scope asks to ${undeclared} the manager`, () => {
      assert.deepEqual(said(planOf({ users: [eve], ownership: { users: ['userName pr', undeclared] }, current })), [
        'RC1532 users.yaml:1',
      ]);
    });
  }

  it('is an error where an absent entry means the manager', () => {
    const absent = { attributes: { userName: 'bob@x' }, state: 'absent' } as const;
    assert.deepEqual(said(planOf({ users: [eve, absent], current })), ['RC1532 users.yaml:1']);
  });

  it('is none where the manager stays', () => {
    assert.deepEqual(said(planOf({ users: [eve], ownership: { users: ['userName pr', 'report'] }, current })), []);
    assert.deepEqual(said(planOf({ users: [eve, { attributes: { userName: 'bob@x' } }], current })), []);
  });
});

describe('a member who is to be absent', () => {
  const dups = ['1', '2'].map((id) => ({ id, displayName: 'Dup' }));
  const team = { id: 't', displayName: 'Team', members: [{ value: '1' }] };
  const planned = (member: string) =>
    said(
      planOf({
        users: [{ attributes: { userName: 'late@x' }, expires: '2026-01-01T00:00:00Z' }],
        groups: [{ attributes: { displayName: 'Team' }, mode: 'additive', members: [member] }],
        current: { groups: [...dups, team] },
      }),
    );

  it('is an error where several resources have the name', () => {
    assert.deepEqual(planned('-group:Dup'), ['RC1507 groups.yaml:1']);
  });

  it('is none where nobody has the name', () => {
    assert.deepEqual(planned('-group:Gone'), []);
  });

  it('is none where the user expired before being created', () => {
    assert.deepEqual(planned('-late@x'), []);
  });
});
