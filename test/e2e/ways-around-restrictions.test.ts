import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../../src/cli/files/sha256.ts';
import { loadProject } from '../../src/config/load-project.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Directory } from '../../src/model/directory.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { inFolder, PROJECT } from '../config/temporary-project.ts';

type Files = Readonly<Record<string, string>>;

/** Team A has a folder, and the rest is not its business. */
const RESTRICTIONS = `restrictions:
  - files: users/team-a/**
    users: userName ew "@a.example.com"
    groups: displayName sw "team-a-"
    attributes: [displayName, emails, title, enterprise.manager, members]
  - { files: users/team-c/**, users: 'enterprise.department eq "C"' }
  - { files: users/team-d/**, users: 'enterprise.department eq "C"', attributes: '*' }
  - { files: users/team-e/**, groups: not (displayName pr) }
  - { files: users/admin/**, attributes: '*' }
  - { files: rollcall.yaml, attributes: '*' }
`;
const RESOURCES = "resources: ['users/**/*.yaml', 'users/**/*.json', 'users/**/*.csv']\n";

/** What others declare. */
const OTHERS: Files = {
  'users/admin/people.yaml': `users:
  - { userName: root@example.com, emails: [{ value: root@mail.example.com }], title: Administrator }
  - { userName: new@example.com, emails: [{ value: new@mail.example.com }] }
  - { userName: new@c.example.com, enterprise: { department: D } }
groups:
  - { displayName: Admins, $members: additive, members: [root@example.com] }
`,
};

const ENTERPRISE = ENTERPRISE_USER_SCHEMA;
const DIRECTORY: Directory = {
  users: [
    {
      id: 'u-root',
      userName: 'root@example.com',
      title: 'Administrator',
      externalId: 'x-root',
      emails: [{ value: 'root@mail.example.com' }],
    },
    { id: 'u-boss', userName: 'boss@example.com', title: 'Boss', emails: [{ value: 'Boss@Mail.example.com' }] },
    { id: 'u-ann', userName: 'ann@a.example.com', title: 'Engineer' },
    { id: 'u-cat', userName: 'cat@c.example.com', [ENTERPRISE]: { department: 'D' } },
    { id: 'u-cid', userName: 'cid@c.example.com', [ENTERPRISE]: { department: 'C' } },
  ],
  groups: [
    { id: 'g-admins', displayName: 'Admins', members: [{ value: 'u-root', type: 'User' }] },
    { id: 'g-staff', displayName: 'Staff' },
    { id: 'g-a', displayName: 'team-a-all', members: [{ value: 'u-ann', type: 'User' }] },
  ],
  schemas: [],
};

interface Way {
  readonly files: Files;
  /** Links to make, by path. */
  readonly links?: Files;
  readonly settings?: string;
}

async function errorsOf(
  { files, links = {}, settings = '' }: Way,
  restrictions: string,
): Promise<readonly Diagnostic[]> {
  const all = { 'rollcall.yaml': PROJECT + RESOURCES + restrictions + settings, ...OTHERS, ...files };
  return inFolder(all, async (dir) => {
    for (const [path, target] of Object.entries(links)) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await symlink(target, join(dir, path));
    }
    const { configuration, diagnostics, locate } = await loadProject({ dir, variables: {} });
    const plan = configuration && makePlan({ ...PLANNING, configuration, locate });
    return [...diagnostics, ...(plan?.diagnostics ?? [])].filter(({ severity }) => severity === 'error');
  });
}

const PLANNING = {
  directory: DIRECTORY,
  profile: GENERIC,
  target: 'https://scim.example.com/scim/v2',
  tool: 'rollcall 0.0.0',
  variables: {},
  targets: [],
  digest: '',
  now: '2027-01-01T00:00:00Z',
  sha256,
};

const at = (path: string, text: string): Way => ({ files: { [path]: text } });
const user = (entry: string): Way => at('users/team-a/people.yaml', `users: [{ ${entry} }]\n`);
const group = (entry: string): Way => at('users/team-a/people.yaml', `groups: [{ ${entry} }]\n`);
const ofC = (text: string): Way => at('users/team-c/people.yaml', text);
const ofD = (text: string): Way => at('users/team-d/people.yaml', text);
const ANN = 'userName: ann@a.example.com';
const ALL = 'displayName: team-a-all, $members: additive';

