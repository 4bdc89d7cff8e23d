import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Allowances, Limit } from '../../../src/model/guards.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { allowedBy, guardPlan } from '../../../src/plan/guard/guard.ts';
import { concernsCaller, protectCallers } from '../../../src/plan/guard/protection.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { renderRefusals } from '../../../src/render/plan/refusals.ts';
import { ENDLESS_PAGE } from '../../../src/render/text/page.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { type GroupSketch, planOf, type UserSketch, type World } from '../../support/planning.ts';

const names = (count: number, prefix = 'u') => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

interface Counts {
  readonly users?: readonly [removed: number, updated: number, kept: number];
  readonly groups?: readonly [removed: number, updated: number, kept: number];
}

/** A world in which so many resources of each type are removed, updated and kept. */
function worldOf({ users = [0, 0, 0], groups = [0, 0, 0] }: Counts, more: World = {}): World {
  const sketches = <T extends 'userName' | 'displayName'>(name: T, [removed, updated, kept]: readonly number[]) =>
    names((removed ?? 0) + (updated ?? 0) + (kept ?? 0)).map((one, i) => {
      const isRemoved = i < (removed ?? 0);
      const isUpdated = !isRemoved && i < (removed ?? 0) + (updated ?? 0);
      return {
        attributes: { [name]: one, ...(isUpdated ? { externalId: `new-${one}` } : {}) },
        ...(isRemoved ? { state: 'absent' as const } : {}),
      };
    });
  const declaredUsers = sketches('userName', users) as unknown as readonly UserSketch[];
  const declaredGroups = sketches('displayName', groups) as unknown as readonly GroupSketch[];
  return {
    users: declaredUsers,
    groups: declaredGroups,
    current: {
      users: declaredUsers.map(({ attributes: { userName } }) => ({ id: `id-${userName}`, userName })),
      groups: declaredGroups.map(({ attributes: { displayName } }) => ({ id: `g-${displayName}`, displayName })),
    },
    ...more,
  };
}

/** What the flags that a refusal names would allow, as `--allow` reads them. */
function flagsOf(plan: Plan): Allowances {
  const flags = plan.refusals.flatMap((refusal) => ('allow' in refusal ? [refusal.allow.split('=')] : []));
  return Object.fromEntries(flags.map(([name, count]) => [name, Number(count)]));
}

const text = (plan: Plan) => renderRefusals(plan, PLAIN, {}, ENDLESS_PAGE);

/** The plan is refused with this text; the flag that the text names allows it; one more removal is refused again. */
function allowsExactly(plan: Plan, oneMore: Plan, expected: string): void {
  assert.equal(text(plan), expected);
  const flags = flagsOf(plan);
  assert.deepEqual(guardPlan(plan, flags), []);
  assert.notDeepEqual(guardPlan(oneMore, flags), []);
  for (const [name, count] of Object.entries(flags)) {
    assert.notDeepEqual(guardPlan(plan, { ...flags, [name]: count - 1 }), []);
  }
}

