import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { guardPlan } from '../../../src/plan/guard/guard.ts';
import { renderRefusals } from '../../../src/render/plan/refusals.ts';
import { ENDLESS_PAGE } from '../../../src/render/text/page.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { planOf, requestLines, type UserSketch, type World } from '../../support/planning.ts';

const entry = (userName: string, more: JsonObject = {}, keys: Partial<UserSketch> = {}): UserSketch => ({
  attributes: { userName, ...more },
  ...keys,
});
const held = (userName: string, more: JsonObject = {}) => ({ id: `id-${userName}`, userName, ...more });
const numbered = (employeeNumber: string): JsonObject => ({ [ENTERPRISE_USER_SCHEMA]: { employeeNumber } });
const mailed = (...values: readonly string[]): JsonObject => ({ emails: values.map((value) => ({ value })) });

/** The keys of possible duplicates, each with whom it may be and by what. */
function doubts({ guards }: Plan): readonly string[] {
  return guards.duplicates.map(({ key, shares, other, does }) => `${key} ${does} ${shares} ${other.name}`);
}

function warnings({ diagnostics }: Plan): readonly string[] {
  return diagnostics.flatMap(({ code, severity }) => (severity === 'warning' ? [code] : []));
}

/** The line that a refusal says to write. */
function lineToWrite(plan: Plan): string | undefined {
  return /write in the entry:\n +(.*)/.exec(renderRefusals(plan, PLAIN, {}, ENDLESS_PAGE))?.[1];
}

describe('somebody who was renamed without a word', () => {
  const world = (declared: JsonObject, current: JsonObject, more: World = {}): World => ({
    users: [entry('ada.king@x', declared)],
    current: { users: [held('ada.byron@x', current)] },
    ...more,
  });

  for (const [shared, declared, current] of [
    ['the employeeNumber', numbered('00123'), numbered('00123')],
    ['an e-mail address in another case and form', mailed('b@x', 'ZOE\u0308@x'), mailed('zo\u00eb@x')],
  ] as const) {
    it(`is refused where both have ${shared}, and the line that is named renames`, () => {
      const plan = planOf(world(declared, current));
      assert.equal(plan.refusals.length, 1);
      assert.equal(lineToWrite(plan), '$previously: ada.byron@x');
      const renamed = planOf({
        ...world(declared, current),
        users: [entry('ada.king@x', declared, { previously: ['ada.byron@x'] })],
      });
      assert.deepEqual([renamed.refusals, renamed.changes.map(({ action }) => action)], [[], ['update']]);
    });
  }

  it('is refused where the other one is inactive, too: a rehire', () => {
    assert.deepEqual(doubts(planOf(world(numbered('7'), { ...numbered('7'), active: false }))), [
      'user:ada.king@x create employeeNumber ada.byron@x',
    ]);
  });

  it('is let through by --allow duplicates=N, and one more is not', () => {
    const plan = planOf(world(numbered('7'), numbered('7')));
    assert.deepEqual(guardPlan(plan, { duplicates: 1 }), []);
    assert.equal(guardPlan(plan, { duplicates: 0 }).length, 1);
    assert.match(renderRefusals(plan, PLAIN), /rollcall apply --allow duplicates=1$/);
  });

  it('is none where another entry declares the other one', () => {
    const users = [entry('ada.king@x', numbered('7')), entry('ada.byron@x')];
    assert.deepEqual(doubts(planOf(world(numbered('7'), numbered('7'), { users }))), []);
  });

  it('is none by a value that more than three carry', () => {
    const users = (count: number) => Array.from({ length: count }, (_, i) => held(`u${i}@x`, mailed('info@x')));
    const plan = (count: number) =>
      planOf({ users: [entry('new@x', mailed('info@x'))], current: { users: users(count) } });
    assert.deepEqual([doubts(plan(3)).length, doubts(plan(4)).length], [1, 0]);
  });

  it('is asked for by id where the name is that of several', () => {
    const current = { users: [held('twin@x', numbered('7')), { ...held('twin@x'), id: 'other' }] };
    const plan = planOf({ users: [entry('ada@x', numbered('7'))], current });
    assert.equal(lineToWrite(plan), '$id: id-twin@x');
  });

  it('counts of a part of the plan those that are selected, and those whom ownership removes in it', () => {
    const ownership = { users: ['userName pr', 'delete'] } as const;
    const count = (target: string) =>
      doubts(planOf(world(numbered('7'), numbered('7'), { targets: [target], ownership }))).length;
    assert.deepEqual(['user:ada.king@x', 'user:ada.byron@x', 'user:*'].map(count), [1, 1, 1]);
    const others = [entry('ada.king@x', numbered('7')), entry('bob@x')];
    const part = planOf(world(numbered('7'), numbered('7'), { users: others, targets: ['user:bob@x'] }));
    assert.deepEqual(doubts(part), []);
  });
});

describe('an inactive entry that matches nobody and shares the number of somebody', () => {
  const users = [entry('ada.king@x', { ...numbered('7'), active: false })];
  const current = { users: [held('ada.byron@x', numbered('7'))] };

  it('is refused where ownership would remove that account', () => {
    const plan = planOf({ users, current, ownership: { users: ['userName pr', 'delete'] } });
    assert.deepEqual(doubts(plan), ['user:ada.king@x nothing employeeNumber ada.byron@x']);
  });

  it('is a warning elsewhere', () => {
    const plan = planOf({ users, current });
    assert.deepEqual([doubts(plan), warnings(plan)], [[], ['RC1537']]);
  });
});

