import assert from 'node:assert/strict';
import { planOf } from '../../support/planning.ts';

const TEAM = { id: 't', displayName: 'Team', members: [{ value: '1' }, { value: '2' }] };
const USERS = [
  { id: '1', userName: 'ada@x' },
  { id: '2', userName: 'old@x' },
];

describe('a targeted deletion', () => {
  it('goes without the change of a group that would come before it, since the service drops memberships', () => {
    const { changes, diagnostics } = planOf({
      users: [{ attributes: { userName: 'ada@x' }, state: 'absent' }, { attributes: { userName: 'old@x' } }],
      groups: [{ attributes: { displayName: 'Team' }, members: ['old@x'] }],
      current: { users: USERS, groups: [TEAM] },
      targets: ['user:ada@x'],
    });
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      changes.map(({ key, action, dependsOn }) => ({ key, action, dependsOn })),
      [{ key: 'user:ada@x', action: 'delete', dependsOn: [] }],
    );
  });

  it('goes without it where the scope asks for the deletion, too', () => {
    const { changes } = planOf({
      users: [{ attributes: { userName: 'old@x' } }],
      groups: [{ attributes: { displayName: 'Team' }, members: ['old@x'] }],
      current: { users: USERS, groups: [TEAM] },
      ownership: { users: ['userName pr', 'delete'] },
      targets: ['user:*'],
    });
    assert.deepEqual(
      changes.map(({ key, dependsOn }) => ({ key, dependsOn })),
      [{ key: 'user:ada@x', dependsOn: [] }],
    );
  });

  it('still waits for the change of a group that is targeted, too', () => {
    const { changes } = planOf({
      users: [{ attributes: { userName: 'ada@x' }, state: 'absent' }, { attributes: { userName: 'old@x' } }],
      groups: [{ attributes: { displayName: 'Team' }, members: ['old@x'] }],
      current: { users: USERS, groups: [TEAM] },
      targets: ['user:ada@x', 'group:Team'],
    });
    assert.deepEqual(changes.at(-1)?.dependsOn, ['group:Team']);
  });
});

describe('a creation that a targeted change needs', () => {
  it('is an error where its name is still taken and the targets leave out who gives it up', () => {
    const { diagnostics } = planOf({
      users: [{ attributes: { userName: 'former' }, id: '1', state: 'absent' }, { attributes: { userName: 'ada@x' } }],
      groups: [{ attributes: { displayName: 'Team' }, members: ['ada@x', 'old@x'] }],
      current: { users: USERS, groups: [TEAM] },
      targets: ['group:Team'],
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1515'],
    );
  });
});
