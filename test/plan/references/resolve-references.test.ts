import assert from 'node:assert/strict';
import type { Plan } from '../../../src/model/plan.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { planOf } from '../../support/planning.ts';

const BOB = { id: '7', userName: 'bob@x', externalId: 'E' };
const EVE = { id: '8', userName: 'eve@x' };
const TEAM = { id: 't', displayName: 'Team', members: [] };

/** Codes and lines of what is more than a hint, for short assertions. */
function said({ diagnostics }: Plan): readonly string[] {
  const weighty = diagnostics.filter(({ severity }) => severity !== 'hint');
  return weighty.map(({ code, span }) => `${code} ${span?.file}:${span?.start.line}`);
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

describe('a reference by the old name of somebody who is renamed', () => {
  const ada = { attributes: { userName: 'ada@x' }, previously: ['byron@x'] };
  const current = { users: [{ id: '1', userName: 'byron@x' }, EVE], groups: [TEAM] };
  const team = (...members: readonly string[]) => ({ attributes: { displayName: 'Team' }, members });

  it('is an error that says the new name', () => {
    const manager = { [ENTERPRISE_USER_SCHEMA]: { manager: { value: { $user: 'byron@x' } } } };
    const plan = planOf({
      users: [ada, { attributes: { userName: 'eve@x', ...manager } }],
      groups: [team('byron@x')],
      current,
    });
    assert.deepEqual(said(plan), ['RC1506 groups.yaml:1', 'RC1506 users.yaml:2']);
    assert.match(plan.diagnostics[0]?.detail ?? '', /users.yaml:1 renames byron@x.*Did you mean "ada@x"\?$/);
  });

  it('is an error for a group that is renamed', () => {
    const renamed = { attributes: { displayName: 'New' }, previously: ['Team'] };
    const parent = { attributes: { displayName: 'Parent' }, members: ['group:Team'] };
    assert.deepEqual(said(planOf({ groups: [renamed, parent], current })), ['RC1506 groups.yaml:2']);
  });

  it('is none by the new name, by the id, nor where a member is to be absent', () => {
    const leaving = { ...team('-byron@x'), mode: 'additive' as const };
    for (const group of [team('ada@x'), team('id:1'), leaving]) {
      assert.deepEqual(said(planOf({ users: [ada], groups: [group], current })), []);
    }
  });

  it('is none where somebody else takes the old name', () => {
    const plan = planOf({
      users: [
        { ...ada, id: '1' },
        { attributes: { userName: 'byron@x' }, id: '8' },
      ],
      groups: [team('byron@x')],
      current,
    });
    assert.deepEqual(said(plan), []);
  });

  it('is none where the name is ignored, so that it stays', () => {
    const kept = { attributes: { userName: 'ada@x' }, id: '1', ignore: ['userName'] };
    assert.deepEqual(said(planOf({ users: [kept], groups: [team('byron@x')], current })), []);
  });
});
