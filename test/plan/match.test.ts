import assert from 'node:assert/strict';
import { planOf } from '../support/planning.ts';

describe('several groups of one name', () => {
  it('are named in the same order whatever the order of the listing', () => {
    const groups = [
      { id: 'b', displayName: 'Analysts' },
      { id: 'a', displayName: 'analysts' },
    ];
    const diagnosed = (list: typeof groups) =>
      planOf({
        groups: [
          { attributes: { displayName: 'Analysts' } },
          { attributes: { displayName: 'x' }, members: ['group:Analysts'] },
        ],
        current: { groups: list },
      }).diagnostics;
    assert.deepEqual(diagnosed(groups), diagnosed(groups.toReversed()));
    assert.match(diagnosed(groups)[0]?.detail ?? '', /ids a, b.*\$id: a/s);
  });
});

describe('two entries that mean one resource', () => {
  it('are an error where one of them names it by another key', () => {
    const { diagnostics } = planOf({
      users: [{ attributes: { userName: 'ada' } }, { attributes: { userName: 'byron', externalId: 'e1' } }],
      current: { users: [{ id: '1', userName: 'ada', externalId: 'e1' }] },
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1504'],
    );
  });
});
