import assert from 'node:assert/strict';
import { isJsonArray, isJsonObject, type JsonObject } from '../../../src/model/json.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { renderPlanText } from '../../../src/render/plan/plan-text.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { type GroupSketch, planOf, requestLines, type UserSketch, type World } from '../../support/planning.ts';

const enterprise = (attributes: JsonObject): JsonObject => ({ [ENTERPRISE_USER_SCHEMA]: attributes });

const ada: UserSketch = { attributes: { userName: 'ada@example.com', ...enterprise({ department: 'Research' }) } };
const bob: UserSketch = { attributes: { userName: 'bob@example.com', title: 'Lead' } };
const RULE = 'enterprise.department eq "Research"';

const current = {
  users: [
    { id: '1', userName: 'ada@example.com', ...enterprise({ department: 'Research' }) },
    { id: '2', userName: 'bob@example.com', title: 'Lead', ...enterprise({ department: 'Research' }) },
  ],
  groups: [{ id: '9', displayName: 'Research', members: [{ value: '3' }] }],
};

/** Who joins and who leaves the first group, with the reason in brackets. */
function membersOf(plan: Plan): { add: string[]; remove: string[] } {
  const members = plan.changes.find(({ resource }) => resource.type === 'Group')?.after?.['members'];
  assert.ok(isJsonObject(members));
  const names = (list: unknown): string[] => {
    assert.ok(isJsonArray(list as never));
    return (list as { name: string; because?: string }[]).map(({ name, because }) =>
      because === undefined ? name : `${name} (${because})`,
    );
  };
  return { add: names(members['add']), remove: names(members['remove']) };
}

function planGroup(group: Partial<GroupSketch>, world: World = {}): Plan {
  return planOf({
    users: [ada, bob],
    current,
    ...world,
    groups: [{ attributes: { displayName: 'Research' }, ...group }],
  });
}

