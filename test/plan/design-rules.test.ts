import assert from 'node:assert/strict';
import { isJsonObject, type JsonObject } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { renderPlanText } from '../../src/render/plan/plan-text.ts';
import { PLAIN } from '../../src/render/text/style.ts';
import { load, PROJECT } from '../config/temporary-project.ts';
import { planOf, requestLines, type World } from '../support/planning.ts';

/** What a plan does, a line for each change: `delete user:ada`. */
function actions(plan: Plan): readonly string[] {
  return plan.changes.map(({ action, key }) => `${action} ${key}`);
}

function codes({ diagnostics }: Pick<Plan, 'diagnostics'>, severity = 'error'): readonly string[] {
  return diagnostics.filter((one) => one.severity === severity).map(({ code }) => code);
}

function user(userName: string, more: JsonObject = {}) {
  return { id: `id-${userName}`, userName, ...more };
}

function group(displayName: string, ...members: readonly string[]) {
  return { id: `id-${displayName}`, displayName, members: members.map((name) => ({ value: `id-${name}` })) };
}

const entry = (userName: string, more: JsonObject = {}) => ({ attributes: { userName, ...more } });

function guardsOf(plan: Plan): readonly string[] {
  return plan.refusals.map(({ guard }) => guard);
}

/** So many users on the service, of whom some are declared absent. */
function removing(removed: number, population: number, more: World = {}): World {
  const names = Array.from({ length: population }, (_, i) => `user${i}`);
  return {
    users: names.map((name, i) => ({ ...entry(name), ...(i < removed ? { state: 'absent' as const } : {}) })),
    current: { users: names.map((name) => user(name)) },
    ...more,
  };
}

/*
 * The rules that users are promised, each in the words of the design, with what shows it.
 */

describe('Identity', () => {
  it('"Every key written ($id, userName/displayName, externalId) is looked up."', () => {
    const current = { users: [user('ada', { externalId: 'e1' })] };
    for (const sketch of [
      { attributes: { userName: 'Ada', title: 'Lead' } },
      { attributes: { userName: 'byron', title: 'Lead' }, id: 'id-ada' },
      { attributes: { userName: 'byron', title: 'Lead', externalId: 'e1' } },
    ]) {
      assert.match(requestLines(planOf({ users: [sketch], current })).at(-1) ?? '', /^PATCH \/Users\/id-ada /u);
    }
  });

  it('"Keys that name two different current resources are an error listing both ids."', () => {
    const current = { users: [user('ada'), user('bob', { externalId: 'e2' })] };
    const plan = planOf({ users: [entry('ada', { externalId: 'e2' })], current });
    assert.deepEqual(codes(plan), ['RC1502']);
    assert.match(plan.diagnostics[0]?.detail ?? '', /id-ada, id-bob/u);
  });

  it('"Two entries that match one resource are an error."', () => {
    const current = { users: [user('ada', { externalId: 'e1' })] };
    assert.deepEqual(codes(planOf({ users: [entry('ada'), entry('x', { externalId: 'e1' })], current })), ['RC1504']);
  });

  it('"An $id that does not exist is an error, never a create."', () => {
    const plan = planOf({ users: [{ ...entry('ada'), id: 'nowhere' }] });
    assert.deepEqual([codes(plan), actions(plan)], [['RC1501'], []]);
  });

  it('"$previously is consulted only when none of them matches anything; where the old name is another entry\'s name too, nobody can tell who is who; otherwise it is a quiet no-op with a hint to drop it."', () => {
    const renamed = { ...entry('new'), previously: ['old'] };
    const current = { users: [user('old')] };
    assert.deepEqual(actions(planOf({ users: [renamed], current })), ['update user:new']);
    const claimed = planOf({ users: [renamed, entry('old')], current });
    assert.deepEqual([codes(claimed), actions(claimed)], [['RC1541'], []]);
    for (const users of [
      [{ ...renamed, id: user('old').id }, entry('old')],
      [renamed, { ...entry('old'), id: user('old').id }],
    ]) {
      assert.deepEqual(codes(planOf({ users, current })), []);
    }
    const done = planOf({ users: [renamed], current: { users: [user('new')] } });
    assert.deepEqual([actions(done), codes(done, 'hint')], [[], ['RC1505']]);
  });
});

