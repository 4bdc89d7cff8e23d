import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sha256 } from '../../../src/cli/files/sha256.ts';
import { managedAttributes } from '../../../src/directory/asking/requested-attributes.ts';
import type { Configuration } from '../../../src/model/configuration.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { PROFILES } from '../../../src/profiles/profiles.ts';
import { renderPlanText } from '../../../src/render/plan/plan-text.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { requestLines } from '../../support/planning.ts';
import { load } from '../temporary-project.ts';

const NOW = new Date('2027-01-01T00:00:00Z');

/** What the environment `chat` takes of a project. */
async function chat(environment: string, rest: string): Promise<Configuration> {
  const base = 'service: { baseUrl: https://scim.example.com/scim/v2 }\n';
  const text = `${base}environments:\n  chat: ${environment}\n  rest: {}\n${rest}`;
  const { configuration, diagnostics } = await load({ 'rollcall.yaml': text }, { environment: 'chat', now: NOW });
  assert.ok(configuration, diagnostics.map(({ detail }) => detail).join('\n'));
  return configuration;
}

const names = (entries: readonly { readonly name: string }[] = []) => entries.map(({ name }) => name);

function planned(
  configuration: Configuration,
  current: readonly JsonObject[] = [],
  targets: readonly string[] = [],
  groups: readonly JsonObject[] = [],
) {
  const profile = PROFILES.get(configuration.service.profile);
  assert.ok(profile);
  return makePlan({
    configuration,
    directory: {
      users: current.map((user) => ({ ...user, id: `id-${user['userName']}` })),
      groups: groups.map((group) => ({ ...group, id: `id-${group['displayName']}` })),
      schemas: [],
    },
    profile,
    target: 'https://scim.example.com/scim/v2',
    tool: 'rollcall 0.0.0',
    variables: {},
    targets,
    digest: '',
    now: NOW.toISOString(),
    locate: ({ file }) => ({ file, start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }),
    sha256,
  });
}

describe('select of an environment', () => {
  const people = `users:
  - { userName: ada, userType: Employee }
  - { userName: bob, userType: Contractor }
  - { userName: gone, $state: absent }
  - { userName: over, userType: Contractor, $expires: 2026-06-30 }
  - { userName: soon, userType: Contractor, $expires: 2027-06-30 }
`;

  it('keeps those whom the filter takes, and whoever is to leave every service', async () => {
    const { users, notSelected } = await chat(`{ select: { users: 'userType eq "Employee"' } }`, people);
    assert.deepEqual(names(users), ['ada', 'gone', 'over']);
    assert.deepEqual(names(notSelected), ['bob', 'soon']);
  });

  it('sees what defaults declare, and a manager by name', async () => {
    const { users } = await chat(
      `{ select: { users: 'userType eq "Staff" and not (enterprise.manager pr and enterprise.manager eq "EVE")' } }`,
      `defaults: { user: { userType: Staff } }
users:
  - { userName: ada }
  - { userName: bob, enterprise: { manager: eve } }
  - { userName: eve, userType: Robot }
`,
    );
    assert.deepEqual(names(users), ['ada']);
  });

  it('takes a filter of elements of an extension by its alias', async () => {
    const { users } = await chat(
      `{ select: { users: 'genesys.routingSkills[name eq "Billing"]' } }`,
      `users:
  - { userName: ada, genesys: { routingSkills: [{ name: Billing, proficiency: 1 }] } }
  - { userName: bob, genesys: { routingSkills: [{ name: Sales, proficiency: 1 }] } }
`,
    );
    assert.deepEqual(names(users), ['ada']);
  });

  it('takes everybody where there is none', async () => {
    assert.equal((await chat('{}', people)).notSelected, undefined);
  });

  it('leaves references to those left out aside, by name and by id, and their managers alone', async () => {
    const { users, groups } = await chat(
      `{ select: { users: 'userType eq "Employee"', groups: 'displayName ne "Visitors"' } }`,
      `users:
  - { userName: ada, userType: Employee, enterprise: { manager: bob, department: Lab } }
  - { userName: cleo, userType: Employee, enterprise: { manager: ada } }
  - { userName: bob, userType: Contractor, $id: "7" }
groups:
  - displayName: Lab
    members: [ada, BOB, { $id: "7" }, { group: visitors }, somebody-on-the-service]
  - { displayName: Door, members: [{ user: bob, $state: absent }], $members: additive }
  - { displayName: Visitors, members: [bob] }
`,
    );
    assert.deepEqual(users[0]?.omit, [`${ENTERPRISE_USER_SCHEMA}:manager`]);
    assert.equal(users[1]?.omit, undefined);
    assert.deepEqual(users[1]?.attributes[ENTERPRISE_USER_SCHEMA], { manager: { value: { $user: 'ada' } } });
    assert.deepEqual(
      groups.map(({ members }) => members?.entries.map(({ target }) => ('name' in target ? target.name : target.id))),
      [['ada', 'somebody-on-the-service'], ['bob']],
    );
  });
});