describe('a guard refuses, names the flag that allows exactly this plan, and refuses one more', () => {
  it('maxRemovals', () => {
    const world = (removed: number) => planOf(worldOf({ users: [removed, 0, 60 - removed] }));
    assert.equal(text(world(6)), '');
    allowsExactly(
      world(12),
      world(13),
      `Refused: this plan may not be applied as it is.
  ! 12 of 60 users would be deleted or deactivated, and maxRemovals (10%) allows 6.
  To allow exactly this plan and no more: rollcall apply --allow removals=12`,
    );
  });

  it('maxRemovals of both types at once: the flag is the sum, so that no more of either are allowed', () => {
    const world = (users: number, groups: number) =>
      planOf(worldOf({ users: [users, 0, 60 - users], groups: [groups, 0, 20 - groups] }));
    const expected = `Refused: this plan may not be applied as it is.
  ! 12 of 60 users would be deleted or deactivated, and maxRemovals (10%) allows 6.
  ! 5 of 20 groups would be deleted or deactivated, and maxRemovals (10%) allows 3.
  To allow exactly this plan and no more: rollcall apply --allow removals=17`;
    allowsExactly(world(12, 5), world(13, 5), expected);
    allowsExactly(world(12, 5), world(12, 6), expected);
  });

  it('maxChanges', () => {
    const world = (updated: number) => planOf(worldOf({ groups: [0, updated, 10 - updated] }));
    allowsExactly(
      world(6),
      world(7),
      `Refused: this plan may not be applied as it is.
  ! 6 of 10 groups would be changed, and maxChanges (50%) allows 5.
  To allow exactly this plan and no more: rollcall apply --allow changes=6`,
    );
  });

  it('maxMemberRemovals', () => {
    const members = names(10);
    const world = (kept: number) =>
      planOf({
        groups: [{ attributes: { displayName: 'Staff' }, members: members.slice(0, kept) }],
        current: {
          users: members.map((userName) => ({ id: userName, userName })),
          groups: [{ id: 'g', displayName: 'Staff', members: members.map((value) => ({ value })) }],
        },
      });
    allowsExactly(
      world(3),
      world(2),
      `Refused: this plan may not be applied as it is.
  ! group:Staff would lose 7 of its 10 members, and maxMemberRemovals (50%) allows 5.
  To allow exactly this plan and no more: rollcall apply --allow member-removals=7`,
    );
  });

  it('irreversible deletions', () => {
    const User = { ...GENERIC.types.User, delete: 'irreversible' as const };
    const profile = { ...GENERIC, types: { ...GENERIC.types, User } };
    const world = (removed: number) => planOf(worldOf({ users: [removed, 0, 10] }, { profile }));
    allowsExactly(
      world(1),
      world(2),
      `Refused: this plan may not be applied as it is.
  ! 1 deletion cannot be undone on this service: user:u0.
  To allow exactly this plan and no more: rollcall apply --allow irreversible=1`,
    );
  });

  it('several guards at once: all flags together', () => {
    const world = (removed: number) => planOf(worldOf({ users: [removed, 0, 2] }));
    allowsExactly(
      world(4),
      world(5),
      `Refused: this plan may not be applied as it is.
  ! 4 of 6 users would be deleted or deactivated, and maxRemovals (10%) allows 3.
  ! 4 of 6 users would be changed, and maxChanges (50%) allows 3.
  To allow exactly this plan and no more: rollcall apply --allow removals=4 --allow changes=4`,
    );
  });
});

const EVERYTHING: Allowances = { removals: 1e9, changes: 1e9, 'member-removals': 1e9, irreversible: 1e9 };