describe('Removal', () => {
  const ada = { ...entry('ada'), state: 'absent' as const };
  const users = { ...GENERIC.types.User };
  const withDelete = (mode: (typeof users)['delete']) => ({
    ...GENERIC,
    types: { ...GENERIC.types, User: { ...users, delete: mode, notes: { delete: 'DELETE only deactivates here.' } } },
  });

  it('"$state: absent is a DELETE."', () => {
    assert.deepEqual(requestLines(planOf({ users: [ada], current: { users: [user('ada')] } })), [
      'DELETE /Users/id-ada',
    ]);
  });

  it('"Where the service\'s DELETE only deactivates, the plan says so and inactive satisfies it."', () => {
    const profile = withDelete('deactivates');
    const plan = planOf({ users: [ada], current: { users: [user('ada', { active: true })] }, profile });
    assert.deepEqual(plan.changes[0]?.notes, ['DELETE only deactivates here.']);
    const done = planOf({ users: [ada], current: { users: [user('ada', { active: false })] }, profile });
    assert.deepEqual(done.changes, []);
  });

  it('"Where there is none it is a diagnostic."', () => {
    const plan = planOf({ users: [ada], current: { users: [user('ada')] }, profile: withDelete('none') });
    assert.deepEqual(codes(plan), ['RC1522']);
  });

  it('"Where it is irreversible it needs --allow irreversible=N."', () => {
    const plan = planOf({ users: [ada], current: { users: [user('ada')] }, profile: withDelete('irreversible') });
    assert.deepEqual(plan.refusals, [{ guard: 'irreversible', keys: ['user:ada'], allow: 'irreversible=1' }]);
  });

  it('"Such an entry carries nothing but its keys."', async () => {
    const text = 'users: [{ userName: ada, $state: absent, title: Lead, $protect: true, $expires: 2027-06-30 }]';
    const { diagnostics } = await load({ 'users/a.yaml': text });
    assert.deepEqual(codes({ diagnostics }), ['RC1110', 'RC1110', 'RC1110']);
  });

  it('"Deactivation is active: false, which defaults never override."', async () => {
    const { configuration } = await load({
      'rollcall.yaml': `${PROJECT}defaults: { user: { active: true } }\n`,
      'users/a.yaml': 'users: [{ userName: ada, active: false }]',
    });
    assert.equal(configuration?.users[0]?.attributes['active'], false);
  });

  it('"An expired user is active: false; one who is not on the service is a no-op."', () => {
    const expired = { ...entry('ada', { active: true }), expires: '2026-12-31T00:00:00.000Z', ignore: ['active'] };
    const plan = planOf({ users: [expired], current: { users: [user('ada', { active: true })] } });
    assert.deepEqual(requestLines(plan), ['PATCH /Users/id-ada replace active false']);
    assert.deepEqual(planOf({ users: [expired] }).changes, []);
  });
});

