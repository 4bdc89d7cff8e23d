import assert from 'node:assert/strict';
import { type Client, connect, ENTERPRISE, GROUP, USER, valuesOf } from '../support.ts';

const UNKNOWN = 'urn:example:params:scim:schemas:extension:badge:2.0:User';

describe('resources on the sandbox', () => {
  let service: Client;

  beforeEach(async () => {
    service = await connect();
  });
  afterEach(() => service.close());

  it('are created with an id, meta, a version and a location', async () => {
    const { status, body, headers } = await service.call('POST', '/Users', { schemas: [USER], userName: 'ada' });
    assert.equal(status, 201);
    assert.equal(headers.get('content-type'), 'application/scim+json; charset=utf-8');
    const { id, meta, ...rest } = body;
    assert.match(String(id), /^[0-9a-f-]{36}$/);
    assert.deepEqual(rest, { schemas: [USER], userName: 'ada' });
    const { created, lastModified, ...others } = Object(meta);
    assert.equal(created, lastModified);
    const location = `${service.url}/Users/${id}`;
    assert.deepEqual(others, { resourceType: 'User', location, version: 'W/"1"' });
    assert.equal(headers.get('location'), location);
    assert.equal(headers.get('etag'), 'W/"1"');
    assert.deepEqual((await service.call('GET', `/Users/${id}`)).body, body);
  });

  it('are kept in schema spelling, without read-only and unassigned attributes', async () => {
    const id = await service.create('/Users', {
      USERNAME: 'ada',
      id: 'mine',
      groups: [{ value: 'x' }],
      meta: { created: '2000-01-01T00:00:00Z' },
      title: null,
      ims: [],
      name: { FAMILYNAME: 'Lovelace', givenName: null },
      emails: [
        { value: 'a', TYPE: 'work' },
        { type: 'work', value: 'a' },
      ],
    });
    const { meta, ...rest } = (await service.call('GET', `/Users/${id}`)).body;
    assert.notEqual(Object(meta).created, '2000-01-01T00:00:00Z');
    assert.deepEqual(rest, {
      schemas: [USER],
      id,
      userName: 'ada',
      name: { familyName: 'Lovelace' },
      emails: [{ value: 'a', type: 'work' }],
    });
    assert.notEqual(id, 'mine');
  });

  it('keep extensions that the service knows and those that it does not know', async () => {
    const id = await service.create('/Users', {
      userName: 'ada',
      [ENTERPRISE.toUpperCase()]: { DEPARTMENT: 'Research' },
      [UNKNOWN]: { colour: 'red', sizes: [1, 2], empty: [] },
    });
    const { body } = await service.call('GET', `/Users/${id}`);
    assert.deepEqual(body['schemas'], [USER, ENTERPRISE, UNKNOWN]);
    assert.deepEqual(body[ENTERPRISE], { department: 'Research' });
    assert.deepEqual(body[UNKNOWN], { colour: 'red', sizes: [1, 2] });
  });

  it('never return a password', async () => {
    const id = await service.create('/Users', { userName: 'ada', password: 'correct horse' });
    for (const path of [`/Users/${id}`, `/Users/${id}?attributes=password,userName`, '/Users?attributes=password']) {
      const { status, body } = await service.call('GET', path);
      assert.equal(status, 200);
      assert.ok(!JSON.stringify(body).includes('password'), path);
      assert.ok(!JSON.stringify(body).includes('correct horse'), path);
    }
  });

  it('change their version when a password is set, because it may be another', async () => {
    const id = await service.create('/Users', { userName: 'ada', password: 'correct horse' });
    const answer = await service.patch(`/Users/${id}`, { op: 'replace', path: 'password', value: 'correct horse' });
    assert.equal(answer.headers.get('etag'), 'W/"2"');
    assert.ok(!JSON.stringify(answer.body).includes('correct horse'));
  });

  for (const [why, path, body, status, scimType] of [
    ['no schemas', '/Users', { userName: 'a' }, 400, 'invalidSyntax'],
    ['the schema of another type', '/Users', { schemas: [GROUP], userName: 'a' }, 400, 'invalidSyntax'],
    ['no userName', '/Users', { schemas: [USER] }, 400, 'invalidValue'],
    ['an empty userName', '/Users', { schemas: [USER], userName: '' }, 400, 'invalidValue'],
    ['no displayName of a group', '/Groups', { schemas: [GROUP] }, 400, 'invalidValue'],
    ['an unknown attribute', '/Users', { schemas: [USER], userName: 'a', nikName: 'x' }, 400, 'invalidSyntax'],
    [
      'an unknown attribute of an extension',
      '/Users',
      { schemas: [USER, ENTERPRISE], userName: 'a', [ENTERPRISE]: { dept: 'x' } },
      400,
      'invalidSyntax',
    ],
    [
      'an extension that is not listed',
      '/Users',
      { schemas: [USER], userName: 'a', [ENTERPRISE]: { department: 'x' } },
      400,
      'invalidSyntax',
    ],
    ['a wrong type', '/Users', { schemas: [USER], userName: 'a', active: 'true' }, 400, 'invalidValue'],
    [
      'an element instead of an array',
      '/Users',
      { schemas: [USER], userName: 'a', emails: { value: 'a' } },
      400,
      'invalidValue',
    ],
    [
      'two primary values',
      '/Users',
      {
        schemas: [USER],
        userName: 'a',
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      400,
      'invalidValue',
    ],
    [
      'a wrong base64',
      '/Users',
      { schemas: [USER], userName: 'a', x509Certificates: [{ value: '§' }] },
      400,
      'invalidValue',
    ],
    [
      'a member who does not exist',
      '/Groups',
      { schemas: [GROUP], displayName: 'a', members: [{ value: 'nobody' }] },
      400,
      'invalidValue',
    ],
    [
      'a manager who does not exist',
      '/Users',
      { schemas: [USER, ENTERPRISE], userName: 'a', [ENTERPRISE]: { manager: { value: 'nobody' } } },
      400,
      'invalidValue',
    ],
  ] as const) {
    it(`are refused with ${why}`, async () => {
      const answer = await service.call('POST', path, body);
      assert.deepEqual([answer.status, answer.body['scimType']], [status, scimType], JSON.stringify(answer.body));
      assert.equal((await service.call('GET', path)).body['totalResults'], 0);
    });
  }

  it('have unique user names, in any case, and free names again', async () => {
    const ada = await service.create('/Users', { userName: 'ada@example.com' });
    const taken = await service.call('POST', '/Users', { schemas: [USER], userName: 'ADA@example.com' });
    assert.deepEqual([taken.status, taken.body['scimType'], taken.body['status']], [409, 'uniqueness', '409']);
    await service.patch(`/Users/${ada}`, { op: 'replace', path: 'userName', value: 'Ada@example.com' });
    assert.equal((await service.call('POST', '/Users', { schemas: [USER], userName: 'ada@EXAMPLE.com' })).status, 409);
    await service.patch(`/Users/${ada}`, { op: 'replace', path: 'userName', value: 'countess' });
    await service.create('/Users', { userName: 'ada@example.com' });
    await service.call('DELETE', `/Users/${ada}`);
    await service.create('/Users', { userName: 'countess' });
  });

  it('may be groups of one name, for RFC 7643 says that theirs is not unique', async () => {
    await service.create('/Groups', { displayName: 'Analysts' });
    await service.create('/Groups', { displayName: 'Analysts' });
    assert.equal((await service.call('GET', '/Groups?filter=displayName eq "analysts"')).body['totalResults'], 2);
  });

  it('are replaced by PUT: what is left out is cleared, read-only attributes and the password stay', async () => {
    const id = await service.create('/Users', { userName: 'ada', title: 'x', externalId: '7' });
    const before = (await service.call('GET', `/Users/${id}`)).body;
    const put = { schemas: [USER], id: 'other', userName: 'ada', nickName: 'y' };
    const { status, body, headers } = await service.call('PUT', `/Users/${id}`, put);
    assert.equal(status, 200);
    const { meta, ...rest } = body;
    assert.deepEqual(rest, { schemas: [USER], id, userName: 'ada', nickName: 'y' });
    assert.equal(Object(meta).created, Object(before['meta']).created);
    assert.equal(headers.get('etag'), 'W/"2"');
    assert.equal((await service.call('PUT', `/Users/${id}`, put)).headers.get('etag'), 'W/"2"');
    assert.equal((await service.call('PUT', '/Users/nobody', put)).status, 404);
  });

  it('have their members replaced by PUT', async () => {
    const [a, b] = [
      await service.create('/Users', { userName: 'a' }),
      await service.create('/Users', { userName: 'b' }),
    ];
    const group = await service.create('/Groups', { displayName: 'G', members: [{ value: a }] });
    const put = await service.call('PUT', `/Groups/${group}`, {
      schemas: [GROUP],
      displayName: 'G',
      members: [{ value: b }],
    });
    assert.deepEqual(valuesOf(put.body['members']), [b]);
    await service.call('PUT', `/Groups/${group}`, { schemas: [GROUP], displayName: 'G' });
    assert.equal((await service.call('GET', `/Groups/${group}`)).body['members'], undefined);
    assert.equal((await service.call('GET', `/Users/${b}`)).body['groups'], undefined);
  });

  it('show members with name, type and URL, and users with their groups', async () => {
    const user = await service.create('/Users', { userName: 'ada', displayName: 'Ada' });
    const inner = await service.create('/Groups', {
      displayName: 'Inner',
      members: [{ value: user, display: 'wrong' }],
    });
    const outer = await service.create('/Groups', { displayName: 'Outer', members: [{ value: inner }] });
    assert.deepEqual((await service.call('GET', `/Groups/${inner}`)).body['members'], [
      { value: user, $ref: `${service.url}/Users/${user}`, display: 'Ada', type: 'User' },
    ]);
    assert.deepEqual((await service.call('GET', `/Groups/${outer}`)).body['members'], [
      { value: inner, $ref: `${service.url}/Groups/${inner}`, display: 'Inner', type: 'Group' },
    ]);
    assert.deepEqual((await service.call('GET', `/Users/${user}`)).body['groups'], [
      { value: inner, $ref: `${service.url}/Groups/${inner}`, display: 'Inner', type: 'direct' },
    ]);
  });

  it('leave their groups when they are deleted, which changes the groups', async () => {
    const user = await service.create('/Users', { userName: 'ada' });
    const group = await service.create('/Groups', { displayName: 'G', members: [{ value: user }] });
    const deleted = await service.call('DELETE', `/Users/${user}`);
    assert.deepEqual([deleted.status, deleted.body], [204, {}]);
    assert.equal((await service.call('GET', `/Users/${user}`)).status, 404);
    assert.equal((await service.call('DELETE', `/Users/${user}`)).status, 404);
    const { body, headers } = await service.call('GET', `/Groups/${group}`);
    assert.equal(body['members'], undefined);
    assert.equal(headers.get('etag'), 'W/"2"');
  });

  it('leave the groups of their members when a group is deleted, and are not found under another type', async () => {
    const user = await service.create('/Users', { userName: 'ada' });
    const group = await service.create('/Groups', { displayName: 'G', members: [{ value: user }] });
    assert.equal((await service.call('GET', `/Users/${group}`)).status, 404);
    assert.equal((await service.call('DELETE', `/Users/${group}`)).status, 404);
    assert.equal((await service.call('DELETE', `/Groups/${group}`)).status, 204);
    assert.equal((await service.call('GET', `/Users/${user}`)).body['groups'], undefined);
  });

  it('may refer to a manager who is deleted later', async () => {
    const boss = await service.create('/Users', { userName: 'boss' });
    const ada = await service.create('/Users', { userName: 'ada', [ENTERPRISE]: { manager: { value: boss } } });
    await service.call('DELETE', `/Users/${boss}`);
    assert.equal((await service.patch(`/Users/${ada}`, { op: 'add', path: 'title', value: 'x' })).status, 200);
  });

  it('come from a seed, in which they refer to each other by id', async () => {
    const seeded = await connect({
      seed: {
        Users: [{ id: 'u', userName: 'ada', [ENTERPRISE]: { department: 'x' } }],
        Groups: [{ displayName: 'G', members: [{ value: 'u' }] }],
      },
    });
    const groups = (await seeded.call('GET', '/Users/u')).body['groups'];
    await seeded.close();
    assert.equal(valuesOf(groups).length, 1);
    await assert.rejects(connect({ seed: { Groups: [{ displayName: 'G', members: [{ value: 'u' }] }] } }), /"u"/);
  });

  it('do not mix with the properties of objects', async () => {
    const hostile = `{"schemas":["${USER}","urn:x:y"],"userName":"ada","urn:x:y":{"__proto__":{"polluted":true},"constructor":"x"}}`;
    const response = await fetch(`${service.url}/Users`, {
      method: 'POST',
      headers: { 'content-type': 'application/scim+json' },
      body: hostile,
    });
    assert.equal(response.status, 201);
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
    assert.equal(
      (await service.call('POST', '/Users', { schemas: [USER], userName: 'b', constructor: 'x' })).status,
      400,
    );
    for (const path of ['__proto__', 'constructor', 'urn:x:y:__proto__']) {
      const id = await service.create('/Users', { userName: path });
      const { status } = await service.patch(`/Users/${id}`, { op: 'add', path, value: { polluted: true } });
      assert.equal(status, 400, path);
    }
  });
});
