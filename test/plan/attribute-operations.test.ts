import assert from 'node:assert/strict';
import { planOf, requestLines } from '../support/planning.ts';

describe('the operations of a multi-valued attribute', () => {
  it('replace the whole where a new element could be taken for one that stays, being the same but for letter case', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', roles: [{ value: 'admin' }, { value: 'Admin', type: 'work' }] } }],
      current: { users: [{ id: '1', userName: 'ada', roles: [{ value: 'admin', type: 'work' }] }] },
    });
    assert.deepEqual(requestLines(plan), [
      'PATCH /Users/1 replace roles [{"type":"work","value":"admin"},{"value":"Admin","type":"work"}]',
    ]);
  });

  it('replace the whole where two new elements are the same but for letter case', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'ada', roles: [{ value: 'admin' }, { value: 'Admin' }] } }],
      current: { users: [{ id: '1', userName: 'ada' }] },
    });
    assert.deepEqual(requestLines(plan), ['PATCH /Users/1 replace roles [{"value":"Admin"},{"value":"admin"}]']);
  });
});
