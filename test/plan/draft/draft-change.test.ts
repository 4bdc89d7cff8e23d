import assert from 'node:assert/strict';
import { planOf } from '../../support/planning.ts';

describe('a creation', () => {
  it('is the same in whatever order a file lists the elements of an attribute', () => {
    const emails = [{ value: 'b@example.com' }, { value: 'c@example.com', type: 'work' }, { value: 'a@example.com' }];
    const created = (list: typeof emails) => planOf({ users: [{ attributes: { userName: 'ada', emails: list } }] });
    assert.deepEqual(created(emails), created(emails.toReversed()));
  });
});

describe('an update', () => {
  it('is the same in whatever order a file lists the elements of an attribute that stays as it is', () => {
    const emails = [{ value: 'b@example.com' }, { value: 'a@example.com' }];
    const current = { users: [{ id: '1', userName: 'ada', emails }] };
    const updated = (list: typeof emails) =>
      planOf({ users: [{ attributes: { userName: 'ada', title: 'Lead', emails: list } }], current });
    assert.deepEqual(updated(emails), updated(emails.toReversed()));
  });
});
