import assert from 'node:assert/strict';
import { planOf, requestLines } from '../../support/planning.ts';

describe('attributes that are named like what every object has', () => {
  const EXTENSION = 'urn:example:1.0:Thing';

  it('are absent until the service holds them', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', [EXTENSION]: { toString: null, constructor: 'a', other: 'b' } } }],
      current: { users: [{ id: '1', userName: 'ada', [EXTENSION]: { other: 'b' } }] },
    });
    assert.deepEqual(requestLines(plan), [`PATCH /Users/1 add ${EXTENSION}:constructor "a"`]);
  });

  it('are cleared as any other', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', [EXTENSION]: { thing: { constructor: null, one: 1 } } } }],
      current: { users: [{ id: '1', userName: 'ada', [EXTENSION]: { thing: { constructor: 'a', one: 1 } } }] },
    });
    assert.deepEqual(requestLines(plan), [`PATCH /Users/1 replace ${EXTENSION}:thing {"one":1,"constructor":null}`]);
  });
});