const WAYS: readonly (readonly [title: string, code: Diagnostic['code'], way: Way])[] = [
  ['a user of somebody else', 'RC1442', user('userName: boss@example.com, title: Intern')],
  ['a new user elsewhere', 'RC1442', user('userName: mole@example.com')],
  ['an address that only begins like ours', 'RC1442', user('userName: x@a.example.com.evil.example')],
  ['a former name of somebody else', 'RC1442', user(`userName: z@a.example.com, $previously: boss@example.com`)],
  [
    'one of several former names',
    'RC1442',
    user('userName: z@a.example.com, $previously: [y@x.example, boss@example.com]'),
  ],
  ['the id of somebody else', 'RC1442', user('userName: z@a.example.com, $id: u-boss')],
  ['a rename out of the restriction', 'RC1442', user(`userName: ann@example.com, $previously: ann@a.example.com`)],
  ['a rename out of it by id', 'RC1442', user('userName: ann@example.com, $id: u-ann')],
  ['an externalId', 'RC1441', user(`${ANN}, externalId: mine`)],
  [
    'the externalId of somebody else, where it may be set',
    'RC1442',
    ofD('users: [{ userName: n@c.example.com, externalId: x-root, enterprise: { department: C } }]'),
  ],
  ['a removal of somebody else', 'RC1442', user('userName: boss@example.com, $state: absent')],
  ['a removal by id', 'RC1442', user('$id: u-boss, $state: absent')],
  ['a removal by externalId', 'RC1441', user('externalId: x-root, $state: absent')],
  ['an expiry of somebody else', 'RC1442', user('userName: boss@example.com, $expires: 2026-01-01')],
  ['a deactivation of somebody else', 'RC1442', user('userName: boss@example.com, active: false')],
  [
    'somebody of another department',
    'RC1442',
    ofC('users: [{ userName: cat@c.example.com, enterprise: { department: C } }]'),
  ],
  ['somebody of no department that is written', 'RC1442', ofC('users: [{ userName: cid@c.example.com }]')],
  ['a removal from another department', 'RC1442', ofC('users: [{ userName: cat@c.example.com, $state: absent }]')],
  ['a group of somebody else', 'RC1442', group('displayName: Admins, $members: additive, members: []')],
  [
    'oneself in the group of somebody else',
    'RC1442',
    group('displayName: Admins, $members: additive, members: [ann@a.example.com]'),
  ],
  ['the group of somebody else by id', 'RC1442', group('displayName: team-a-admins, $id: g-staff')],
  ['the group of somebody else by its former name', 'RC1442', group('displayName: team-a-x, $previously: Staff')],
  ['groups said of a user', 'RC1441', user(`${ANN}, groups: [{ value: g-admins }]`)],
  ['a group where none is meant', 'RC1442', at('users/team-e/a.yaml', 'groups: [{ displayName: Any }]')],
  [
    'a nested group where none is meant',
    'RC1443',
    at('users/team-e/a.yaml', 'users: []\ngroups: [{ displayName: Any, members: [{ group: Staff }] }]'),
  ],
  ['a removal of a group', 'RC1442', group('displayName: Admins, $state: absent')],
  ['a stranger as a member', 'RC1443', group(`${ALL}, members: [boss@example.com]`)],
  ['a stranger as a member by id', 'RC1443', group(`${ALL}, members: [{ $id: u-boss }]`)],
  ['a member of whom nothing is known', 'RC1443', group(`${ALL}, members: [{ $id: u-nobody }]`)],
  ['a stranger with an expiry', 'RC1443', group(`${ALL}, members: [{ user: boss@example.com, $expires: 2030-01-01 }]`)],
  ['a stranger to put out', 'RC1443', group(`${ALL}, members: [{ user: boss@example.com, $state: absent }]`)],
  ['a stranger declared elsewhere', 'RC1443', group(`${ALL}, members: [new@example.com]`)],
  ['a group of somebody else within ours', 'RC1443', group(`${ALL}, members: [{ group: Admins }]`)],
  ['such a group by id', 'RC1443', group(`${ALL}, members: [{ $id: g-admins }]`)],
  ['a rule that takes strangers', 'RC1443', group("displayName: team-a-all, $memberRule: 'userName pr'")],
  [
    'a rule that takes a stranger by what the service holds',
    'RC1443',
    ofC('groups: [{ displayName: C, $members: additive, $memberRule: \'title eq "Administrator"\' }]'),
  ],
  [
    'a member of another department',
    'RC1443',
    ofC('groups: [{ displayName: C, $members: additive, members: [cat@c.example.com] }]'),
  ],
  ['a new member of another department', 'RC1443', ofC('groups: [{ displayName: C, members: [new@c.example.com] }]')],
  ['a manager of somebody else', 'RC1443', user(`${ANN}, enterprise: { manager: boss@example.com }`)],
  ['such a manager by id', 'RC1443', user(`${ANN}, enterprise: { manager: { $id: u-boss } }`)],
  [
    'the e-mail address of somebody on the service',
    'RC1444',
    user(`${ANN}, emails: [{ value: boss@mail.example.com }]`),
  ],
  ['the same in capitals and with blanks', 'RC1444', user(`${ANN}, emails: [{ value: ' BOSS@mail.example.com ' }]`)],
  ['the userName of somebody as an address', 'RC1444', user(`${ANN}, emails: [{ value: boss@example.com }]`)],
  [
    'the address of somebody who is declared elsewhere',
    'RC1444',
    user(`${ANN}, emails: [{ value: new@mail.example.com }]`),
  ],
  [
    'an address that is sent once and then ignored',
    'RC1444',
    user('userName: new@a.example.com, emails: [{ value: boss@mail.example.com }], $ignore: emails'),
  ],
  [
    'a second address',
    'RC1444',
    user(`${ANN}, emails: [{ value: own@a.example.com, primary: true }, { value: root@mail.example.com }]`),
  ],
  ['an attribute that is not listed', 'RC1441', user(`${ANN}, nickName: root`)],
  ['such an attribute in capitals', 'RC1441', user(`${ANN}, NICKNAME: root`)],
  ['such an attribute cleared', 'RC1441', user(`${ANN}, nickName: null`)],
  ['a password', 'RC1441', user(`${ANN}, password: '\${env:PASSWORD}'`)],
  ['roles', 'RC1441', user(`${ANN}, roles: [{ value: admin, primary: true }]`)],
  [
    'entitlements where nothing is listed',
    'RC1441',
    ofC('users: [{ userName: cid@c.example.com, enterprise: { department: C }, entitlements: [{ value: all }] }]'),
  ],
  [
    'roles where nothing is listed',
    'RC1441',
    ofC('users: [{ userName: cid@c.example.com, enterprise: { department: C }, roles: [{ value: admin }] }]'),
  ],
  ['an attribute of an extension', 'RC1441', user(`${ANN}, enterprise: { department: Board }`)],
  ['the same by its URN', 'RC1441', user(`${ANN}, '${ENTERPRISE}': { department: Board }`)],
  ['the same by its URN in capitals', 'RC1441', user(`${ANN}, '${ENTERPRISE.toUpperCase()}': { department: Board }`)],
  ['an extension cleared', 'RC1441', user(`${ANN}, enterprise: null`)],
  ['an extension that nobody describes', 'RC1441', user(`${ANN}, 'urn:example:2.0:User': { admin: true }`)],
  [
    'an attribute by an anchor',
    'RC1441',
    at(
      'users/team-a/people.yaml',
      'users:\n  - &a { userName: ann@a.example.com, nickName: root }\n  - { <<: *a, userName: abe@a.example.com }\n',
    ),
  ],
  [
    'defaults for everybody in a resource file',
    'RC1024',
    at('users/team-a/people.yaml', 'defaults: { user: { title: Boss } }\nusers: [{ userName: ann@a.example.com }]\n'),
  ],
  ['a CSV row', 'RC1442', at('users/team-a/people.csv', 'userName,title\nboss@example.com,Intern\n')],
  ['a CSV column', 'RC1441', at('users/team-a/people.csv', 'userName,externalId\nann@a.example.com,x-root\n')],
  [
    'a CSV column of an extension',
    'RC1441',
    at('users/team-a/people.csv', 'userName,enterprise.department\nann@a.example.com,Board\n'),
  ],
  ['JSON', 'RC1442', at('users/team-a/people.json', '{"users": [{"userName": "boss@example.com"}]}')],
  [
    'an attribute in JSON',
    'RC1441',
    at('users/team-a/people.json', '{"users": [{"userName": "ann@a.example.com", "nickName": "root"}]}'),
  ],
  ['a folder of another case', 'RC1440', at('users/Team-A/people.yaml', 'users: [{ userName: ann@a.example.com }]\n')],
  [
    'a folder that nothing takes',
    'RC1440',
    at('users/team-b/people.yaml', 'users: [{ userName: ann@a.example.com }]\n'),
  ],
  [
    'a link from a folder where all may be declared',
    'RC1442',
    { ...user('userName: boss@example.com'), links: { 'users/admin/linked.yaml': '../team-a/people.yaml' } },
  ],
  [
    'a link of a folder',
    'RC1442',
    {
      ...at('users/team-a/sub/people.yaml', 'users: [{ userName: boss@example.com }]\n'),
      settings: 'variables: {}\n',
      links: { 'users/admin/sub': '../team-a/sub' },
    },
  ],
  [
    'a link to a file that nothing takes',
    'RC1440',
    {
      ...at('stray/people.yaml', 'users: [{ userName: ann@a.example.com }]\n'),
      links: { 'users/admin/linked.yaml': '../../stray/people.yaml' },
    },
  ],
];