describe('a member rule', () => {
  it('makes members of the declared users who match, by the declared value, else by the current one', () => {
    const plan = planGroup({ rule: RULE });
    const because = '(enterprise.department eq "Research")';
    assert.deepEqual(membersOf(plan), {
      add: [`ada@example.com ${because}`, `bob@example.com ${because}`],
      remove: ['3'],
    });
    assert.deepEqual(requestLines(plan), [
      'PATCH /Groups/9 add members [{"value":"1"},{"value":"2"}]',
      'PATCH /Groups/9 remove members[value eq "3"]',
    ]);
  });

  it('goes by the value that a change will bring, not by the one it replaces', () => {
    const moved = { attributes: { ...bob.attributes, ...enterprise({ department: 'Sales' }) } };
    assert.deepEqual(membersOf(planGroup({ rule: RULE }, { users: [moved] })).add, []);
  });

  it('goes by the current value of an attribute that is only sent at creation', () => {
    const ignored = { attributes: { ...bob.attributes, title: 'Clerk' }, ignore: ['title'] };
    const { add } = membersOf(planGroup({ rule: 'title eq "Lead"' }, { users: [ignored] }));
    assert.deepEqual(add, ['bob@example.com (title eq "Lead")']);
  });

  it('matches no user who is absent or not declared', () => {
    const gone: UserSketch = { attributes: { userName: 'ada@example.com' }, state: 'absent' };
    assert.deepEqual(membersOf(planGroup({ rule: 'userName pr' }, { users: [gone] })).add, []);
  });

  it('knows users who are still to be created', () => {
    const eve = { attributes: { userName: 'eve@example.com', title: 'Lead' } };
    const plan = planGroup({ rule: 'title eq "Lead" and userName sw "eve"' }, { users: [eve] });
    assert.deepEqual(membersOf(plan).add, ['eve@example.com (title eq "Lead" and userName sw "eve")']);
    assert.match(requestLines(plan).join('\n'), /add members \[\{"value":\{"\$pending":"user:eve@example.com"\}\}\]/);
  });

  it('joins those whom the list names, and leaves out those whom it excludes', () => {
    const { add } = membersOf(planGroup({ rule: RULE, members: ['bob@example.com', '-ada@example.com'] }));
    assert.deepEqual(add, ['bob@example.com']);
  });

  it('only adds where members are additive', () => {
    assert.deepEqual(membersOf(planGroup({ rule: RULE, mode: 'additive' })).remove, []);
  });

  it('says which part of it holds', () => {
    const { add } = membersOf(planGroup({ rule: '(title eq "Lead" or title eq "Clerk") and userName pr' }));
    assert.deepEqual(add, ['bob@example.com (title eq "Lead" and userName pr)']);
  });

  it('compares a manager by userName, declared or not', () => {
    const led = {
      attributes: { userName: 'eve@example.com', ...enterprise({ manager: { value: { $user: 'ada@example.com' } } }) },
    };
    const held = { id: '2', userName: 'bob@example.com', ...enterprise({ manager: { value: '1' } }) };
    const plan = planGroup(
      { rule: 'enterprise.manager eq "ada@example.com"' },
      { users: [ada, bob, led], current: { ...current, users: [...current.users.slice(0, 1), held] } },
    );
    const because = '(enterprise.manager eq "ada@example.com")';
    assert.deepEqual(membersOf(plan).add, [`bob@example.com ${because}`, `eve@example.com ${because}`]);
  });

  it('ignores the case of a manager’s name, whoever wrote it', () => {
    const led = (userName: string, manager: JsonObject) => ({
      attributes: { userName, ...enterprise({ manager: { value: manager } }) },
    });
    const users = [ada, led('eve@example.com', { $user: 'Ada@Example.com' }), bob];
    const held = { id: '2', userName: 'bob@example.com', ...enterprise({ manager: { value: '1', displayName: 'A' } }) };
    const world = { users, current: { ...current, users: [{ id: '1', userName: 'ADA@example.com' }, held] } };
    const rule = 'enterprise.manager eq "ada@EXAMPLE.com"';
    assert.deepEqual(membersOf(planGroup({ rule }, world)).add, [
      `bob@example.com (${rule})`,
      `eve@example.com (${rule})`,
    ]);
    const other = `${ENTERPRISE_USER_SCHEMA}:manager.displayName eq "a"`;
    assert.deepEqual(membersOf(planGroup({ rule: other }, world)).add, []);
  });

  it('understands true and false that the service writes as text', () => {
    const held = {
      id: '2',
      userName: 'bob@example.com',
      active: 'true',
      emails: [{ value: 'b@example.com', primary: 'True' }],
    };
    const rule = 'active eq true and emails[primary eq true] and not (active eq false)';
    const { add } = membersOf(planGroup({ rule }, { users: [bob], current: { ...current, users: [held] } }));
    assert.deepEqual(add, [`bob@example.com (${rule})`]);
  });

  it('leaves an element what the file does not write of it, as the change does', () => {
    const emails = [
      { value: 'b@x.example', type: 'work' },
      { value: 'b@home.example', type: 'home' },
    ];
    const declared = { attributes: { userName: 'bob@example.com', emails } };
    const joins = (rule: string, held: readonly JsonObject[], profile = GENERIC): boolean => {
      const user = { id: '2', userName: 'bob@example.com', emails: held };
      const { add } = membersOf(
        planGroup({ rule }, { users: [declared], current: { ...current, users: [user] }, profile }),
      );
      return add.length > 0;
    };
    const rule = 'emails[primary eq true and value ew "@x.example"]';
    const [work = {}, home = {}] = emails;
    assert.equal(joins(rule, [{ ...work, primary: true }, home]), true);
    assert.equal(joins(rule, [home, { ...work, value: 'old@example.com', primary: true }]), true);
    assert.equal(joins(rule, [work, { ...home, primary: true }]), false);
    assert.equal(joins('emails.type eq "other"', [...emails, { value: 'c@x.example', type: 'other' }]), false);
    const owning = { ...GENERIC, ownedElements: { emails: 'type eq "other"' } };
    assert.equal(joins('emails.type eq "other"', [...emails, { value: 'c@x.example', type: 'other' }], owning), true);
  });

  it('keeps to one primary element, as the change does', () => {
    const emails = [{ value: 'b@x.example', type: 'work', primary: true }, { value: 'b@home.example' }];
    const held = { id: '2', userName: 'bob@example.com', emails: [{ value: 'b@home.example', primary: true }] };
    const declared = { attributes: { userName: 'bob@example.com', emails } };
    const world = { users: [declared], current: { ...current, users: [held] } };
    const rule = 'emails[value eq "b@home.example" and primary eq true]';
    assert.deepEqual(membersOf(planGroup({ rule }, world)).add, []);
  });

  it('sees what is declared with the data types of the service’s own schema', () => {
    const schema = 'urn:example:x:2.0:User';
    const schemas = [{ id: schema, attributes: [{ name: 'code', type: 'string' }] }] as const;
    const declared = { attributes: { userName: 'bob@example.com', [schema]: { CODE: 7 } } };
    const held = { id: '2', userName: 'bob@example.com', [schema]: { code: '7' } };
    const rule = `${schema}:code eq "7"`;
    const because = `bob@example.com (${rule})`;
    const world = { users: [declared], current: { ...current, schemas, users: [held] } };
    assert.deepEqual(membersOf(planGroup({ rule }, world)).add, [because]);
    assert.deepEqual(membersOf(planGroup({ rule }, { ...world, current: { ...current, schemas, users: [] } })).add, [
      because,
    ]);
  });

  it('is an error on its line where it names what the service does not return', () => {
    const profile = { ...GENERIC, unsupported: { name: 'This service keeps no names.' } };
    const { diagnostics } = planGroup({ rule: 'title pr or name.familyName sw "A"' }, { profile });
    assert.deepEqual(
      diagnostics.map(({ code, severity, span }) => [code, severity, span?.file]),
      [['RC1531', 'error', 'groups.yaml']],
    );
  });

  it('does not care how the service spells names of attributes', () => {
    const odd = { id: '2', username: 'bob@example.com', TITLE: 'Old' };
    const plan = planGroup({ rule: 'TITLE eq "Lead"' }, { users: [bob], current: { ...current, users: [odd] } });
    assert.deepEqual(membersOf(plan).add, ['bob@example.com (TITLE eq "Lead")']);
  });

  it('is shown to the reviewer', () => {
    const text = renderPlanText(planGroup({ rule: RULE, members: ['bob@example.com'] }), PLAIN);
    assert.match(
      text,
      /\+ 2 members\n {6}\+ {3}ada@example.com {2}by rule: enterprise.department eq "Research"\n {6}\+ {3}bob@example.com\n/,
    );
  });

  it('leaves nothing to plan once it is fulfilled', () => {
    const groups = [{ id: '9', displayName: 'Research', members: [{ value: '1' }, { value: '2' }] }];
    assert.deepEqual(
      planGroup({ rule: RULE }, { current: { ...current, groups } }).changes.filter(
        ({ resource }) => resource.type === 'Group',
      ),
      [],
    );
  });
});
