import assert from 'node:assert/strict';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { rulesOf } from '../../src/sandbox/services.ts';
import { type Answer, type Client, connect, ENTERPRISE, each, PATCH_OP, resourcesIn, valuesOf } from './support.ts';

const GENESYS = 'urn:ietf:params:scim:schemas:extension:genesys:purecloud:2.0:User';
const ADA = { userName: 'ada@example.com', displayName: 'Ada' };

function sandbox(options = {}): Promise<Client> {
  return connect({ rules: rulesOf('genesys-cloud'), ...options });
}

function patchOf(...operations: readonly JsonObject[]): JsonObject {
  return { schemas: [PATCH_OP], Operations: operations };
}

function set(path: string, value: JsonValue): JsonObject {
  return patchOf({ op: 'replace', path, value });
}

function listed(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

describe('the sandbox of Genesys Cloud', () => {
  let service: Client;
  beforeEach(async () => {
    service = await sandbox();
  });
  afterEach(() => service.close());

  const create = async (attributes: JsonObject = {}): Promise<JsonObject> => {
    const { status, body } = await service.call('POST', '/users', { ...ADA, ...attributes });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const group = async (): Promise<string> => String(each(await service.call('GET', '/groups'), 'id')[0]);

  it('has the base URL that the profile expects', () => {
    assert.equal(new URL(service.url).pathname, '/api/v2/scim');
  });

  for (const root of ['', '/v2']) {
    it(`answers every operation below /api/v2/scim${root}`, async () => {
      const made = await service.call('POST', `${root}/users`, ADA);
      const id = String(made.body['id']);
      const groupId = await group();
      const member = { op: 'add', path: 'members', value: [{ value: id }] };
      const asked: readonly (readonly [string, string, number, JsonObject?])[] = [
        ['GET', '/users', 200],
        ['GET', '/Users', 200],
        ['GET', `/users/${id}`, 200],
        ['PATCH', `/users/${id}`, 200, set('title', 'Countess')],
        ['PUT', `/users/${id}`, 200, { ...ADA, title: 'Lady' }],
        ['GET', '/groups?filter=displayName eq "Agents"', 200],
        ['GET', `/groups/${groupId}`, 200],
        ['PATCH', `/groups/${groupId}`, 200, patchOf(member)],
        ['PUT', `/groups/${groupId}`, 200, { displayName: 'Agents', members: [] }],
        ['GET', '/serviceproviderconfig', 200],
        ['GET', '/schemas', 200],
        ['GET', `/schemas/${GENESYS}`, 200],
        ['GET', '/resourcetypes', 200],
        ['GET', '/resourcetypes/User', 200],
        ['DELETE', `/users/${id}`, 204],
        ['POST', '/groups', 405, { displayName: 'New' }],
        ['DELETE', `/groups/${groupId}`, 405],
        ['GET', '/schemas?filter=id pr', 403],
      ];
      for (const [method, path, status, body] of asked) {
        const answer = await service.call(method, `${root}${path}`, body);
        assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(answer.body)}`);
      }
    });
  }

  it('begins with two groups, whose names nobody can change', async () => {
    assert.deepEqual(each(await service.call('GET', '/groups'), 'displayName'), ['Agents', 'Supervisors']);
    const answer = await service.call('PATCH', `/groups/${await group()}`, set('displayName', 'Other'));
    assert.deepEqual([answer.status, answer.body['scimType']], [400, 'mutability']);
    const { body } = await service.call('GET', '/schemas/urn:ietf:params:scim:schemas:core:2.0:Group');
    const [name] = isJsonArray(body['attributes']) ? body['attributes'] : [];
    assert.ok(isJsonObject(name));
    assert.deepEqual([name['name'], name['mutability'], name['required']], ['displayName', 'readOnly', true]);
  });

  it('wants a filter for the groups of v2, and for no others', async () => {
    assert.equal((await service.call('GET', '/v2/groups')).status, 400);
    assert.equal((await service.call('GET', '/groups')).status, 200);
  });

  it('reads filters with and without quotes, and only those of its documents', async () => {
    const { id } = await create({ externalId: 'x1', [ENTERPRISE]: { division: 'Home', employeeNumber: '7' } });
    for (const [filter, found] of [
      ['userName eq ada@example.com', 1],
      ['userName eq "ADA@example.com"', 1],
      [`id eq ${id}`, 1],
      ['email eq ada@example.com', 1],
      ['division eq Home', 1],
      ['externalId eq x1', 1],
      ['employeeNumber eq 7', 1],
      ['active eq true', 1],
      ['active eq false', 0],
      [`${GENESYS}:externalIds[authority eq "x-pc:scimv2:v1:rollcall" and value eq "x1"]`, 1],
    ] as const) {
      const answer = await service.call('GET', `/users?filter=${encodeURIComponent(filter)}`);
      assert.equal(answer.body['totalResults'], found, `${filter} ${JSON.stringify(answer.body)}`);
    }
    for (const filter of ['userName sw "a"', 'title eq "x"', 'userName eq "a" or userName eq "b"']) {
      assert.equal((await service.call('GET', `/users?filter=${encodeURIComponent(filter)}`)).status, 400, filter);
    }
    const groups = await service.call('GET', `/v2/groups?filter=${encodeURIComponent('displayname eq Agents')}`);
    assert.equal(groups.body['totalResults'], 1);
  });

  it('counts with count=0', async () => {
    await create();
    const { body } = await service.call('GET', '/users?count=0');
    assert.deepEqual([body['totalResults'], body['Resources']], [1, []]);
  });

  it('lists inactive users only by filter', async () => {
    const { id } = await create({ active: false });
    assert.equal((await service.call('GET', '/users')).body['totalResults'], 0);
    assert.equal((await service.call('GET', '/users?filter=active eq false')).body['totalResults'], 1);
    assert.equal((await service.call('GET', `/users/${id}`)).status, 200);
  });

  it('gives large pages only without what is dear', async () => {
    const refused = await service.call('GET', '/users?count=100');
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '1']);
    const dear = `externalId,roles,${GENESYS}:routingLanguages,${GENESYS}:routingSkills`;
    assert.equal((await service.call('GET', `/users?count=100&excludedAttributes=${dear}`)).status, 200);
    assert.equal((await service.call('GET', '/users?count=100&attributes=id&attributes=userName')).status, 200);
    assert.equal((await service.call('GET', '/users?count=25')).status, 200);
  });

  it('always shows some attributes, whichever are asked for', async () => {
    await create();
    const [shown] = resourcesIn(await service.call('GET', '/users?attributes=displayName&attributes=title'));
    assert.deepEqual(Object.keys(shown ?? {}).sort(), ['active', 'displayName', 'id', 'meta', 'schemas', 'userName']);
  });

  it('shows the userName as an e-mail address that nobody can change', async () => {
    const { id, emails } = await create({ emails: [{ value: 'work@example.com', type: 'work', primary: true }] });
    assert.deepEqual(emails, [
      { value: 'work@example.com', type: 'work', primary: true },
      { value: 'ada@example.com', type: 'other', primary: false },
    ]);
    const renamed = await service.call('PATCH', `/users/${id}`, set('userName', 'lady@example.com'));
    assert.deepEqual(valuesOf(renamed.body['emails']), ['lady@example.com', 'work@example.com']);
    const refused = await service.call('PATCH', `/users/${id}`, set('emails[type eq "other"].value', 'x@example.com'));
    assert.deepEqual([refused.status, refused.body['scimType']], [400, 'mutability']);
    const home = await service.call('PATCH', `/users/${id}`, set('emails', [{ value: 'h@example.com', type: 'home' }]));
    assert.equal(home.status, 400);
  });

  it('keeps values in its own form', async () => {
    const user = await create({
      externalId: 'x1',
      phoneNumbers: [
        { type: 'work', value: '+1 415-555-0100' },
        { type: 'work2', value: 'tel:+14155550101; ext=42' },
      ],
      [ENTERPRISE]: { dateHire: '2024-02-03T10:00:00Z' },
      [GENESYS]: { routingLanguages: [{ name: 'English', proficiency: 3.6 }] },
    });
    assert.deepEqual(valuesOf(user['phoneNumbers']), ['tel:+14155550100', 'tel:+14155550101;ext=42']);
    assert.deepEqual(user[ENTERPRISE], { dateHire: '2024-02-03' });
    assert.deepEqual(user[GENESYS], {
      routingLanguages: [{ name: 'English', proficiency: 4 }],
      externalIds: [{ authority: 'x-pc:scimv2:v1:rollcall', value: 'x1' }],
    });
  });

  it('takes only what it knows', async () => {
    for (const attributes of [
      { displayName: null },
      { roles: [{ value: 'King' }] },
      { [ENTERPRISE]: { division: 'Elsewhere' } },
      { [GENESYS]: { routingSkills: [{ name: 'sales' }] } },
      { [GENESYS]: { routingLanguages: [{ name: 'Klingon' }] } },
      { phoneNumbers: [{ type: 'work', value: '555-0100' }] },
      {
        phoneNumbers: [
          { type: 'work', value: '+14155550100' },
          { type: 'work', value: '+14155550101' },
        ],
      },
      { phoneNumbers: [{ type: 'fax', value: '+14155550100' }] },
      { name: { givenName: 'Ada' } },
    ]) {
      const { status } = await service.call('POST', '/users', { ...ADA, ...attributes });
      assert.equal(status, 400, JSON.stringify(attributes));
    }
  });

  it('takes names that a seed makes known', async () => {
    const seeded = await sandbox({ seed: { Names: { 'roles.value': ['King'] } } });
    assert.equal((await seeded.call('POST', '/users', { ...ADA, roles: [{ value: 'King' }] })).status, 201);
    await seeded.close();
  });

  it('takes the roles of whoever is deactivated, and gives none back', async () => {
    const { id } = await create({ roles: [{ value: 'employee' }] });
    const together = await service.call(
      'PATCH',
      `/users/${id}`,
      patchOf({ op: 'replace', path: 'active', value: false }, { op: 'replace', path: 'title', value: 'x' }),
    );
    assert.equal(together.status, 400);
    assert.equal((await service.call('PATCH', `/users/${id}`, set('active', false))).body['roles'], undefined);
    assert.equal((await service.call('PATCH', `/users/${id}`, set('active', true))).body['roles'], undefined);
  });

  it('forgets no deleted user, but roles, division and extension', async () => {
    const first = await create({
      title: 'Countess',
      roles: [{ value: 'employee' }],
      phoneNumbers: [{ type: 'work', value: 'tel:+14155550101;ext=42' }],
      [ENTERPRISE]: { division: 'Home', department: 'Research' },
    });
    const path = `/users/${first['id']}`;
    const again = await service.call('POST', '/users', { ...ADA, userName: 'ADA@example.com' });
    assert.deepEqual([again.status, again.body['scimType'], again.body['status']], [409, 'uniqueness', '409']);
    assert.equal((await service.call('DELETE', path)).status, 204);
    assert.equal((await service.call('GET', path)).status, 404);
    assert.equal((await service.call('GET', '/users?filter=active eq false')).body['totalResults'], 0);
    const restored = await create({ roles: [{ value: 'admin' }], [ENTERPRISE]: { division: 'Home' } });
    assert.deepEqual(
      [restored['id'], restored['title'], restored['active'], restored['roles'], restored[ENTERPRISE]],
      [first['id'], 'Countess', true, undefined, undefined],
    );
    assert.deepEqual(valuesOf(restored['phoneNumbers']), ['tel:+14155550101']);
  });

  it('compares versions', async () => {
    const { id, meta } = await create();
    assert.ok(isJsonObject(meta));
    assert.deepEqual([meta['version'], meta['location']], ['1', `/api/v2/scim/v2/users/${id}`]);
    const path = `/users/${id}`;
    const unchanged = await service.call('GET', path, undefined, {
      'if-none-match': '"1"',
      'cache-control': 'max-age=0',
    });
    assert.deepEqual([unchanged.status, unchanged.headers.get('etag')], [304, '"1"']);
    // Clients that follow redirects take a location on a 304 for one.
    assert.equal(unchanged.headers.get('location'), null);
    assert.equal((await service.call('PATCH', path, set('title', 'x'), { 'if-match': '"1"' })).status, 200);
    for (const tag of ['"1"', '2']) {
      const stale = await service.call('PATCH', path, set('title', 'y'), { 'if-match': tag });
      assert.deepEqual([stale.status, stale.body['scimType']], [400, 'invalidVers'], tag);
    }
    assert.equal((await service.call('DELETE', path, undefined, { 'if-match': '"2"' })).status, 204);
  });

  it('answers errors that are no errors of SCIM in the shape of its other APIs', async () => {
    const { status, body, headers } = await service.call('GET', '/users/nobody');
    assert.deepEqual([status, body['status'], body['code']], [404, 404, 'not.found']);
    assert.equal(body['contextId'], headers.get('inin-correlation-id'));
    assert.deepEqual([body['details'], body['errors']], [[], []]);
  });

  it('answers both media types', async () => {
    for (const [accept, type] of [
      ['application/json', 'application/json'],
      ['application/scim+json', 'application/scim+json'],
      ['application/scim+json, application/json;q=0.9', 'application/scim+json'],
    ] as const) {
      const { headers } = await service.call('GET', '/users', undefined, { accept });
      assert.equal(headers.get('content-type'), `${type}; charset=utf-8`);
    }
    const sent = await service.call('POST', '/users', ADA, { 'content-type': 'application/json' });
    assert.equal(sent.status, 201);
    assert.equal((await service.call('POST', '/users', ADA, { 'content-type': 'text/plain' })).status, 415);
  });

  it('describes attributes by the words of its API description, which its SDKs insist on', async () => {
    const words: Readonly<Record<string, readonly string[]>> = {
      type: ['STRING', 'BOOLEAN', 'DECIMAL', 'INTEGER', 'DATE_TIME', 'REFERENCE', 'COMPLEX'],
      mutability: ['readWrite', 'readOnly', 'immutable', 'writeOnly'],
      returned: ['ALWAYS', 'NEVER', 'DEFAULT', 'REQUEST'],
      uniqueness: ['NONE', 'SERVER', 'GLOBAL'],
    };
    const described = resourcesIn(await service.call('GET', '/schemas')).flatMap(({ attributes }) =>
      listed(attributes),
    );
    const all = [...described, ...described.flatMap(({ subAttributes }) => listed(subAttributes))];
    for (const [name, known] of Object.entries(words)) {
      const said = all.map((attribute) => String(attribute[name]));
      assert.deepEqual(
        said.filter((word) => !known.includes(word)),
        [],
      );
    }
    assert.equal(all.find(({ name }) => name === 'dateHire')?.['type'], 'DATE_TIME');
  });

  it('changes 50 members in one request', async () => {
    const users = Array.from({ length: 51 }, (_, n) => ({ id: `m${n}`, userName: `m${n}`, displayName: 'M' }));
    const seeded = await sandbox({ seed: { Users: users, Groups: [{ id: 'g', displayName: 'G' }] } });
    const add = (count: number): Promise<Answer> => {
      const value = users.slice(0, count).map(({ id }) => ({ value: id }));
      return seeded.call('PATCH', '/groups/g', patchOf({ op: 'add', path: 'members', value }));
    };
    assert.deepEqual([(await add(51)).status, (await add(50)).status], [400, 200]);
    await seeded.close();
  });
});

describe('access to the sandbox of Genesys Cloud', () => {
  it('takes 300 requests in a minute, and says how long to wait', async () => {
    let time = 1_000_000;
    const service = await sandbox({ now: () => time });
    for (let n = 1; n <= 300; n += 1) await service.call('GET', '/users?count=0');
    time += 20_000;
    const over = await service.call('GET', '/users?count=0');
    assert.deepEqual(
      [over.status, over.headers.get('retry-after'), over.body['code']],
      [429, '40', 'too.many.requests.retry.after'],
    );
    const names = ['inin-ratelimit-count', 'inin-ratelimit-allowed', 'inin-ratelimit-reset'];
    assert.deepEqual(
      names.map((name) => over.headers.get(name)),
      ['300', '300', '40'],
    );
    time += 40_000;
    const later = await service.call('GET', '/users?count=0');
    assert.deepEqual([later.status, ...names.map((name) => later.headers.get(name))], [200, '1', '300', '60']);
    await service.close();
  });

  it('turns client credentials into a token for a day', async () => {
    let time = 1_000_000;
    const service = await sandbox({ token: 's3cret-%+', now: () => time });
    const ask = async (authorization: string, body: string) => {
      const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await fetch(new URL('/oauth/token', service.url), { method: 'POST', headers, body });
      const token: JsonObject = JSON.parse(await answer.text());
      return { status: answer.status, token };
    };
    const basic = (secret: string) => `Basic ${Buffer.from(`client:${secret}`).toString('base64')}`;
    const grant = 'grant_type=client_credentials';
    assert.equal((await ask(basic('wrong'), grant)).status, 401);
    assert.equal((await ask(basic('s3cret-%+'), 'grant_type=password')).status, 400);
    assert.equal((await ask('', `${grant}&client_id=c&client_secret=s3cret-%25%2B`)).status, 200);
    for (const secret of ['s3cret-%+', 's3cret-%25%2B']) {
      const { status, token } = await ask(basic(secret), grant);
      assert.deepEqual([status, token['token_type'], token['expires_in']], [200, 'bearer', 86_400]);
      const headers = { authorization: `Bearer ${token['access_token']}` };
      assert.equal((await service.call('GET', '/users', undefined, headers)).status, 200);
      time += 86_401_000;
      assert.equal((await service.call('GET', '/users', undefined, headers)).status, 401);
    }
    assert.equal((await service.call('GET', '/users')).status, 401);
    await service.close();
  });

  it('wants the permission of each operation', async () => {
    for (const [permissions, allowed] of [
      [['directory:user:view'], ['GET /users']],
      [['directory:user:add'], ['POST /users']],
      [['directory:user:edit'], ['GET /users', 'PATCH /users', 'PUT /users']],
      [['directory:user:delete'], ['DELETE /users']],
      [['directory:group:edit'], ['GET /groups', 'PATCH /groups', 'PUT /groups']],
      [['routing:skill:assign'], ['POST /users', 'PATCH /users', 'PUT /users']],
    ] as const) {
      const service = await sandbox({
        permissions,
        seed: { Users: [{ id: 'u', ...ADA }], Groups: [{ id: 'g', displayName: 'G' }] },
      });
      const passed: string[] = [];
      for (const [method, path, body] of [
        ['GET', '/users'],
        ['POST', '/users', { ...ADA, userName: 'new@example.com' }],
        ['PATCH', '/users/u', set('title', 'x')],
        ['PUT', '/users/u', ADA],
        ['DELETE', '/users/u'],
        ['GET', '/groups'],
        ['PATCH', '/groups/g', set('externalId', 'x')],
        ['PUT', '/groups/g', { displayName: 'G' }],
      ] as const) {
        const answer = await service.call(method, path, body);
        const { status, code, message } = answer.body;
        if (answer.status === 403) {
          assert.deepEqual([status, code], [403, 'missing.any.permissions']);
          assert.match(String(message), /directory:/);
        } else passed.push(`${method} ${path.split('/').slice(0, 2).join('/')}`);
      }
      assert.equal((await service.call('GET', '/serviceproviderconfig')).status, 200);
      await service.close();
      assert.deepEqual(passed.toSorted(), allowed.toSorted(), permissions.join());
    }
  });
});
