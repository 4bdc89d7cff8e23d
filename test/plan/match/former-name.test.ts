import assert from 'node:assert/strict';
import { GENESYS_CLOUD } from '../../../src/profiles/genesys-cloud.ts';
import { planOf, requestLines } from '../../support/planning.ts';

describe('a name under $ignore', () => {
  const kept = { attributes: { userName: 'new@x' }, id: '7', ignore: ['userName'] };
  const current = { users: [{ id: '7', userName: 'old@x' }] };

  it('is not given up, so that another entry of the same name means the same user', () => {
    const { changes, diagnostics } = planOf({ users: [kept, { attributes: { userName: 'old@x' } }], current });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1504'],
    );
    assert.deepEqual(changes, []);
  });

  it('claims no name and frees none, so that no change waits for that of the entry', () => {
    const { changes } = planOf({
      users: [
        { ...kept, attributes: { userName: 'new@x', title: 'Lead' } },
        { attributes: { userName: 'new@x.example' }, id: '8' },
      ],
      current: { users: [...current.users, { id: '8', userName: 'new@x' }] },
    });
    assert.deepEqual(
      changes.map(({ key, dependsOn }) => ({ key, dependsOn })),
      [
        { key: 'user:new@x', dependsOn: [] },
        { key: 'user:new@x.example', dependsOn: [] },
      ],
    );
  });

  it('is no rename where the service renames nobody, whatever else changes', () => {
    const plan = planOf({
      groups: [{ attributes: { displayName: 'Neu' }, id: 't', ignore: ['displayName'], members: ['id:1'] }],
      current: { groups: [{ id: 't', displayName: 'Alt', members: [] }] },
      profile: GENESYS_CLOUD,
    });
    assert.deepEqual(plan.diagnostics, []);
    assert.deepEqual(requestLines(plan), ['PATCH /v2/groups/t add members [{"value":"1"}]']);
  });
});
