import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { BADGE, BADGE_SCHEMA } from '../../support/badge-extension.ts';
import { planOf, type UserSketch, type World } from '../../support/planning.ts';

const ADA = { userName: 'ada', title: 'Lead' };
const BOSS = { id: 'b', userName: 'boss' };

/** The codes of what a plan says where the service holds the boss, and the attributes of Ada letter for letter. */
function saidOf(held: JsonObject, world: World): readonly string[] {
  return planned(held, world).diagnostics.map(({ code }) => code);
}

function planned(held: JsonObject, world: World) {
  const plan = planOf({ ...world, current: { ...world.current, users: [BOSS, { id: 'a', ...held }] } });
  return { ...plan, changed: plan.changes.map(({ key }) => key) };
}

function managed(manager: JsonObject): UserSketch['attributes'] {
  return { ...ADA, [ENTERPRISE_USER_SCHEMA]: { manager } };
}

describe('a user whom the service holds letter for letter', () => {
  it('is no change, with a manager by name who is there', () => {
    const entry = { attributes: managed({ value: { $user: 'BOSS' } }) };
    const { changed, diagnostics } = planned(managed({ value: 'b' }), { users: [entry] });
    assert.deepEqual({ changed, diagnostics }, { changed: [], diagnostics: [] });
  });

  it('is a change where the manager is somebody else by that name', () => {
    const entry = { attributes: managed({ value: { $user: 'boss' } }) };
    assert.deepEqual(planned(managed({ value: 'x' }), { users: [entry] }).changed, ['user:ada']);
  });

  it('may not have a manager who is to leave, by name or by id', () => {
    const leaver: UserSketch = { attributes: { userName: 'boss' }, state: 'absent' };
    for (const value of [{ $user: 'boss' }, 'b']) {
      const entry = { attributes: managed({ value }) };
      assert.deepEqual(saidOf(managed({ value: 'b' }), { users: [leaver, entry] }), ['RC1532']);
    }
  });

  it('may not list an element twice', () => {
    const twice = { ...ADA, emails: [{ value: 'ada@example.com' }, { value: 'ada@example.com' }] };
    assert.deepEqual(saidOf(twice, { users: [{ attributes: twice }] }), ['RC1512']);
  });

  it('may not have a name in an extension that the service describes without it', () => {
    const badge = { ...ADA, [BADGE_SCHEMA]: { nummer: '7' } };
    const world = { users: [{ attributes: badge }], current: { schemas: [BADGE] } };
    assert.deepEqual(saidOf(badge, world), ['RC1542']);
  });

  it('may hold more, but for a primary element that is declared as none', () => {
    const work = { value: 'ada@example.com', type: 'work' };
    const more = { ...ADA, nickName: 'A', emails: [{ ...work, display: 'Ada' }] };
    assert.deepEqual(planned(more, { users: [{ attributes: { ...ADA, emails: [work] } }] }).changed, []);
    const declared = { ...ADA, emails: [{ ...work, primary: false }] };
    const held = { ...ADA, emails: [{ ...work, primary: true }] };
    assert.deepEqual(planned(held, { users: [{ attributes: declared }] }).changed, ['user:ada']);
  });
});