describe('a way around restrictions', () => {
  for (const [title, code, way] of WAYS) {
    it(`${title} ends in ${code}`, async () => {
      const errors = await errorsOf(way, RESTRICTIONS);
      const codes = errors.map((error) => error.code);
      assert.ok(codes.includes(code), `${codes.join(', ')}\n${errors.map(({ detail }) => detail).join('\n')}`);
    });
  }

  it('is no error where there are no restrictions, but for faults of another kind', async () => {
    for (const [title, code, way] of WAYS) {
      const codes = (await errorsOf(way, '')).map((error) => error.code);
      assert.ok(!codes.some((one) => one.startsWith('RC144')), `${title}: ${codes.join(', ')}`);
      assert.ok(code.startsWith('RC144') || codes.includes(code), title);
    }
  });
});

const FINE: readonly (readonly [title: string, way: Way])[] = [
  [
    'its own people',
    user(`${ANN}, title: Lead, active: true, emails: [{ value: ann@mail.example.com, primary: true }]`),
  ],
  ['somebody new', user('userName: new@a.example.com, displayName: New')],
  ['a rename within', user('userName: anna@a.example.com, $previously: ann@a.example.com')],
  ['a removal of its own', user(`${ANN}, $state: absent`)],
  ['a removal by id of its own', user('$id: u-ann, $state: absent')],
  ['a removal where the key does not tell', ofC('users: [{ userName: cid@c.example.com, $state: absent }]')],
  ['a manager of its own', user(`userName: new@a.example.com, enterprise: { manager: ann@a.example.com }`)],
  ['members of its own', group(`${ALL}, members: [ann@a.example.com]`)],
  [
    'a member of whom only the service tells',
    ofC('groups: [{ displayName: C, $members: additive, members: [cid@c.example.com] }]'),
  ],
  ['its own address again', user(`${ANN}, emails: [{ value: ann@a.example.com }]`)],
  [
    'what the defaults give to everybody',
    {
      ...user('userName: new@a.example.com'),
      settings: 'defaults: { user: { nickName: x, enterprise: { manager: boss@example.com, department: D } } }\n',
    },
  ],
];

