import assert from 'node:assert/strict';
import { movedResources } from '../../../src/apply/moved-resources.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { planOf, type World } from '../../support/planning.ts';

/** What moved between two states of the service, as apply tells it of a plan that was saved in the first. */
function moved(world: World, before: NonNullable<World['current']>, after: NonNullable<World['current']>) {
  const plans = [before, after].map((current) => planOf({ ...world, current }));
  const [saved, now] = plans;
  assert.ok(saved && now);
  assert.notDeepEqual(saved.changes, []);
  return movedResources(saved, now).map(({ key, reason }) => `${key} ${reason}`);
}

const ada = (more: JsonObject = {}) => ({ id: '1', userName: 'ada', ...more });
const staff = (...ids: readonly string[]) => ({
  users: ['1', '2', '3'].map((id) => ({ id, userName: `u${id}` })),
  groups: [{ id: '9', displayName: 'Staff', members: ids.map((value) => ({ value })) }],
});

describe('the fingerprint of a change', () => {
  it('covers the managed attributes and no others', () => {
    const world = { users: [{ attributes: { userName: 'ada', title: 'Lead' } }] };
    assert.deepEqual(moved(world, { users: [ada()] }, { users: [ada({ nickName: 'A', meta: { version: '2' } })] }), []);
    assert.deepEqual(moved(world, { users: [ada()] }, { users: [ada({ title: 'Head' })] }), [
      'user:ada changed on the service after the plan was made',
    ]);
  });

  it('is the same in whatever order the service lists elements and writes their names', () => {
    const emails = [
      { value: 'a@x', type: 'work' },
      { value: 'b@x', type: 'home' },
    ];
    const backwards = emails.toReversed().map(({ value, type }) => ({ type, value }));
    const world = { users: [{ attributes: { userName: 'ada', title: 'Lead', emails } }] };
    assert.deepEqual(moved(world, { users: [ada({ emails })] }, { users: [ada({ emails: backwards })] }), []);
  });

  it('of a creation is the absence of its keys', () => {
    const world = { users: [{ attributes: { userName: 'ada', title: 'Lead' } }] };
    assert.deepEqual(moved(world, {}, { users: [{ id: '5', userName: 'bob' }] }), []);
    assert.deepEqual(moved(world, {}, { users: [ada()] }), ['user:ada would now need update instead of create']);
  });

  it('of an additive group covers only the listed members', () => {
    const group = { attributes: { displayName: 'Staff' }, members: ['u1', '-u2'], mode: 'additive' as const };
    assert.deepEqual(moved({ groups: [group] }, staff(), staff('3')), []);
    assert.deepEqual(moved({ groups: [group] }, staff(), staff('2')).length, 1);
  });

  it('of an exact group covers every member', () => {
    const group = { attributes: { displayName: 'Staff' }, members: ['u1', 'u3'] };
    assert.deepEqual(moved({ groups: [group] }, staff('3'), staff('3')), []);
    assert.deepEqual(moved({ groups: [group] }, staff('3'), staff('3', '2')).length, 1);
  });

  it('of an undeclared resource ends where it leaves the scope', () => {
    const world: World = {
      users: [{ attributes: { userName: 'kept' } }],
      ownership: { users: ['title eq "Guest"', 'delete'] },
    };
    const held = (title: string) => ({ users: [ada({ title }), { id: '2', userName: 'kept' }] });
    assert.deepEqual(moved(world, held('Guest'), held('Lead')), ['user:ada needs no delete any more']);
  });
});