describe('a leaver', () => {
  const comparison = fc.constantFrom(
    'userType eq "Staff"',
    'userType pr',
    'userName sw "x"',
    'enterprise.department eq "Lab"',
    'emails[type eq "work" and value ew "@example.com"]',
    'urn:example:Badge:level ge 2',
    'enterprise.manager eq "boss"',
  );
  const { filter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      comparison,
      tie('filter').map((inner) => `not (${inner})`),
      fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map((parts) => `(${parts.join(' ')})`),
    ),
  }));
  const leaver = fc.constantFrom(
    '$state: absent',
    '$expires: 2026-06-30',
    '$expires: 2026-06-30, userType: Guest',
    '$expires: 2026-06-30, userType: Staff, enterprise: { department: Lab, manager: boss }',
    '$expires: 2026-12-31, emails: [{ value: x@example.com, type: work }], urn:example:Badge: { level: 3 }',
  );

  it('leaves every service, whatever its select says', async () => {
    await fc.assert(
      fc.asyncProperty(filter, fc.array(leaver, { minLength: 1, maxLength: 4 }), async (select, leavers) => {
        const entries = leavers.map((how, index) => `  - { userName: x${index}, ${how} }\n`);
        const configuration = await chat(`{ select: { users: '${select}' } }`, `users:\n${entries.join('')}`);
        const held = leavers.map((_, index) => ({ userName: `x${index}`, active: true }));
        const { changes } = planned(configuration, [...held, { userName: 'boss' }]);
        const gone = changes.filter(({ action }) => action === 'delete' || action === 'deactivate');
        assert.deepEqual(
          names(gone.map(({ resource }) => resource)).toSorted(),
          held.map(({ userName }) => userName),
        );
      }),
      { seed: 23, numRuns: 100 },
    );
  });
});

describe('whoever select leaves out', () => {
  it('is declared nowhere for ownership, and counted by himself', async () => {
    const configuration = await chat(
      `{ select: { users: 'userType eq "Staff"' }, ownership: { users: { scope: userName pr, undeclared: deactivate } } }`,
      `users:
  - { userName: ada, userType: Staff }
  - { userName: bob, userType: Guest }
  - { userName: cy, userType: Guest, externalId: c7 }
`,
    );
    const held = ['ada', 'bob', 'other'].map((userName) => ({ userName, active: true }));
    const plan = planned(configuration, [...held, { userName: 'cyrus', externalId: 'C7', active: true }]);
    assert.deepEqual(
      plan.changes.map(({ key, action, undeclared, notSelected }) => [key, action, undeclared, notSelected]),
      [
        ['user:ada', 'update', undefined, undefined],
        ['user:bob', 'deactivate', true, true],
        ['user:cyrus', 'deactivate', true, undefined],
        ['user:other', 'deactivate', true, undefined],
      ],
    );
    assert.deepEqual(plan.declaredNowhere.User, { active: 2, inactive: 0, notSelected: 1 });
    assert.match(renderPlanText(plan, PLAIN), /in scope and not selected here/u);
    assert.match(renderPlanText(plan, PLAIN), /Not selected here: 1 user of the service\./u);
  });
});