describe('Scope', () => {
  const owned = (scope: string, current: readonly JsonObject[], more: World = {}) =>
    planOf({
      users: [entry('declared')],
      ownership: { users: [scope, 'delete'] },
      current: { users: [user('declared'), ...current.map((one, i) => ({ id: `id${i}`, userName: `u${i}`, ...one }))] },
      guards: { maxRemovals: 100 },
      ...more,
    });

  it('"ownership.<type>.scope is a SCIM filter over current resources; it forces a complete listing."', () => {
    const plan = owned('userName ew "@example.com"', [{ userName: 'a@example.com' }, { userName: 'b@example.org' }]);
    assert.deepEqual(actions(plan), ['delete user:a@example.com']);
    assert.deepEqual(plan.changes[0]?.source, { file: 'rollcall.yaml', line: 3 });
  });

  it('"Three-valued: a comparison on an attribute that the resource does not carry is unknown, not unknown is unknown, unknown is outside (pr is two-valued)."', () => {
    const resources = [{ title: 'Lead' }, {}];
    assert.deepEqual(actions(owned('not (title eq "Guest")', resources)), ['delete user:u0']);
    assert.deepEqual(actions(owned('title ne "Guest"', resources)), ['delete user:u0']);
    assert.deepEqual(actions(owned('userName sw "u" and not (title pr)', resources)), ['delete user:u1']);
    assert.deepEqual(actions(owned('userName sw "u0" or title eq "x"', resources)), ['delete user:u0']);
  });

  it('"Case by the rule above; aliases resolved first."', () => {
    const resources = [
      { userName: 'X1@Example.com', title: 'lead', emails: [{ value: 'A@B.example', type: 'WORK' }] },
      { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Research' } },
    ];
    assert.deepEqual(actions(owned('userName ew "@EXAMPLE.com"', resources)), ['delete user:X1@Example.com']);
    assert.equal(actions(owned('emails[type eq "work" and value eq "a@b.EXAMPLE"]', resources)).length, 1);
    assert.deepEqual(actions(owned('title eq "Lead"', resources)), []);
    assert.deepEqual(actions(owned('Enterprise.Department eq "Research"', resources)), ['delete user:u1']);
    assert.deepEqual(actions(owned('enterprise.department eq "research"', resources)), []);
    const profile = { ...GENERIC, foldsCase: ['title'] };
    assert.equal(actions(owned('title eq "Lead"', resources, { profile })).length, 1);
  });

  it('"Manager by userName": case is ignored in names in references, on the service and in a new entry.', () => {
    const enterprise = (manager: JsonObject) => ({
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: manager } },
    });
    const scope = 'enterprise.manager eq "BOSS@example.com"';
    const resources = [
      { userName: 'Boss@example.com' },
      { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'id0' } } },
    ];
    assert.deepEqual(actions(owned(scope, resources)), ['delete user:u1']);
    const users = ['boss@example.com', 'other@example.com'].map((name, i) =>
      entry(`new${i}`, enterprise({ $user: name })),
    );
    const plan = planOf({ users, ownership: { users: [scope, 'report'] } });
    assert.deepEqual(
      plan.diagnostics.filter(({ code }) => code === 'RC1530').map(({ span }) => span?.start.line),
      [2],
    );
  });

  it('"Attributes that any filter names are requested; one that cannot be read is an error."', () => {
    const profile = { ...GENERIC, unsupported: { title: 'This service keeps no title.' } };
    const plan = owned('not (title eq "Guest")', [{ title: 'Lead' }], { profile });
    assert.deepEqual([codes(plan), actions(plan)], [['RC1531'], []]);
  });

  it('"A declared resource outside the scope is a warning."', () => {
    const ownership = { users: ['title eq "Lead"', 'report'] } as const;
    const plan = planOf({
      users: [entry('in', { title: 'Lead' }), entry('out'), entry('new', { title: 'Guest' })],
      current: { users: [user('in', { title: 'Lead' }), user('out')] },
      ownership,
    });
    assert.deepEqual(
      plan.diagnostics.map(({ code, severity, span }) => [code, severity, span?.start.line]),
      [
        ['RC1530', 'warning', 2],
        ['RC1530', 'warning', 3],
      ],
    );
  });

  it('"A reference to an undeclared in-scope user while undeclared is not report is an error."', () => {
    const world = (undeclared: 'report' | 'deactivate' | 'delete', member = 'ghost'): World => ({
      users: [entry('ada', { 'urn:x:User': { manager: { value: { $user: 'ghost' } } } })],
      groups: [{ attributes: { displayName: 'Staff' }, members: [member] }],
      current: { users: [user('ada'), user('ghost', { active: true })], groups: [group('Staff', 'ghost')] },
      ownership: { users: ['userName pr', undeclared] },
    });
    assert.deepEqual(codes(planOf(world('report'))), []);
    assert.deepEqual(codes(planOf(world('deactivate'))), ['RC1532', 'RC1532']);
    assert.deepEqual(codes(planOf(world('delete', 'id:id-ghost'))), ['RC1532', 'RC1532']);
    // Who is to leave the group may be named.
    assert.deepEqual(codes(planOf(world('delete', '-ghost'))), ['RC1532']);
  });

  it('"Without a written scope no undeclared resource is edited, deactivated or deleted."', () => {
    const current = { users: [user('ada'), user('stranger')], groups: [group('Other', 'stranger')] };
    const plan = planOf({ users: [entry('ada')], current });
    assert.deepEqual([plan.changes, plan.undeclared], [[], []]);
  });

  it('lists what is undeclared in scope and leaves it alone where undeclared is report', () => {
    const plan = owned('userName sw "u"', [{}, {}], { ownership: { users: ['userName sw "u"', 'report'] } });
    assert.deepEqual(plan.changes, []);
    assert.deepEqual(plan.undeclared[0], {
      key: 'user:u0',
      type: 'User',
      name: 'u0',
      id: 'id0',
      source: { file: 'rollcall.yaml', line: 3 },
    });
    const text = renderPlanText(plan, PLAIN);
    assert.match(
      text,
      /\n {2}\? 2 users in scope are declared nowhere, and left alone {2}rollcall\.yaml:3\n {6}u0\n {6}u1\n/u,
    );
  });

  it('deactivates whoever is active, and finds nothing to do for whoever is not', () => {
    const ownership = { users: ['userName sw "u"', 'deactivate'] } as const;
    const resources = [{ active: true }, { active: false }, { active: 'False' }];
    const plan = owned('', resources, { ownership });
    assert.deepEqual(requestLines(plan), ['PATCH /Users/id0 replace active false']);
    assert.match(
      renderPlanText(plan, PLAIN),
      /- deactivate user u0 {2}rollcall\.yaml:3\n.*\n {6}in scope and declared nowhere/u,
    );
  });

  it('keeps resources of one name apart', () => {
    const plan = planOf({
      groups: [{ attributes: { displayName: 'Team' }, id: 'g0' }],
      ownership: { groups: ['displayName pr', 'delete'] },
      current: { groups: ['g0', 'g1', 'g2'].map((id) => ({ id, displayName: 'Team' })) },
    });
    assert.deepEqual(
      requestLines(plan)
        .filter((line) => line.startsWith('DELETE'))
        .sort(),
      ['DELETE /Groups/g1', 'DELETE /Groups/g2'],
    );
  });

  it('says once that a service deletes no groups', () => {
    const groups = { ...GENERIC.types.Group, delete: 'none' as const };
    const plan = planOf({
      groups: [{ attributes: { displayName: 'Kept' } }],
      ownership: { groups: ['displayName pr', 'delete'] },
      current: { groups: [group('Kept'), group('a'), group('b')] },
      profile: { ...GENERIC, types: { ...GENERIC.types, Group: groups } },
    });
    assert.deepEqual([codes(plan), actions(plan)], [['RC1534'], []]);
  });
});