describe('a name that looks like that of somebody else', () => {
  for (const [what, name] of [
    ['a trailing blank', 'ada@x '],
    ['a zero-width character', 'a\u200bda@x'],
    ['full-width letters', '\uff41da@x'],
    ['a no-break space in front', '\u00a0ada@x'],
  ] as const) {
    it(`is refused for ${what}, on the service and of an earlier entry, and shown escaped`, () => {
      const onService = planOf({ users: [entry(name)], current: { users: [held('ada@x')] } });
      assert.deepEqual(doubts(onService), [`user:${name} create name ada@x`]);
      assert.match(renderRefusals(onService, PLAIN), /\\u[0-9a-f]{4}/);
      assert.deepEqual(doubts(planOf({ users: [entry('ada@x'), entry(name)] })), [`user:${name} create name ada@x`]);
    });
  }

  it('is another Unicode form of the same name, and no doubt at all', () => {
    const plan = planOf({ users: [entry('zoe\u0308@x')], current: { users: [held('zo\u00eb@x')] } });
    assert.deepEqual([plan.changes, doubts(plan)], [[], []]);
  });

  it('is no doubt where the letters are of another script, or a case', () => {
    const current = { users: [held('ada@x')] };
    assert.deepEqual(doubts(planOf({ users: [entry('\u0430da@x')], current })), []);
    assert.deepEqual(planOf({ users: [entry('ADA@X')], current }).changes, []);
  });

  it('is refused as the new name of somebody', () => {
    const plan = planOf({
      users: [entry('ada@x '), entry('bob@x')].map((user, i) => (i === 0 ? { ...user, previously: ['eve@x'] } : user)),
      current: { users: [held('eve@x'), held('ada@x')] },
    });
    assert.deepEqual(doubts(plan), ['user:ada@x  rename name ada@x']);
  });

  it('is refused of groups, too', () => {
    const plan = planOf({
      groups: [{ attributes: { displayName: 'Admins\u200b' } }],
      current: { groups: [{ id: 'g', displayName: 'Admins' }] },
    });
    assert.deepEqual(doubts(plan), ['group:Admins\u200b create name Admins']);
  });

  it('is a warning where both are on the service already', () => {
    const plan = planOf({ users: [entry('ada@x')], current: { users: [held('ada@x'), held('ada@x ')] } });
    assert.deepEqual([plan.changes, warnings(plan)], [[], ['RC1538']]);
  });

  it('is no warning of the service where only a rename would make the names look alike', () => {
    const plan = planOf({
      users: [entry('ada@x'), { ...entry('ada@x '), previously: ['bob@x'] }],
      current: { users: [held('ada@x'), held('bob@x')] },
    });
    assert.deepEqual([doubts(plan), warnings(plan)], [['user:ada@x  rename name ada@x'], []]);
  });
});

describe('$previously', () => {
  const [p0, p1] = [held('p0'), held('p1')];
  const world: World = { users: [entry('p1', {}, { previously: ['p0'] })], current: { users: [p0, p1] } };
  const codes = ({ diagnostics }: Plan) =>
    diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));

  it('is an error where both exist and ownership removes the one of the former name', () => {
    for (const undeclared of ['delete', 'deactivate'] as const) {
      assert.deepEqual(codes(planOf({ ...world, ownership: { users: ['userName pr', undeclared] } })), ['RC1540']);
    }
    assert.deepEqual(codes(planOf({ ...world, ownership: { users: ['userName pr', 'report'] } })), []);
  });

  it('renames the one of the former name where the other one goes by an entry of its own', () => {
    const gone: UserSketch = { attributes: { userName: p1.id }, id: p1.id, state: 'absent' };
    const ownership = { users: ['userName pr', 'delete'] } as const;
    const plan = planOf({ ...world, users: [...(world.users ?? []), gone], ownership });
    assert.deepEqual(codes(plan), []);
    assert.deepEqual(requestLines(plan), ['DELETE /Users/id-p1', 'PATCH /Users/id-p0 replace userName "p1"']);
  });

  it('may list former names of which one is on the service, and not several', () => {
    const listed = entry('p2', {}, { previously: ['p0', 'p1', 'P0'] });
    assert.deepEqual(codes(planOf({ users: [listed], current: { users: [p0] } })), []);
    assert.deepEqual(codes(planOf({ users: [listed], current: { users: [p0, p1] } })), ['RC1541']);
  });
});

describe('an inactive person', () => {
  const current = { users: [held('boss@x'), held('eve@x')], groups: [{ id: 'g', displayName: 'Admins' }] };
  const boss = entry('boss@x', { active: false });
  const managed = entry('eve@x', { [ENTERPRISE_USER_SCHEMA]: { manager: { value: { $user: 'boss@x' } } } });

  it('who stays in an exact list and manages people is one warning that counts the places', () => {
    const groups = [{ attributes: { displayName: 'Admins' }, members: ['boss@x', 'eve@x'] }];
    const plan = planOf({ users: [boss, managed], groups, current });
    assert.deepEqual(warnings(plan), ['RC1539']);
    assert.match(plan.diagnostics[0]?.detail ?? '', /2 places of the files/);
  });

  it('in an additive list is none', () => {
    const groups = [{ attributes: { displayName: 'Admins' }, members: ['boss@x'], mode: 'additive' as const }];
    assert.deepEqual(warnings(planOf({ users: [boss], groups, current })), []);
  });

  it('who is not on the service is created by $state: present alone', () => {
    const plan = (user: UserSketch) => planOf({ users: [user] });
    assert.deepEqual(plan(entry('new@x', { active: false })).changes, []);
    assert.deepEqual(plan(entry('new@x', {}, { expires: '2026-01-01T00:00:00Z' })).changes, []);
    const asked = plan(entry('new@x', { active: false }, { createInactive: true }));
    assert.deepEqual(
      asked.changes.map(({ action }) => action),
      ['create'],
    );
  });
});