describe('no flag allows', () => {
  it('removals by scope while nothing is declared', () => {
    const plan = planOf({
      current: { users: [{ id: '1', userName: 'ada' }] },
      ownership: { users: ['userName pr', 'delete'] },
    });
    assert.deepEqual(guardPlan(plan, EVERYTHING), plan.refusals);
    assert.equal(
      text(plan),
      `Refused: this plan may not be applied as it is.
  ! No user is declared, and ownership.users would remove 1 user for that. Check what "resources" in rollcall.yaml collects; nothing allows this.
  No flag allows all of this.`,
    );
  });

  it('a change that takes a protected resource away', () => {
    const plan = planOf({
      users: [
        { attributes: { userName: 'root' }, state: 'absent' },
        { attributes: { userName: 'ops', active: false }, protect: true },
      ],
      ownership: { users: ['userName pr', 'deactivate'] },
      current: { users: ['root', 'ops', 'auditor'].map((userName) => ({ id: userName, userName, active: true })) },
      guards: { protect: ['user:root', 'user:audit*'] },
    });
    assert.deepEqual(guardPlan(plan, EVERYTHING), plan.refusals);
    assert.equal(
      text(plan),
      `Refused: this plan may not be applied as it is.
  ! user:auditor would be deactivated, but guards.protect protects it. No flag allows that: declare it, or narrow the scope, or change guards.protect first.
  ! user:ops would be deactivated, but $protect protects it. No flag allows that: change $protect first.
  ! user:root would be deleted, but guards.protect protects it. No flag allows that: change guards.protect first.
  No flag allows all of this.`,
    );
  });

  it('a change that clears active of a protected user who is active', () => {
    const plan = planOf({
      users: ['root', 'idle'].map((userName) => ({ attributes: { userName, active: null } })),
      current: {
        users: [
          { id: '1', userName: 'root', active: true },
          { id: '2', userName: 'idle', active: false },
        ],
      },
      guards: { protect: ['user:root', 'user:idle'] },
    });
    assert.deepEqual(
      plan.changes.map(({ key, action }) => `${action} ${key}`),
      ['reactivate user:idle', 'deactivate user:root'],
    );
    assert.deepEqual(guardPlan(plan, EVERYTHING), plan.refusals);
    assert.match(text(plan), /user:root would be deactivated, but guards\.protect protects it/u);
    assert.doesNotMatch(text(plan), /user:idle/u);
    assert.equal(plan.guards.counts.User.removals, 1);
  });

  it('a change that takes away whoever has the name of an entry with $protect, whatever the change calls it', () => {
    const root = { attributes: { userName: 'root' }, protect: true } as const;
    const refused = (other: Partial<UserSketch>) =>
      planOf({
        users: [{ attributes: { userName: 'other' }, id: '1', ...other }, root],
        current: { users: [{ id: '1', userName: 'Root' }] },
      });
    for (const plan of [refused({ state: 'absent' }), refused({})]) {
      assert.deepEqual(guardPlan(plan, EVERYTHING), plan.refusals);
      assert.match(text(plan), /user:\w+ would be (?:deleted|renamed), but \$protect protects it/u);
    }
  });

  it('a change that takes away the user that rollcall works as, by id or by name', () => {
    const plan = planOf({
      users: [{ attributes: { userName: 'new' }, previously: ['Robot'] }],
      current: { users: [{ id: 'r2', userName: 'Robot' }] },
    });
    assert.equal(concernsCaller(plan), true);
    for (const caller of [{ id: 'r2' }, { userName: 'robot' }]) {
      const refused = protectCallers(plan, [caller]);
      assert.deepEqual(guardPlan(refused, EVERYTHING), refused.refusals);
      assert.match(text(refused), /user:new would be renamed, but it is the user that rollcall works as\./u);
    }
    assert.deepEqual(protectCallers(plan, [{ id: 'other', userName: 'other' }]).refusals, []);
  });
});

describe('a plan of which flags allow a part', () => {
  it('names the flags for that part, and says that they do not do for all', () => {
    const world = worldOf({ users: [4, 0, 9] }, { guards: { protect: ['user:u0'] } });
    assert.match(
      text(planOf(world)),
      /\n {2}No flag allows all of this\. To allow exactly the rest: rollcall apply --allow removals=4$/u,
    );
  });
});

describe('the caller is asked for', () => {
  it('only where users are removed or renamed', () => {
    assert.equal(concernsCaller(planOf(worldOf({ users: [0, 3, 3], groups: [2, 1, 5] }))), false);
    assert.equal(concernsCaller(planOf(worldOf({ users: [1, 0, 3] }))), true);
  });
});

describe('a protection that fits nothing', () => {
  it('is hinted at, as it may be a slip', () => {
    const world = (pattern: string, ownership: NonNullable<World['ownership']> = {}) =>
      planOf(worldOf({ users: [0, 0, 1] }, { guards: { protect: [pattern] }, ownership }));
    const scope = { users: ['userName pr', 'report'] } as const;
    assert.deepEqual(world('user:U0', scope).diagnostics, []);
    assert.deepEqual(world('user:u1').diagnostics, []);
    assert.deepEqual(
      world('user:u1', scope).diagnostics.map(({ code, severity }) => `${severity} ${code}`),
      ['hint RC1535'],
    );
  });
});