describe('Members', () => {
  const users = [entry('ada'), entry('bob')];
  const current = { users: [user('ada'), user('bob'), user('eve')], groups: [group('Staff', 'eve', 'bob')] };
  const staff = (members: readonly string[], mode: 'exact' | 'additive' = 'exact') =>
    requestLines(planOf({ users, groups: [{ attributes: { displayName: 'Staff' }, members, mode }], current }));

  it('"An exact list removes every member it does not name, declared or not."', () => {
    assert.deepEqual(staff(['ada']), [
      'PATCH /Groups/id-Staff add members [{"value":"id-ada"}]',
      'PATCH /Groups/id-Staff remove members[value eq "id-bob"]',
      'PATCH /Groups/id-Staff remove members[value eq "id-eve"]',
    ]);
  });

  it('"Additive: a present entry is ensured, an absent or expired one is removed, all else is left."', () => {
    assert.deepEqual(staff(['ada', '-bob'], 'additive'), [
      'PATCH /Groups/id-Staff add members [{"value":"id-ada"}]',
      'PATCH /Groups/id-Staff remove members[value eq "id-bob"]',
    ]);
    assert.deepEqual(staff(['bob@2026-12-31T00:00:00Z', 'ada@2026-12-31T00:00:00Z'], 'additive'), [
      'PATCH /Groups/id-Staff remove members[value eq "id-bob"]',
    ]);
    assert.deepEqual(staff(['bob', 'eve@2026-12-31T00:00:00Z']), [
      'PATCH /Groups/id-Staff remove members[value eq "id-eve"]',
    ]);
  });

  const lead = [entry('ada', { title: 'Lead' }), entry('bob')];
  const ruled = (more: World = {}) =>
    planOf({
      users: lead,
      groups: [{ attributes: { displayName: 'Leads' }, rule: 'title eq "Lead"' }],
      current: { users: [user('ada'), user('bob', { title: 'Lead' })], groups: [group('Leads')] },
      ...more,
    });
  const added = (plan: Plan) => {
    const members = plan.changes.find(({ key }) => key === 'group:Leads')?.after?.['members'];
    return isJsonObject(members) ? JSON.stringify(members['add']).match(/"name":"\w+"/gu) : [];
  };

  it('"$memberRule sees for each declared user the declared value, else the current one."', () => {
    assert.deepEqual(added(ruled()), ['"name":"ada"', '"name":"bob"']);
  });

  it('"Absent and expired users never match."', () => {
    const users = [
      { ...entry('ada', { title: 'Lead' }), expires: '2026-12-31T00:00:00Z' },
      { ...entry('bob'), state: 'absent' as const },
      entry('carl', { title: 'Lead' }),
    ];
    assert.deepEqual(added(ruled({ users })), ['"name":"carl"']);
  });

  it('"With additive it only adds."', () => {
    const groups = (mode: 'exact' | 'additive') => [
      { attributes: { displayName: 'Leads' }, rule: 'title eq "Nobody"', mode },
    ];
    const current = { users: [user('ada'), user('bob')], groups: [group('Leads', 'ada')] };
    assert.deepEqual(actions(ruled({ users: [entry('ada')], groups: groups('additive'), current })), []);
    assert.deepEqual(actions(ruled({ users: [entry('ada')], groups: groups('exact'), current })), [
      'update group:Leads',
    ]);
  });

  it('"validate checks its syntax and attribute names."', async () => {
    const text = (rule: string) => `groups: [{ displayName: Leads, $memberRule: '${rule}' }]`;
    assert.deepEqual(codes(await load({ 'groups/a.yaml': text('title is Lead') })), ['RC1415']);
    assert.deepEqual(codes(await load({ 'groups/a.yaml': text('titel eq "Lead"') })), ['RC1416']);
  });
});

