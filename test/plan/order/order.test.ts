import assert from 'node:assert/strict';
import { planOf } from '../../support/planning.ts';

describe('groups that contain each other', () => {
  it('are created in the same order whichever the file names first', () => {
    const groups = [
      { attributes: { displayName: 'a' }, members: ['group:b'] },
      { attributes: { displayName: 'b' }, members: ['group:a'] },
    ];
    const order = (list: typeof groups) =>
      planOf({ groups: list }).changes.map(({ key, dependsOn, requests }) => ({ key, dependsOn, requests }));
    assert.deepEqual(order(groups), order(groups.toReversed()));
  });
});