describe('within restrictions a file may declare', () => {
  for (const [title, way] of FINE) {
    it(title, async () => {
      const errors = await errorsOf(way, RESTRICTIONS);
      assert.deepEqual(errors, []);
    });
  }
});

describe('restrictions of an environment', () => {
  const base = 'restrictions: [{ files: "**", users: \'userName ew "@a.example.com"\' }]\n';
  const load = (environment: string, user: string) =>
    inFolder(
      {
        'rollcall.yaml': `${PROJECT}${base}environments: { test: { ${environment} } }\n`,
        'users/a.yaml': `users: [{ ${user} }]\n`,
      },
      async (dir) => {
        const { diagnostics } = await loadProject({ dir, variables: {}, environment: 'test' });
        return diagnostics.map(({ code }) => code);
      },
    );

  it('hold besides those of the project, each by its own first taker', async () => {
    const own = 'restrictions: [{ files: "users/**", attributes: [title] }, { files: "**", attributes: "*" }]';
    assert.deepEqual(await load(own, `${ANN}, title: Lead`), []);
    assert.deepEqual(await load(own, `${ANN}, nickName: A`), ['RC1441']);
    assert.deepEqual(await load(own, 'userName: boss@example.com'), ['RC1442']);
  });

  it('take nothing away from those of the project', async () => {
    for (const own of ['restrictions: null', 'restrictions: []', 'restrictions: [{ files: "**", attributes: "*" }]']) {
      assert.deepEqual(await load(own, 'userName: boss@example.com'), ['RC1442'], own);
    }
  });

  it('need an entry for each file', async () => {
    assert.deepEqual(await load('restrictions: [{ files: "groups/**" }]', ANN), ['RC1440']);
  });
});