describe('References', () => {
  const text = (member: string) => `users: [{ userName: ada }]\ngroups: [{ displayName: Staff, members: [${member}] }]`;

  it('"Offline, an unknown name is at most a warning with did you mean."', async () => {
    const { diagnostics } = await load({ 'users/a.yaml': text('adaa') });
    assert.deepEqual(codes({ diagnostics }, 'warning'), ['RC1304']);
    assert.match(diagnostics[0]?.detail ?? '', /Did you mean "ada"\?/u);
    assert.deepEqual((await load({ 'users/a.yaml': text('somebody.else') })).diagnostics, []);
  });

  it('"A reference to an entry that is $state: absent is an error."', async () => {
    const absent = text('ada').replace('userName: ada', 'userName: ada, $state: absent');
    assert.deepEqual(codes(await load({ 'users/a.yaml': absent })), ['RC1303']);
  });

  it('"plan makes a name that is neither declared nor on the service an error on its line."', () => {
    const groups = [{ attributes: { displayName: 'A' } }, { attributes: { displayName: 'B' }, members: ['nobody'] }];
    const { diagnostics } = planOf({ groups });
    assert.deepEqual([diagnostics[0]?.code, diagnostics[0]?.span?.start.line], ['RC1506', 2]);
  });

  it('"$id (on a resource, or { $id: … } as a member) stands for a service id."', () => {
    const plan = planOf({
      groups: [{ attributes: { displayName: 'New name' }, id: 'id-Old', members: ['id:id-ada'] }],
      current: { users: [user('ada')], groups: [group('Old')] },
    });
    assert.deepEqual(requestLines(plan), [
      'PATCH /Groups/id-Old replace displayName "New name"',
      'PATCH /Groups/id-Old add members [{"value":"id-ada"}]',
    ]);
  });
});

