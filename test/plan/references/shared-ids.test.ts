import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import { planOf } from '../../support/planning.ts';

describe('a user and a group with the same id', () => {
  const users = [{ id: '1', userName: 'ada@example.com' }];
  const group = (members: readonly JsonObject[]) => [
    { id: '1', displayName: 'G' },
    { id: '2', displayName: 'H', members },
  ];
  const changed = (held: readonly JsonObject[], declared: readonly string[]) => {
    const { changes, diagnostics } = planOf({
      groups: [{ attributes: { displayName: 'H' }, members: declared }],
      current: { users, groups: group(held) },
    });
    assert.deepEqual(diagnostics, []);
    return changes.map(({ after }) => after);
  };
  const asUser = { value: '1', type: 'User' };
  const asGroup = { value: '1', type: 'Group' };

  it('are told apart as members by their type', () => {
    assert.deepEqual(changed([asUser], ['ada@example.com']), []);
    assert.deepEqual(changed([asGroup], ['group:G']), []);
    assert.deepEqual(changed([asUser, asGroup], ['ada@example.com', 'group:G']), []);
    assert.deepEqual(changed([{ value: '1' }], ['ada@example.com']), []);
  });

  it('join and leave under their own names', () => {
    const [change] = changed([asGroup], ['ada@example.com']);
    assert.deepEqual(change?.['members'], {
      add: [{ value: '1', name: 'ada@example.com', type: 'User' }],
      remove: [{ value: '1', name: 'G', type: 'Group' }],
      unchanged: 0,
    });
  });

  it('do not share a fate: a group may stay a member while the user goes', () => {
    const { diagnostics } = planOf({
      users: [{ attributes: { userName: 'ada@example.com' }, state: 'absent' }],
      groups: [{ attributes: { displayName: 'H' }, members: ['group:G'] }],
      current: { users, groups: group([asGroup]) },
    });
    assert.deepEqual(diagnostics, []);
  });
});