describe('whoever select leaves out and protects', () => {
  it('is never removed: by name, and by any key of the entry', async () => {
    const configuration = await chat(
      `{ select: { users: 'userType eq "Staff"' }, ownership: { users: { scope: userName pr, undeclared: delete } } }`,
      `users:
  - { userName: ada, userType: Staff }
  - { userName: boss, userType: Chief, $protect: true }
  - { userName: root, userType: Chief, externalId: r1, $protect: true }
  - { userName: bob, userType: Guest }
`,
    );
    const held = [{ userName: 'ada' }, { userName: 'BOSS' }, { userName: 'toor', externalId: 'r1' }];
    const { refusals } = planned(configuration, [...held, { userName: 'bob' }]);
    const refused = refusals.flatMap((refusal) => (refusal.guard === 'protected' ? [[refusal.key, refusal.by]] : []));
    assert.deepEqual(refused, [
      ['user:BOSS', '$protect'],
      ['user:toor', '$protect'],
    ]);
  });
});

describe('what names somebody whom select leaves out', () => {
  it('still takes out whose membership is over, and adds nobody who is not here', async () => {
    const configuration = await chat(
      `{ select: { users: 'userType eq "Staff"' } }`,
      `users: [{ userName: ada, userType: Staff }, { userName: bob, userType: Guest }, { userName: cy, userType: Guest }]
groups:
  - displayName: Lab
    members: [ada, { user: bob, $expires: 2026-06-30 }, { user: cy, $expires: 2026-06-30 }]
    $members: additive
  - { displayName: Door, members: [ada, { user: bob, $expires: 2027-06-30 }], $members: additive }
`,
    );
    const members = [{ value: 'id-ada' }, { value: 'id-bob' }];
    const groups = ['Lab', 'Door'].map((displayName) => ({ displayName, members }));
    const plan = planned(configuration, [{ userName: 'ada', userType: 'Staff' }, { userName: 'bob' }], [], groups);
    assert.deepEqual(plan.diagnostics, []);
    assert.deepEqual(requestLines(plan), ['PATCH /Groups/id-Lab remove members[value eq "id-bob"]']);
  });

  it('is no slip: not a policy, a protection or a target', async () => {
    const configuration = await chat(
      `{ select: { groups: 'displayName eq "Lab"', users: 'userName eq "ada"' }, ownership: { users: { scope: userName pr } } }`,
      `guards: { protect: ["user:bob"] }
policies: [{ name: apart, exclusive: [Lab, Visitors] }]
users: [{ userName: ada }, { userName: bob }]
groups: [{ displayName: Lab, members: [ada] }, { displayName: Visitors, members: [ada] }]
`,
    );
    const codes = (targets: readonly string[]) =>
      planned(configuration, [], targets).diagnostics.map(({ code }) => code);
    assert.deepEqual(codes(['user:bob']), []);
    assert.deepEqual(codes(['user:nobody']), ['RC1514']);
  });

  it('is seen by policies and rules, and never sent: a manager whom the file names', async () => {
    const configuration = await chat(
      `{ select: { users: 'userName ne "bob"' } }`,
      `policies: [{ name: managed, users: 'userName sw "a"', require: enterprise.manager }]
users:
  - { userName: ada, enterprise: { manager: bob } }
  - { userName: ann, enterprise: { manager: bob, department: Lab } }
  - { userName: bob }
groups: [{ displayName: Team, $memberRule: 'enterprise.manager eq "bob"' }]
`,
    );
    for (const current of [[], [{ userName: 'ada' }]]) {
      const plan = planned(configuration, current);
      assert.deepEqual(plan.diagnostics, []);
      assert.doesNotMatch(requestLines(plan).join('\n'), /manager|bob/u);
      assert.match(renderPlanText(plan, PLAIN), /by rule: enterprise\.manager eq "bob"\n.*ann +by rule/u);
    }
  });

  it('is somebody declared, so that a shared address is no doubt', async () => {
    const configuration = await chat(
      `{ select: { users: 'userName ne "ada.admin"' } }`,
      `users:
  - { userName: ada, emails: [{ value: ada@example.com }] }
  - { userName: ada.admin, emails: [{ value: ada@example.com }] }
`,
    );
    const alone = await chat('{}', 'users: [{ userName: ada, emails: [{ value: ada@example.com }] }]\n');
    const held = [{ userName: 'ada.admin', emails: [{ value: 'ada@example.com' }] }];
    assert.deepEqual(planned(configuration, held).refusals, []);
    assert.equal(planned(alone, held).refusals.length, 1);
  });
});