describe('Guards', () => {
  it('"Removal = delete or deactivate, whatever asked for it."', () => {
    const plan = planOf({
      users: [
        { ...entry('deleted'), state: 'absent' },
        entry('deactivated', { active: false }),
        { ...entry('expired'), expires: '2026-12-31T00:00:00Z' },
      ],
      current: {
        users: ['deleted', 'deactivated', 'expired', 'undeclared'].map((name) => user(name, { active: true })),
      },
      ownership: { users: ['userName pr', 'delete'] },
    });
    assert.equal(plan.guards.counts.User.removals, 4);
    assert.deepEqual(guardsOf(plan), ['maxRemovals', 'maxChanges']);
  });

  it('"Population = current resources that are declared or in scope."', () => {
    const current = { users: ['a', 'b', 'c', 'x'].map((name) => user(name)) };
    const world: World = { users: [entry('a'), entry('new')], current };
    assert.equal(planOf(world).populations.User, 1);
    const ownership = { users: ['userName lt "d"', 'report'] } as const;
    assert.equal(planOf({ ...world, ownership }).populations.User, 3);
  });

  it('"n% allows max(3, floor(n · population / 100)); a number allows itself."', () => {
    assert.deepEqual(guardsOf(planOf(removing(3, 10))), []);
    assert.deepEqual(guardsOf(planOf(removing(4, 10))), ['maxRemovals']);
    assert.deepEqual(guardsOf(planOf(removing(4, 49))), []);
    assert.deepEqual(guardsOf(planOf(removing(5, 49))), ['maxRemovals']);
    assert.deepEqual(guardsOf(planOf(removing(1, 100, { guards: { maxRemovals: 0 } }))), ['maxRemovals']);
    assert.deepEqual(guardsOf(planOf(removing(3, 4, { guards: { maxRemovals: 3 } }))), []);
  });

  it('"maxChanges counts update, reactivate, deactivate, delete, never create."', () => {
    const world = (more: readonly string[]): World => ({
      users: [
        entry('updated', { title: 'Lead' }),
        entry('reactivated', { active: true }),
        entry('deactivated', { active: false }),
        ...more.map((name) => entry(name)),
      ],
      current: {
        users: [user('updated'), user('reactivated', { active: false }), user('deactivated', { active: true })],
      },
    });
    assert.deepEqual(guardsOf(planOf(world(['new1', 'new2', 'new3', 'new4']))), []);
    const deleted = { ...entry('deleted'), state: 'absent' as const };
    const { users, current } = world([]);
    const plan = planOf({
      users: [...(users ?? []), deleted],
      current: { users: [...(current?.users ?? []), user('deleted')] },
    });
    assert.deepEqual(plan.refusals, [
      {
        guard: 'maxChanges',
        limit: '50%',
        excesses: [{ of: 'users', count: 4, population: 4, allowed: 3 }],
        allow: 'changes=4',
      },
    ]);
  });

  it('"maxMemberRemovals is per group against its current members."', () => {
    const names = Array.from({ length: 10 }, (_, i) => `m${i}`);
    const plan = (kept: number) =>
      planOf({
        groups: ['A', 'B'].map((displayName) => ({
          attributes: { displayName },
          members: displayName === 'A' ? names.slice(0, kept) : names,
        })),
        current: { users: names.map((name) => user(name)), groups: [group('A', ...names), group('B', ...names)] },
      });
    assert.deepEqual(plan(5).refusals, []);
    assert.deepEqual(plan(4).refusals, [
      {
        guard: 'maxMemberRemovals',
        limit: '50%',
        excesses: [{ of: 'group:A', count: 6, population: 10, allowed: 5 }],
        allow: 'member-removals=6',
      },
    ]);
  });

  it('"Removals by scope while nothing of that type is declared are always refused."', () => {
    const world: World = { current: { users: [user('a')] }, ownership: { users: ['userName pr', 'deactivate'] } };
    assert.deepEqual(planOf(world).refusals, [{ guard: 'nothingDeclared', type: 'User', removals: 1 }]);
    const absentOnly: World = { ...world, users: [{ ...entry('b'), state: 'absent' }] };
    assert.deepEqual(guardsOf(planOf(absentOnly)), ['nothingDeclared']);
    assert.deepEqual(guardsOf(planOf({ ...world, users: [entry('b')] })), []);
  });

  it('"Protected resources (guards.protect, $protect, and the caller) are never deleted, deactivated or renamed; there is no flag for that."', () => {
    const guards = { protect: ['user:*root*'] };
    const current = { users: [user('Root', { active: true, title: 'x' })] };
    const refused = (sketch: NonNullable<World['users']>[number], more: World = {}) =>
      planOf({ users: [sketch], current, guards, ...more }).refusals.flatMap((one) =>
        one.guard === 'protected' ? [`${one.action} ${one.by} ${'allow' in one}`] : [],
      );
    assert.deepEqual(refused({ ...entry('root'), state: 'absent' }), ['delete guards.protect false']);
    assert.deepEqual(refused(entry('root', { active: false })), ['deactivate guards.protect false']);
    assert.deepEqual(refused({ ...entry('boss'), previously: ['root'] }), ['rename guards.protect false']);
    assert.deepEqual(refused(entry('root', { title: 'Lead' })), []);
    const marked = { guards: { protect: [] } };
    assert.deepEqual(refused({ ...entry('boss'), previously: ['root'], protect: true }, marked), [
      'rename $protect false',
    ]);
    const scoped: World = { users: [entry('a')], ownership: { users: ['userName pr', 'delete'] }, current, guards };
    assert.deepEqual(guardsOf(planOf(scoped)), ['protected']);
  });

  it('"The plan stores populations and counts."', () => {
    const plan = planOf(removing(2, 10));
    assert.deepEqual(plan.populations, { User: 10, Group: 0 });
    assert.deepEqual(plan.guards.counts.User, { removals: 2, changes: 2 });
  });
});