describe('the arithmetic of guards', () => {
  const limit: fc.Arbitrary<Limit> = fc.oneof(
    fc.nat(200),
    fc.integer({ min: 0, max: 100 }).map((percent): Limit => `${percent}%`),
  );

  it('allows floor(n · population / 100) and at least 3 of a percentage, and a number as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.nat(100_000), fc.nat(1000), (percent, population, number) => {
        const allowed = allowedBy(`${percent}%`, population);
        assert.ok(allowed >= 3);
        assert.ok(
          allowed === 3 || (allowed * 100 <= percent * population && (allowed + 1) * 100 > percent * population),
        );
        assert.equal(allowedBy(number, population), number);
      }),
    );
  });

  it('refuses exactly what is over a limit, and the flags that it names allow exactly that', () => {
    const counts = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(40));
    fc.assert(
      fc.property(counts, counts, limit, limit, (users, groups, maxRemovals, maxChanges) => {
        const plan = planOf(worldOf({ users, groups }, { guards: { maxRemovals, maxChanges } }));
        const isOver = [users, groups].some(([removed, updated, kept]) => {
          const population = removed + updated + kept;
          return removed > allowedBy(maxRemovals, population) || removed + updated > allowedBy(maxChanges, population);
        });
        assert.equal(plan.refusals.length > 0, isOver);
        const flags = flagsOf(plan);
        assert.deepEqual(guardPlan(plan, flags), []);
        for (const [name, count] of Object.entries(flags)) {
          assert.equal(guardPlan(plan, { ...flags, [name]: count - 1 }).length, 1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('without a scope', () => {
  it('nothing undeclared is touched, whatever is declared and whatever the service holds', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 8 });
    fc.assert(
      fc.property(some, some, some, some, (declared, held, declaredGroups, heldGroups) => {
        const plan = planOf({
          users: declared.map((i) => ({ attributes: { userName: `u${i}`, title: 'Lead', active: i % 2 === 0 } })),
          groups: declaredGroups.map((i) => ({ attributes: { displayName: `g${i}` }, members: [] })),
          current: {
            users: held.map((i) => ({ id: `u-id${i}`, userName: `u${i}`, active: true })),
            groups: heldGroups.map((i) => ({ id: `g-id${i}`, displayName: `g${i}`, members: [{ value: 'u-id1' }] })),
          },
        });
        const known = new Set([...declared.map((i) => `user:u${i}`), ...declaredGroups.map((i) => `group:g${i}`)]);
        assert.deepEqual(
          plan.changes.filter(({ key }) => !known.has(key)),
          [],
        );
        assert.deepEqual(plan.undeclared, []);
        for (const { resource } of plan.changes) {
          const index = Number(resource.name.slice(1));
          const id = { User: `u-id${index}`, Group: `g-id${index}` }[resource.type];
          if (resource.id !== undefined) assert.equal(resource.id, id);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the deletion of a group', () => {
  const team = (count: number) => ({ id: 'g', displayName: 'Team', members: names(count).map((value) => ({ value })) });
  const excesses = (plan: Plan) => plan.refusals.flatMap((refusal) => ('excesses' in refusal ? refusal.excesses : []));

  for (const [what, world] of [
    ['an entry', { groups: [{ attributes: { displayName: 'Team' }, state: 'absent' }] }],
    [
      'ownership',
      { groups: [{ attributes: { displayName: 'Other' } }], ownership: { groups: ['displayName pr', 'delete'] } },
    ],
  ] as const) {
    it(`takes all its members, where ${what} asks for it`, () => {
      const plan = planOf({ ...world, current: { groups: [team(20)] } });
      assert.deepEqual(excesses(plan), [{ of: 'group:Team', count: 20, population: 20, allowed: 10 }]);
      assert.deepEqual(flagsOf(plan), { 'member-removals': 20 });
    });
  }

  it('counts nothing where it has none', () => {
    const groups = [{ attributes: { displayName: 'Team' }, state: 'absent' as const }];
    assert.deepEqual(excesses(planOf({ groups, current: { groups: [team(0)] } })), []);
  });
});

describe('a part of a plan whose whole would be refused for its removals', () => {
  const part = (targets: readonly string[]) => planOf(worldOf({ users: [12, 0, 48] }, { targets }));

  it('is refused, and the flag that it names counts what is selected', () => {
    const plan = part(['user:u0', 'user:u1']);
    assert.equal(
      text(plan),
      `Refused: this plan may not be applied as it is.
  ! 2 of 60 users would be deleted or deactivated in this part and 12 in the whole plan, and maxRemovals (10%) allows 6.
  To allow exactly this plan and no more: rollcall apply --target user:u0 --target user:u1 --allow removals=2`,
    );
    assert.deepEqual(guardPlan(plan, { removals: 2 }), []);
  });

  it('is none where nobody of it is removed', () => {
    assert.equal(text(part(['user:u50'])), '');
  });
});