describe('omit of an environment', () => {
  it('never sends what it names, and leaves that alone on the service', async () => {
    const configuration = await chat(
      '{ omit: { users: [title, name.familyName, enterprise] } }',
      'users: [{ userName: ada, title: Lead, nickName: A, name: { givenName: Ada, familyName: King }, enterprise: { department: Lab } }]\n',
    );
    const created = requestLines(planned(configuration)).join('\n');
    assert.match(created, /"nickName":"A"/u);
    assert.match(created, /"name":\{"givenName":"Ada"\}/u);
    assert.doesNotMatch(created, /title|familyName|department|Lead/u);
    const held = { userName: 'ada', nickName: 'A', title: 'Old' };
    assert.deepEqual(requestLines(planned(configuration, [held])), ['PATCH /Users/id-ada add name.givenName "Ada"']);
    assert.deepEqual(managedAttributes(configuration).User, ['userName', 'active', 'nickName', 'name']);
  });

  it('is judged after select, rules and policies', async () => {
    const configuration = await chat(
      `{ omit: { users: [userType] }, select: { users: 'userType eq "Staff"' } }`,
      `users: [{ userName: ada, userType: Staff }]
groups: [{ displayName: All, $memberRule: 'userType eq "Staff"' }]
policies: [{ name: typed, users: userName pr, require: userType }]
`,
    );
    const plan = planned(configuration);
    assert.deepEqual(
      plan.diagnostics.map(({ code }) => code),
      [],
    );
    assert.match(JSON.stringify(plan.changes[1]?.after), /"name":"ada"/u);
    assert.doesNotMatch(requestLines(plan).join('\n'), /userType/u);
  });

  it("covers other services' extensions without being asked, but for a service that nobody knows", async () => {
    const users = 'users: [{ userName: ada, emails: [{ value: a@b.example }], genesys: { externalIds: [] } }]\n';
    const slack = await chat('{ service: { profile: slack, baseUrl: https://api.slack.com/scim/v2 } }', users);
    assert.doesNotMatch(requestLines(planned(slack)).join('\n'), /genesys/iu);
    const generic = await chat('{}', users.replace('[]', '[{ authority: HR, value: "1" }]'));
    assert.match(requestLines(planned(generic)).join('\n'), /genesys/iu);
  });
});

describe('what environments are merged of', () => {
  const base = `service:
  profile: genesys-cloud
  region: us-east-1
  phoneRegion: GB
  auth: { clientId: a, clientSecret: "\${env:A_SECRET}" }
guards: { protect: ["user:root"], maxRemovals: 5% }
`;
  const merged = async (environment: string) => {
    const text = `${base}environments:\n  other: ${environment}\n`;
    const { configuration, diagnostics } = await load({ 'rollcall.yaml': text }, { environment: 'other' });
    assert.ok(configuration, diagnostics.map(({ detail }) => detail).join('\n'));
    return configuration;
  };

  it('is nothing of the service where the profile is another one', async () => {
    const { service } = await merged('{ service: { profile: slack } }');
    assert.deepEqual(service, {
      profile: 'slack',
      baseUrl: 'https://api.slack.com/scim/v2',
      auth: { kind: 'none' },
      dialect: {},
    });
  });

  it('is all of the service where the profile is the same, but for credentials that are written anew', async () => {
    const { service } = await merged(`{ service: { profile: genesys-cloud, auth: { token: "\${env:TOKEN}" } } }`);
    assert.deepEqual([service.region, service.phoneRegion], ['us-east-1', 'GB']);
    assert.deepEqual(service.auth, { kind: 'token', token: { $secret: 'env:TOKEN' } });
    const kept = await merged('{ service: { region: eu-west-1 } }');
    assert.equal(kept.service.auth.kind, 'clientCredentials');
  });

  it('is what both protect', async () => {
    const { guards } = await merged('{ guards: { protect: ["user:boss"], maxRemovals: 1 } }');
    assert.deepEqual(guards.protect, ['user:root', 'user:boss']);
    assert.equal(guards.maxRemovals, 1);
    assert.deepEqual((await merged('{ guards: null }')).guards.protect, ['user:root']);
  });
});