describe('Targets', () => {
  const world: World = {
    users: [entry('Ada.Lovelace', { title: 'Lead' }), entry('bob'), { ...entry('new'), previously: ['old'] }],
    groups: [{ attributes: { displayName: 'Staff' }, members: ['bob'] }],
    current: { users: [user('ada.lovelace'), user('old')], groups: [group('Staff')] },
  };
  const targeted = (...targets: readonly string[]) => planOf({ ...world, targets });

  it('"--target user:PATTERN|group:PATTERN (case-insensitive glob on declared, current or previous name) selects changes after the whole plan is computed."', () => {
    assert.deepEqual(actions(targeted('user:ADA*')), ['update user:Ada.Lovelace']);
    assert.deepEqual(actions(targeted('user:old')), ['update user:new']);
  });

  it('"Creations they need are added and marked."', () => {
    const plan = targeted('group:staff');
    assert.deepEqual(actions(plan), ['create user:bob', 'update group:Staff']);
    assert.equal(plan.changes[0]?.neededBy, 'group:Staff');
  });

  it('"Populations stay those of the whole service."', () => {
    assert.deepEqual(targeted('user:old').populations, planOf(world).populations);
  });

  it('"First and last line say the plan is partial."', () => {
    const lines = renderPlanText(targeted('user:old'), PLAIN).trimEnd().split('\n');
    assert.match(lines.at(0) ?? '', /PARTIAL/u);
    assert.match(lines.at(-1) ?? '', /partial/u);
  });

  it('"Matching nothing is an error."', () => {
    assert.deepEqual(codes(targeted('user:zoe')), ['RC1514']);
  });
});

describe('Environments', () => {
  const project = `${PROJECT}variables: { domain: example.com }
resources: [all/*.yaml]
defaults: { user: { active: true } }
ownership:
  users: { scope: 'userName ew "@\${var:domain}"', undeclared: report }
guards: { maxRemovals: 5, maxChanges: 20%, protect: [user:root], sensitive: ['group:*-admins'] }
environments:
  staging:
    service: { baseUrl: https://staging.example.com }
    variables: { domain: staging.example.com }
    defaults: { user: { active: false } }
    ownership: { users: { undeclared: delete } }
    guards: { maxRemovals: 7, maxChanges: null, protect: [user:ops, user:root], sensitive: ['attribute:title'] }
    resources: [staging/*.yaml]
  bare: { guards: null, ownership: null }
`;
  const files = {
    'rollcall.yaml': project,
    'all/a.yaml': 'users: [{ userName: a }]',
    'staging/s.yaml': 'users: [{ userName: s }]',
  };
  const inEnvironment = async (environment: string) => {
    const { configuration, diagnostics } = await load(files, { environment });
    assert.ok(configuration, JSON.stringify(diagnostics));
    return configuration;
  };

  it('"Environments hold service, variables, defaults, ownership, guards, resources."', async () => {
    const { service, users, ownership, guards } = await inEnvironment('staging');
    assert.equal(service.baseUrl, 'https://staging.example.com');
    assert.deepEqual(
      users.map(({ attributes }) => attributes),
      [{ userName: 's', active: false }],
    );
    assert.equal(ownership.User?.scope, 'userName ew "@staging.example.com"');
    assert.equal(guards.maxRemovals, 7);
  });

  it('"Merged by RFC 7396 except that guards.protect and guards.sensitive are united."', async () => {
    const { ownership, guards } = await inEnvironment('staging');
    assert.deepEqual(guards, {
      maxRemovals: 7,
      maxChanges: '50%',
      maxMemberRemovals: '50%',
      protect: ['user:root', 'user:ops'],
      sensitive: ['group:*-admins', 'attribute:title'],
    });
    assert.equal(ownership.User?.undeclared, 'delete');
    assert.deepEqual(ownership.User?.scopePointer.path, ['ownership', 'users', 'scope']);
    assert.deepEqual(ownership.User?.undeclaredPointer.path, [
      'environments',
      'staging',
      'ownership',
      'users',
      'undeclared',
    ]);
    const bare = await inEnvironment('bare');
    assert.deepEqual([bare.ownership, bare.guards.maxRemovals, bare.guards.protect], [{}, '10%', ['user:root']]);
  });

  it('"The plan\'s first line shows host, profile and environment."', () => {
    const [first] = renderPlanText({ ...planOf({}), environment: 'staging' }, PLAIN).split('\n');
    assert.equal(first, 'scim.example.com · profile generic · environment staging');
  });
});

