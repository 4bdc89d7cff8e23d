import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { type Client, connect, ENTERPRISE, PATCH_OP, valuesOf } from '../support.ts';

const UNKNOWN = 'urn:example:params:scim:schemas:extension:badge:2.0:User';
const ADA: JsonObject = {
  id: 'ada',
  userName: 'ada@example.com',
  title: 'Countess',
  active: true,
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { value: 'ada@example.com', type: 'work', primary: true },
    { value: 'ada@home.example', type: 'home' },
  ],
  [ENTERPRISE]: { department: 'Research', manager: { value: 'boss' } },
};
const USERS = [{ id: 'boss', userName: 'boss@example.com' }, ADA];
const GROUPS = [
  { id: 'g1', displayName: 'One', members: [{ value: 'ada' }] },
  { id: 'g2', displayName: 'Two' },
];

const WORK = 'emails[type eq "work"]';

/** What an operation does to an attribute of Ada. */
const EFFECTS: readonly (readonly [
  does: string,
  operation: JsonObject,
  attribute: string,
  value: JsonValue | undefined,
])[] = [
  ['sets a simple attribute', { op: 'replace', path: 'title', value: 'x' }, 'title', 'x'],
  ['adds a simple attribute', { op: 'add', path: 'nickName', value: 'x' }, 'nickName', 'x'],
  ['replaces an attribute that is not there', { op: 'replace', path: 'nickName', value: 'x' }, 'nickName', 'x'],
  ['takes names in any case', { op: 'replace', path: 'TITLE', value: 'x' }, 'title', 'x'],
  [
    'takes a core URN',
    { op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:title', value: 'x' },
    'title',
    'x',
  ],
  ['removes an attribute', { op: 'remove', path: 'title' }, 'title', undefined],
  ['removes an attribute by null', { op: 'replace', path: 'title', value: null }, 'title', undefined],
  ['removes an attribute by an empty array', { op: 'replace', path: 'emails', value: [] }, 'emails', undefined],
  ['removes an attribute that is not there', { op: 'remove', path: 'nickName' }, 'nickName', undefined],
  [
    'sets a sub-attribute',
    { op: 'replace', path: 'name.givenName', value: 'A' },
    'name',
    { givenName: 'A', familyName: 'Lovelace' },
  ],
  ['removes a sub-attribute', { op: 'remove', path: 'name.givenName' }, 'name', { familyName: 'Lovelace' }],
  [
    'merges a complex value on add',
    { op: 'add', path: 'name', value: { middleName: 'K' } },
    'name',
    { givenName: 'Ada', familyName: 'Lovelace', middleName: 'K' },
  ],
  [
    'merges a complex value on replace',
    { op: 'replace', path: 'name', value: { givenName: 'A' } },
    'name',
    { givenName: 'A', familyName: 'Lovelace' },
  ],
  [
    'removes what a complex value says is null',
    { op: 'replace', value: { name: { givenName: null } } },
    'name',
    { familyName: 'Lovelace' },
  ],
  [
    'sets an attribute of an extension',
    { op: 'replace', path: `${ENTERPRISE}:department`, value: 'x' },
    ENTERPRISE,
    { department: 'x', manager: { value: 'boss' } },
  ],
  [
    'sets a sub-attribute of an extension',
    { op: 'replace', path: `${ENTERPRISE}:manager.value`, value: 'ada' },
    ENTERPRISE,
    { department: 'Research', manager: { value: 'ada' } },
  ],
  [
    'removes an attribute of an extension',
    { op: 'remove', path: `${ENTERPRISE}:manager` },
    ENTERPRISE,
    { department: 'Research' },
  ],
  [
    'adds to an extension as a whole',
    { op: 'add', path: ENTERPRISE, value: { division: 'x' } },
    ENTERPRISE,
    { department: 'Research', manager: { value: 'boss' }, division: 'x' },
  ],
  [
    'adds to an extension without a path',
    { op: 'add', value: { [ENTERPRISE.toLowerCase()]: { DIVISION: 'x' } } },
    ENTERPRISE,
    { department: 'Research', manager: { value: 'boss' }, division: 'x' },
  ],
  ['removes an extension', { op: 'remove', path: ENTERPRISE }, ENTERPRISE, undefined],
  [
    'starts an extension that nobody knows',
    { op: 'add', path: `${UNKNOWN}:colour`, value: 'red' },
    UNKNOWN,
    { colour: 'red' },
  ],
  [
    'starts it without a path',
    { op: 'add', value: { [UNKNOWN]: { colours: ['red'] } } },
    UNKNOWN,
    { colours: ['red'] },
  ],
  ['adds an element', { op: 'add', path: 'ims', value: [{ value: 'a' }] }, 'ims', [{ value: 'a' }]],
  [
    'adds an element that is not in an array',
    { op: 'add', path: 'ims', value: { value: 'a' } },
    'ims',
    [{ value: 'a' }],
  ],
  [
    'adds no element twice',
    { op: 'add', path: 'emails', value: [{ value: 'ADA@home.example', type: 'home' }] },
    'emails',
    [
      { value: 'ada@example.com', type: 'work', primary: true },
      { value: 'ADA@home.example', type: 'home' },
    ],
  ],
  [
    'demotes the primary value when it adds another',
    { op: 'add', path: 'emails', value: [{ value: 'x', primary: true }] },
    'emails',
    [
      { value: 'ada@example.com', type: 'work', primary: false },
      { value: 'ada@home.example', type: 'home' },
      { value: 'x', primary: true },
    ],
  ],
  [
    'demotes the primary value when another becomes it',
    { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
    'emails',
    [
      { value: 'ada@example.com', type: 'work', primary: false },
      { value: 'ada@home.example', type: 'home', primary: true },
    ],
  ],
  [
    'demotes the primary value when it is added again as primary',
    { op: 'add', path: 'emails', value: [{ value: 'ada@home.example', type: 'home', primary: true }] },
    'emails',
    [
      { value: 'ada@example.com', type: 'work', primary: false },
      { value: 'ada@home.example', type: 'home', primary: true },
    ],
  ],
  [
    'replaces an element whole',
    { op: 'replace', path: WORK, value: { value: 'x' } },
    'emails',
    [{ value: 'x' }, { value: 'ada@home.example', type: 'home' }],
  ],
  [
    'adds to an element',
    { op: 'add', path: WORK, value: { display: 'x' } },
    'emails',
    [
      { value: 'ada@example.com', type: 'work', primary: true, display: 'x' },
      { value: 'ada@home.example', type: 'home' },
    ],
  ],
  [
    'sets a sub-attribute of every element that matches',
    { op: 'replace', path: 'emails[value pr].display', value: 'x' },
    'emails',
    [
      { value: 'ada@example.com', type: 'work', primary: true, display: 'x' },
      { value: 'ada@home.example', type: 'home', display: 'x' },
    ],
  ],
  [
    'removes a sub-attribute of an element',
    { op: 'remove', path: `${WORK}.primary` },
    'emails',
    [
      { value: 'ada@example.com', type: 'work' },
      { value: 'ada@home.example', type: 'home' },
    ],
  ],
  ['removes the last elements', { op: 'remove', path: 'emails[value pr]' }, 'emails', undefined],
  ['lets an id stand that is its own', { op: 'replace', value: { id: 'ada', schemas: [], title: 'x' } }, 'title', 'x'],
];

/** What is refused, with its status and keyword. */
const REFUSALS: readonly (readonly [why: string, operation: JsonObject, scimType: string])[] = [
  ['remove without a path', { op: 'remove' }, 'noTarget'],
  [
    'a filter that matches nothing, on replace',
    { op: 'replace', path: 'emails[type eq "x"].value', value: 'x' },
    'noTarget',
  ],
  ['a filter that matches nothing, on add', { op: 'add', path: 'emails[type eq "x"].value', value: 'x' }, 'noTarget'],
  ['a filter that matches nothing, on remove', { op: 'remove', path: 'emails[type eq "x"]' }, 'noTarget'],
  ['a malformed path', { op: 'replace', path: 'a b', value: 'x' }, 'invalidPath'],
  ['a JSON pointer', { op: 'replace', path: '/title', value: 'x' }, 'invalidPath'],
  ['an unknown attribute', { op: 'replace', path: 'titel', value: 'x' }, 'invalidPath'],
  ['an unknown sub-attribute', { op: 'replace', path: 'name.given', value: 'x' }, 'invalidPath'],
  [
    'an unknown attribute of a known extension',
    { op: 'replace', path: `${ENTERPRISE}:dept`, value: 'x' },
    'invalidPath',
  ],
  ['an unknown attribute without a path', { op: 'replace', value: { titel: 'x' } }, 'invalidPath'],
  ['a dotted name without a path', { op: 'replace', value: { 'name.givenName': 'x' } }, 'invalidPath'],
  ['a sub-attribute of all elements', { op: 'replace', path: 'emails.value', value: 'x' }, 'invalidPath'],
  ['a filter on a singular attribute', { op: 'replace', path: 'name[givenName pr]', value: {} }, 'invalidPath'],
  ['a malformed filter', { op: 'replace', path: 'emails[type is "x"].value', value: 'x' }, 'invalidFilter'],
  ['an unclosed filter', { op: 'replace', path: 'emails[type eq "x"', value: 'x' }, 'invalidFilter'],
  [
    'an unknown sub-attribute in a filter',
    { op: 'replace', path: 'emails[kind eq "x"].value', value: 'x' },
    'invalidFilter',
  ],
  ['an order of booleans', { op: 'replace', path: 'emails[primary gt true].value', value: 'x' }, 'invalidFilter'],
  ['a read-only attribute', { op: 'replace', path: 'meta.created', value: '2026-01-01T00:00:00Z' }, 'mutability'],
  ['a foreign id', { op: 'replace', value: { id: 'x' } }, 'mutability'],
  ['the groups of a user', { op: 'add', path: 'groups', value: [{ value: 'g2' }] }, 'mutability'],
  ['a read-only sub-attribute', { op: 'replace', path: `${ENTERPRISE}:manager.displayName`, value: 'x' }, 'mutability'],
  ['the removal of a required attribute', { op: 'remove', path: 'userName' }, 'mutability'],
  [
    'the removal of the core schema',
    { op: 'remove', path: 'urn:ietf:params:scim:schemas:core:2.0:User' },
    'mutability',
  ],
  ['an empty required attribute', { op: 'replace', path: 'userName', value: '' }, 'invalidValue'],
  ['a wrong type', { op: 'replace', path: 'active', value: 'True' }, 'invalidValue'],
  ['a number for a string', { op: 'replace', path: 'title', value: 1 }, 'invalidValue'],
  ['a string for a complex value', { op: 'replace', path: 'name', value: 'Ada' }, 'invalidValue'],
  ['a string for an element', { op: 'add', path: 'emails', value: ['ada'] }, 'invalidValue'],
  ['an array for a singular attribute', { op: 'replace', path: 'title', value: ['x'] }, 'invalidValue'],
  ['two primary values', { op: 'replace', path: 'emails[value pr].primary', value: true }, 'invalidValue'],
  ['an add without value', { op: 'add', path: 'title' }, 'invalidValue'],
  ['a remove with value', { op: 'remove', path: 'emails', value: [{ value: 'ada@example.com' }] }, 'invalidValue'],
  ['a string without a path', { op: 'add', value: 'x' }, 'invalidValue'],
  [
    'a manager who does not exist',
    { op: 'replace', path: `${ENTERPRISE}:manager`, value: { value: 'nobody' } },
    'invalidValue',
  ],
  ['a capital op', { op: 'Replace', path: 'title', value: 'x' }, 'invalidSyntax'],
  ['no op', { path: 'title', value: 'x' }, 'invalidSyntax'],
  ['a path that is no string', { op: 'replace', path: 1, value: 'x' }, 'invalidSyntax'],
  ['an unknown name in a value', { op: 'replace', path: 'name', value: { given: 'x' } }, 'invalidSyntax'],
];

describe('PATCH on the sandbox', () => {
  let service: Client;
  const ada = async (): Promise<JsonObject> => (await service.call('GET', '/Users/ada')).body;
  const members = async (group: string): Promise<readonly JsonValue[]> =>
    valuesOf((await service.call('GET', `/Groups/${group}`)).body['members']);

  beforeEach(async () => {
    service = await connect({ seed: { Users: USERS, Groups: GROUPS } });
  });
  afterEach(() => service.close());

  for (const [does, operation, attribute, value] of EFFECTS) {
    it(does, async () => {
      const answer = await service.patch('/Users/ada', operation);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      assert.deepEqual(answer.body[attribute], value);
      assert.deepEqual(await ada(), answer.body);
    });
  }

  for (const [why, operation, scimType] of REFUSALS) {
    it(`refuses ${why} and undoes what came before in the request`, async () => {
      const before = await ada();
      const answer = await service.patch('/Users/ada', { op: 'replace', path: 'displayName', value: 'x' }, operation);
      assert.deepEqual([answer.status, answer.body['scimType']], [400, scimType], JSON.stringify(answer.body));
      assert.deepEqual(await ada(), before);
    });
  }

  for (const [why, operation, scimType] of [
    ['a member who does not exist', { op: 'add', path: 'members', value: [{ value: 'nobody' }] }, 'invalidValue'],
    ['a member without value', { op: 'add', path: 'members', value: [{ display: 'x' }] }, 'invalidValue'],
    ['a member that is a string', { op: 'add', path: 'members', value: ['ada'] }, 'invalidValue'],
    ['the removal of who is no member', { op: 'remove', path: 'members[value eq "nobody"]' }, 'noTarget'],
    ['a change of a member', { op: 'replace', path: 'members[value eq "ada"].value', value: 'boss' }, 'mutability'],
    [
      'a change of a read-only sub-attribute',
      { op: 'replace', path: 'members[value eq "ada"].display', value: 'x' },
      'mutability',
    ],
  ] as const) {
    it(`refuses ${why} and undoes what came before in the request`, async () => {
      const before = (await service.call('GET', '/Groups/g1')).body;
      const answer = await service.patch(
        '/Groups/g1',
        { op: 'remove', path: 'members' },
        { op: 'add', path: 'members', value: [{ value: 'boss' }, { value: 'ada' }] },
        { op: 'replace', path: 'displayName', value: 'x' },
        operation,
      );
      assert.deepEqual([answer.status, answer.body['scimType']], [400, scimType], JSON.stringify(answer.body));
      assert.deepEqual((await service.call('GET', '/Groups/g1')).body, before);
    });
  }

  it('refuses a name that is taken with 409 and undoes the rest', async () => {
    const before = await ada();
    const answer = await service.patch('/Users/ada', {
      op: 'replace',
      value: { title: 'x', userName: 'BOSS@example.com' },
    });
    assert.deepEqual([answer.status, answer.body['scimType']], [409, 'uniqueness']);
    assert.deepEqual(await ada(), before);
  });

  it('changes nothing, not even the version, when all is so already', async () => {
    const before = await ada();
    const answer = await service.patch(
      '/Users/ada',
      { op: 'replace', path: 'title', value: 'Countess' },
      { op: 'add', path: 'emails', value: [{ value: 'ada@example.com', type: 'work', primary: true }] },
    );
    assert.deepEqual(answer.body, before);
    const group = await service.call('GET', '/Groups/g1');
    await service.patch('/Groups/g1', { op: 'add', path: 'members', value: [{ value: 'ada' }] });
    assert.deepEqual((await service.call('GET', '/Groups/g1')).body, group.body);
  });

  it('selects members by several values, by type, and all of them', async () => {
    await service.patch('/Groups/g1', { op: 'add', path: 'members', value: [{ value: 'boss' }, { value: 'g2' }] });
    assert.deepEqual(await members('g1'), ['ada', 'boss', 'g2']);
    await service.patch('/Groups/g1', { op: 'remove', path: 'members[type eq "group"]' });
    assert.deepEqual(await members('g1'), ['ada', 'boss']);
    await service.patch('/Groups/g1', { op: 'remove', path: 'members[value eq "ada" or value eq "boss"]' });
    assert.deepEqual(await members('g1'), []);
  });

  it('replaces a member that a filter selects', async () => {
    const answer = await service.patch('/Groups/g1', {
      op: 'replace',
      path: 'members[value eq "ada"]',
      value: { value: 'boss' },
    });
    assert.equal(answer.status, 204);
    assert.deepEqual(await members('g1'), ['boss']);
  });

  it('answers a change of a group with the attributes that are asked for', async () => {
    const answer = await service.call('PATCH', '/Groups/g1?attributes=displayName', {
      schemas: [PATCH_OP],
      Operations: [{ op: 'replace', path: 'displayName', value: 'x' }],
    });
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(answer.body), ['schemas', 'id', 'displayName']);
  });

  it('refuses a message that is no PatchOp', async () => {
    for (const body of [
      { Operations: [{ op: 'remove', path: 'title' }] },
      { schemas: [PATCH_OP] },
      { schemas: [PATCH_OP], Operations: [] },
      { schemas: [PATCH_OP], Operations: ['remove'] },
    ]) {
      const answer = await service.call('PATCH', '/Users/ada', body);
      assert.deepEqual([answer.status, answer.body['scimType']], [400, 'invalidSyntax'], JSON.stringify(body));
    }
  });
});
