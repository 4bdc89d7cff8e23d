import assert from 'node:assert/strict';
import type { Plan } from '../../../src/model/plan.ts';
import type { Policy } from '../../../src/model/rules/policy.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { policy } from '../../support/people.ts';
import { planOf, type World } from '../../support/planning.ts';

/** What the policies of a plan find, with the line that each points at. */
function violations({ diagnostics }: Plan): readonly string[] {
  return diagnostics
    .filter(({ code }) => code.startsWith('RC16'))
    .map(
      ({ detail = '', span }) =>
        `${span?.file}:${span?.start.line} ${detail.replace('The policy "P" is violated: ', '')}`,
    );
}

const ada = { attributes: { userName: 'ada@example.com' } };
const heldAda = { id: '1', userName: 'ada@example.com' };

function found(demands: Partial<Policy>, world: World): readonly string[] {
  return violations(planOf({ ...world, policies: [policy(demands)] }));
}

describe('policies of a plan', () => {
  it('look at what the service will hold: the changes, and what stays as it is', () => {
    const policies = { require: ['title pr', 'enterprise.department pr'] };
    const held = { ...heldAda, title: 'Lead', [ENTERPRISE_USER_SCHEMA]: { department: 'Research' } };
    const world = (attributes: object): World => ({
      users: [{ attributes: { ...ada.attributes, ...attributes } }],
      current: { users: [held] },
    });
    assert.deepEqual(found(policies, world({})), []);
    assert.deepEqual(found(policies, world({ title: null })), ['users.yaml:1 "ada@example.com" has no title.']);
    assert.deepEqual(found(policies, { users: [ada] }).length, 2);
  });

  it('forbid what must not be', () => {
    const world = { users: [{ attributes: { ...ada.attributes, nickName: 'Ady' } }, ada] };
    assert.deepEqual(found({ forbid: ['nickName pr'] }, world), [
      'users.yaml:1 "ada@example.com" has nickName, which is forbidden.',
    ]);
    assert.deepEqual(found({ forbid: ['nickName sw "A"'] }, world), [
      'users.yaml:1 "ada@example.com" fulfils nickName sw "A", which is forbidden.',
    ]);
  });

  it('see the sub-attributes that a file leaves alone in the elements that it declares', () => {
    const [work, home] = [{ value: 'a@x.example', type: 'work' }, { value: 'a@home.example' }];
    const users = [{ attributes: { ...ada.attributes, emails: [work, home] } }];
    const held = { ...heldAda, emails: [{ ...work, primary: true }, home] };
    assert.deepEqual(found({ require: ['emails[primary eq true]'] }, { users, current: { users: [held] } }), []);
  });

  it('understand true and false that the service writes as text', () => {
    const world = { users: [ada], current: { users: [{ ...heldAda, active: 'False' }] } };
    assert.deepEqual(found({ filter: 'active eq false', require: ['active eq false'] }, world), []);
    assert.equal(found({ filter: 'active eq false', require: ['title pr'] }, world).length, 1);
  });

  it('are an error where they name what the service does not return, and are not judged', () => {
    const profile = { ...GENERIC, unsupported: { name: 'This service keeps no names.' } };
    const policies = [{ filter: 'name pr' }, { require: ['name.familyName pr'] }, { forbid: ['name pr'] }].map(policy);
    const { diagnostics } = planOf({ users: [ada], policies, profile });
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => [code, severity]),
      policies.map(() => ['RC1531', 'error']),
    );
  });

  it('are about those whom their filter matches, and of them about those who are declared', () => {
    const world: World = {
      users: [ada, { attributes: { userName: 'bob@example.com' } }],
      current: { users: [heldAda, { id: '3', userName: 'eve@example.com' }] },
    };
    assert.deepEqual(found({ filter: 'userName sw "B" or userName sw "e"', require: ['title pr'] }, world), [
      'users.yaml:2 "bob@example.com" has no title.',
    ]);
  });

  it('leave out who is absent', () => {
    assert.deepEqual(
      found({ require: ['title pr'] }, { users: [{ ...ada, state: 'absent' }], current: { users: [heldAda] } }),
      [],
    );
  });

  it('count the members that a group will have', () => {
    const groups = [{ id: '9', displayName: 'Analysts', members: [{ value: '1' }, { value: '2' }] }];
    const world = (members: readonly string[] | undefined, mode: 'exact' | 'additive' = 'exact'): World => ({
      users: [ada],
      groups: [{ attributes: { displayName: 'Analysts' }, mode, ...(members === undefined ? {} : { members }) }],
      current: { users: [heldAda], groups },
    });
    const sizes = { type: 'Group', maxMembers: 1, minMembers: 1 } as const;
    const tooMany = ['groups.yaml:1 "Analysts" has 2 members, and may have 1.'];
    assert.deepEqual(found(sizes, world(['ada@example.com'])), []);
    assert.deepEqual(found(sizes, world([])), ['groups.yaml:1 "Analysts" has 0 members, and needs 1.']);
    assert.deepEqual(found(sizes, world(undefined)), tooMany);
    assert.deepEqual(found(sizes, world(['ada@example.com'], 'additive')), tooMany);
  });

  it('keep duties apart, through nested groups, rules and groups that are only on the service', () => {
    const bob = { attributes: { userName: 'bob@example.com', title: 'Clerk' } };
    const world: World = {
      users: [ada, bob],
      groups: [
        { attributes: { displayName: 'Payments' }, members: ['group:Clerks', 'ada@example.com'] },
        { attributes: { displayName: 'Clerks' }, rule: 'title eq "Clerk"' },
      ],
      current: {
        users: [heldAda, { id: '2', userName: 'bob@example.com' }],
        groups: [{ id: '8', displayName: 'Approvals', members: [{ value: '1' }, { value: '2' }] }],
      },
    };
    assert.deepEqual([...found({ exclusive: ['Approvals', 'payments'] }, world)].sort(), [
      'groups.yaml:1 "ada@example.com" is a member of "Approvals" and of "Payments", which exclude each other.',
      'groups.yaml:1 "bob@example.com" is a member of "Approvals" and of "Payments", which exclude each other.',
    ]);
    assert.deepEqual(found({ exclusive: ['Approvals', 'Payments'], filter: 'title pr' }, world).length, 1);
  });

  it('look at the members that a group will have, where their filters name them', () => {
    const world = (members: readonly string[]): World => ({
      users: [ada],
      groups: [{ attributes: { displayName: 'Analysts' }, members }],
      current: { users: [heldAda], groups: [{ id: '9', displayName: 'Analysts', members: [{ value: '2' }] }] },
    });
    const named = { type: 'Group', filter: 'members pr', require: ['members[display eq "ada@example.com"]'] } as const;
    assert.deepEqual(found(named, world(['ada@example.com'])), []);
    assert.deepEqual(found(named, world([])), []);
    assert.equal(found(named, world(['id:2'])).length, 1);
  });

  it('say where members cannot be read, and accuse nobody', () => {
    const world: World = {
      users: [ada],
      groups: [{ attributes: { displayName: 'Payments' } }, { attributes: { displayName: 'Approvals' } }],
      current: {
        users: [heldAda],
        groups: [
          { id: '8', displayName: 'Payments' },
          { id: '9', displayName: 'Approvals' },
        ],
        unreadableMembers: new Map([['8', 'nobody knows.']]),
      },
    };
    const open =
      'groups.yaml:1 The policy "P" cannot be judged, because the members of "Payments" cannot be read: nobody knows.';
    assert.deepEqual(found({ exclusive: ['Payments', 'Approvals'] }, world), [open]);
    assert.deepEqual(found({ type: 'Group', filter: 'displayName sw "P"', minMembers: 1 }, world), [open]);
    assert.deepEqual(found({ type: 'Group', filter: 'displayName sw "P"', require: ['externalId pr'] }, world), [
      'groups.yaml:1 "Payments" has no externalId.',
    ]);
  });

  it('ask something of every direct member, declared or only on the service; unknown does not hold', () => {
    const members = { type: 'Group', filter: 'displayName sw "admin-"', members: 'active eq true' } as const;
    const current = {
      users: [heldAda, { id: '2', userName: 'eve@example.com', active: false }],
      groups: [{ id: 'g', displayName: 'admin-all', members: [{ value: '2' }, { value: '9' }] }],
    };
    const groups = [
      { attributes: { displayName: 'admin-all' }, mode: 'additive' as const, members: ['ada@example.com'] },
    ];
    const says = (name: string) =>
      `groups.yaml:1 "${name}" is a member of "admin-all" and does not fulfil active eq true.`;
    const active = { attributes: { ...ada.attributes, active: true } };
    assert.deepEqual(found(members, { users: [active], groups, current }), [says('eve@example.com'), says('9')]);
    assert.deepEqual(found(members, { users: [ada], groups, current }).length, 3);
    const expired = { ...active, expires: '2026-01-01T00:00:00Z' };
    assert.ok(found(members, { users: [expired], groups, current }).includes(says('ada@example.com')));
    const other = { ...members, filter: 'displayName sw "other"' };
    assert.deepEqual(found(other, { users: [ada], groups, current }), []);
  });

  it('are not silent about a group that is nowhere', () => {
    assert.deepEqual(found({ exclusive: ['A', 'B'] }, { groups: [{ attributes: { displayName: 'A' } }] }).length, 1);
  });

  it('end in a circle of groups', () => {
    const groups = [
      { attributes: { displayName: 'A' }, members: ['group:B'] },
      { attributes: { displayName: 'B' }, members: ['group:A', 'ada@example.com'] },
    ];
    assert.deepEqual(found({ exclusive: ['A', 'B'] }, { users: [ada], groups }).length, 1);
  });

  it('have the severity of the policy', () => {
    const { diagnostics } = planOf({
      users: [ada],
      policies: [policy({ require: ['title pr'], severity: 'warning' })],
    });
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => [code, severity]),
      [['RC1601', 'warning']],
    );
  });
});