describe('Time', () => {
  const ada = { ...entry('ada', { active: true }), expires: '2027-07-01T00:00:00.000Z' };
  const world = (now: string): World => ({ users: [ada], current: { users: [user('ada', { active: true })] }, now });

  it('"now is an input": the same files make another plan at another time', () => {
    assert.deepEqual(planOf(world('2027-06-30T23:59:59.999Z')).changes, []);
    assert.deepEqual(actions(planOf(world('2027-07-01T00:00:00Z'))), ['deactivate user:ada']);
  });

  it('"From the end of that day (UTC) on": a date lasts to its end, a moment is itself', async () => {
    const text = `users:
  - { userName: a, $expires: 2027-06-30 }
  - { userName: b, $expires: "2027-06-30T18:00+02:00" }
groups: [{ displayName: G, members: [{ user: a, $expires: 2027-12-31 }] }]`;
    const { configuration } = await load({ 'users/a.yaml': text });
    assert.deepEqual(
      configuration?.users.map(({ expires }) => expires),
      ['2027-07-01T00:00:00.000Z', '2027-06-30T16:00:00.000Z'],
    );
    assert.equal(configuration?.groups[0]?.members?.entries[0]?.expires, '2028-01-01T00:00:00.000Z');
  });

  it('"The plan carries asOf only if an $expires was evaluated, and validUntil, the next expiry."', () => {
    const at = (now: string, more: World = {}) => {
      const { asOf, validUntil } = planOf({ ...world(now), ...more });
      return [asOf, validUntil];
    };
    assert.deepEqual(at('2027-06-01T02:00:00+02:00'), ['2027-06-01T00:00:00.000Z', '2027-07-01T00:00:00.000Z']);
    assert.deepEqual(at('2027-08-01T00:00:00Z'), ['2027-08-01T00:00:00.000Z', undefined]);
    assert.deepEqual(at('2027-06-01T00:00:00Z', { users: [entry('ada')] }), [undefined, undefined]);
    const groups = [{ attributes: { displayName: 'G' }, members: ['ada@2027-06-15T00:00:00.000Z'] }];
    assert.equal(at('2027-06-01T00:00:00Z', { groups })[1], '2027-06-15T00:00:00.000Z');
  });

  it('leaves out of groups whoever expired before being created, and leaves such a manager out too, with a warning', () => {
    const over = { ...entry('gone'), expires: '2026-12-31T00:00:00Z' };
    const groups = [{ attributes: { displayName: 'G' }, members: ['gone', 'ada'] }];
    const plan = planOf({ users: [over, entry('ada')], groups });
    assert.deepEqual([codes(plan), actions(plan)], [[], ['create user:ada', 'create group:G']]);
    assert.deepEqual(codes(plan, 'warning'), ['RC1533']);
    const managed = entry('bob', { [ENTERPRISE_USER_SCHEMA]: { manager: { value: { $user: 'gone' } } } });
    const others = planOf({ users: [over, managed] });
    assert.deepEqual([codes(others), codes(others, 'warning')], [[], ['RC1533']]);
    assert.equal(JSON.stringify(others.changes).includes('manager'), false);
  });
});
