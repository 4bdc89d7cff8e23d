import assert from 'node:assert/strict';
import { RFC_ATTRIBUTES } from '../../src/model/attribute-table.ts';
import { operation } from '../../src/model/plan.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../src/model/schemas/enterprise-user.ts';
import { USER_SCHEMA } from '../../src/model/schemas/user.ts';
import { GENESYS_CLOUD } from '../../src/profiles/genesys-cloud.ts';
import { ProtocolError } from '../../src/scim/answers/protocol-error.ts';
import { ScimError } from '../../src/scim/answers/scim-error.ts';
import type { RequestLog } from '../../src/scim/http/request-log.ts';
import { testClient } from '../support/http-client.ts';
import { type HttpServer, json, type Respond, startHttpServer } from '../support/http-server.ts';
import { type ScimmyServer, startScimmy } from '../support/scimmy-server.ts';

describe('the SCIM client against SCIMMY', () => {
  let scimmy: ScimmyServer;
  beforeEach(async () => {
    scimmy = await startScimmy({ users: [{ userName: 'ada@example.com' }], groups: [{ displayName: 'Analysts' }] });
  });
  afterEach(() => scimmy.close());

  it('creates, patches, replaces, reads and deletes a user with the enterprise extension', async () => {
    const client = testClient(scimmy.url);
    const enterprise = { department: 'Research', manager: { value: 'user-1' } };
    const created = await client.create('User', {
      schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA],
      userName: 'bob@example.com',
      [ENTERPRISE_USER_SCHEMA]: enterprise,
    });
    assert.equal(created.status, 201);
    const id = created.resource?.id ?? '';
    assert.deepEqual(scimmy.users.get(id)?.[ENTERPRISE_USER_SCHEMA], enterprise);

    const patch = [
      operation('replace', 'title', 'Engineer'),
      operation('replace', `${ENTERPRISE_USER_SCHEMA}:department`, 'Tools'),
    ];
    const patched = await client.patch('User', id, patch);
    assert.equal(patched.status, 200);
    assert.equal(patched.resource?.['title'], 'Engineer');

    const replaced = await client.put('User', id, { schemas: [USER_SCHEMA], userName: 'bob@example.com' });
    assert.equal(replaced.resource?.['title'], undefined);
    assert.equal((await client.get('User', id)).resource?.['userName'], 'bob@example.com');

    await client.delete('User', id);
    await assert.rejects(
      client.get('User', id),
      (error: unknown) => error instanceof ScimError && error.status === 404,
    );
  });

  it('takes a PATCH that is answered 204, without a body', async () => {
    const client = testClient(scimmy.url);
    const again = [operation('replace', 'userName', 'ada@example.com')];
    assert.deepEqual(await client.patch('User', 'user-1', again), { status: 204 });
  });

  it('adds and removes members', async () => {
    const client = testClient(scimmy.url);
    const [group] = await client.list('Group');
    const id = group?.id ?? '';
    await client.patch('Group', id, [operation('add', 'members', [{ value: 'user-1' }])]);
    assert.deepEqual((await client.get('Group', id)).resource?.['members'], [{ value: 'user-1' }]);
    await client.patch('Group', id, [operation('remove', 'members[value eq "user-1"]')]);
    assert.equal((await client.get('Group', id, { attributes: ['members'] })).resource?.['members'], undefined);
  });

  it('gets a 304 and no resource where the resource still has its ETag', async () => {
    const client = testClient(scimmy.url);
    const { etag = '' } = await client.get('User', 'user-1');
    assert.notEqual(etag, '');
    const unchanged = await client.get('User', 'user-1', { ifNoneMatch: etag });
    assert.deepEqual(unchanged, { status: 304, etag });
    await client.patch('User', 'user-1', [operation('replace', 'title', 'Countess')]);
    assert.equal((await client.get('User', 'user-1', { ifNoneMatch: etag })).status, 200);
  });

  it('says that a name is taken', async () => {
    await assert.rejects(testClient(scimmy.url).create('User', { userName: 'ADA@example.com' }), (error: unknown) => {
      assert.ok(error instanceof ScimError);
      assert.deepEqual([error.status, error.scimType], [409, 'uniqueness']);
      return true;
    });
  });

  it('reads what the service says of itself', async () => {
    const client = testClient(scimmy.url);
    const patch = (await client.serviceProviderConfig())?.['patch'];
    assert.deepEqual(patch, { supported: true });
    assert.deepEqual(
      (await client.resourceTypes()).map(({ name }) => name),
      ['User', 'Group'],
    );
    const schemas = await client.schemas();
    const user = schemas.find(({ id }) => id === USER_SCHEMA);
    const userName = user?.attributes.find(({ name }) => name === 'userName');
    const known = RFC_ATTRIBUTES.User.core.get('username');
    assert.deepEqual([userName?.required, userName?.uniqueness], [known?.required, known?.uniqueness]);
    assert.equal(schemas.length, 3);
  });

  it('tells of every request on the wire', async () => {
    const seen: RequestLog[] = [];
    const client = testClient(scimmy.url, { onRequest: (request) => seen.push(request) });
    await client.list('User', { pageSize: 10 });
    assert.deepEqual(
      seen.map(({ ms, headers, ...request }) => ({ ...request, timed: ms > 0, type: headers?.get('content-type') })),
      [
        {
          method: 'GET',
          url: `${scimmy.url}/Users?startIndex=1&count=10`,
          status: 200,
          timed: true,
          type: 'application/scim+json; charset=utf-8',
        },
      ],
    );
    assert.equal(client.requestCount(), 1);
  });
});

describe('the SCIM client', () => {
  let server: HttpServer;
  let respond: Respond;
  beforeEach(async () => {
    server = await startHttpServer((request, response) => respond(request, response));
  });
  afterEach(() => server.close());

  it('says who it is and that it speaks SCIM', async () => {
    respond = (_request, response) => json(response, 200, { id: 'a' });
    await testClient(`${server.url}/`).patch('User', 'a', [operation('remove', 'title')], { ifMatch: 'W/"3"' });
    const [request] = server.received;
    assert.equal(request?.path, '/Users/a');
    assert.equal(request?.headers['user-agent'], 'rollcall-test');
    assert.equal(request?.headers.accept, 'application/scim+json, application/json;q=0.9');
    assert.equal(request?.headers['content-type'], 'application/scim+json');
    assert.equal(request?.headers['if-match'], 'W/"3"');
    assert.notEqual(request?.headers['content-length'], undefined);
    assert.deepEqual(JSON.parse(request?.body ?? ''), {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'remove', path: 'title' }],
    });
  });

  it('asks where the profile says', async () => {
    respond = (_request, response) => json(response, 200, { totalResults: 0 });
    await testClient(server.url, { profile: GENESYS_CLOUD }).list('Group');
    assert.match(server.received[0]?.path ?? '', /^\/groups\?/);
  });

  it('encodes ids, and refuses those that lead to another resource', async () => {
    respond = (_request, response) => json(response, 200, { id: 'a/b?c#d é' });
    const client = testClient(server.url);
    await client.get('User', 'a/b?c#d é');
    assert.equal(server.received[0]?.path, '/Users/a%2Fb%3Fc%23d%20%C3%A9');
    for (const id of ['', '.', '..', '\ud800']) await assert.rejects(client.delete('User', id), ProtocolError);
    assert.equal(server.received.length, 1);
  });

  it('takes meta.version for the ETag where there is no header', async () => {
    respond = (_request, response) => json(response, 200, { id: 'a', meta: { version: 'W/"7"' } });
    assert.equal((await testClient(server.url).get('User', 'a')).etag, 'W/"7"');
  });

  it('refuses a read that returns no resource, and a creation that does not say what it created', async () => {
    respond = (_request, response) => json(response, 200, { userName: 'ada' });
    const client = testClient(server.url);
    await assert.rejects(client.get('User', 'a'), /no resource with an id/);
    await assert.rejects(client.create('User', {}), /without the resource that it created/);
    respond = (_request, response) => response.writeHead(201).end();
    await assert.rejects(client.create('User', {}), /without the resource that it created/);
  });

  it('refuses a read that returns another resource, or that nothing changed although nobody asked', async () => {
    respond = (_request, response) => json(response, 200, { id: 'b' });
    const client = testClient(server.url);
    await assert.rejects(client.get('User', 'a'), /answered with another resource, whose id is b/);
    respond = (_request, response) => response.writeHead(304).end();
    await assert.rejects(client.get('User', 'a'), /nothing changed \(304\), although it was not asked/);
    assert.equal((await client.get('User', 'a', { ifNoneMatch: '"1"' })).status, 304);
  });

  it('refuses an id that is no text', async () => {
    respond = (_request, response) => json(response, 200, { totalResults: 1, Resources: [{ id: 'a\ud800' }] });
    await assert.rejects(testClient(server.url).list('User'), ProtocolError);
  });

  it('does not mind what a DELETE, or a PATCH that worked, is answered with, unless it is a web page', async () => {
    const client = testClient(server.url);
    respond = (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('done');
    await client.delete('User', 'a');
    // A login page comes with 200 as well, and then nothing is deleted.
    respond = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>');
    await assert.rejects(client.delete('User', 'a'), /a web page instead of SCIM/);
    respond = (_request, response) => json(response, 200, {});
    assert.deepEqual(await client.patch('User', 'a', [operation('remove', 'title')]), { status: 200 });
  });

  it('takes an error for one also where it comes with 200, and sends the request no second time', async () => {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
    const client = testClient(server.url);
    respond = (_request, response) => json(response, 200, { schemas, status: '403', detail: 'not on a Sunday' });
    const isRefusal = (error: unknown) =>
      error instanceof ScimError && error.status === 403 && error.detail === 'not on a Sunday';
    await assert.rejects(client.delete('User', 'a'), isRefusal);
    await assert.rejects(client.create('User', { userName: 'ada' }), isRefusal);
    await assert.rejects(client.patch('User', 'a', [operation('remove', 'title')]), isRefusal);
    await assert.rejects(client.get('User', 'a'), isRefusal);
    assert.equal(server.received.length, 4);
    respond = (_request, response) => json(response, 200, { schemas, detail: 'no' });
    await assert.rejects(client.delete('User', 'a'), /was answered 200: no/);
  });

  it('does without discovery where there is none', async () => {
    const client = testClient(server.url);
    for (const status of [403, 404, 405, 501]) {
      respond = (_request, response) => json(response, status, {});
      assert.equal(await client.serviceProviderConfig(), undefined);
      assert.deepEqual(await client.schemas(), []);
      assert.deepEqual(await client.resourceTypes(), []);
    }
    respond = (_request, response) => json(response, 401, {});
    await assert.rejects(client.schemas(), ScimError);
  });

  it('refuses a base URL that cannot be one', () => {
    for (const baseUrl of ['', 'scim.example.com', 'ftp://example.com', 'https://ada:secret@example.com']) {
      assert.throws(
        () => testClient(baseUrl),
        (error: unknown) =>
          error instanceof Error && /^service\.baseUrl/.test(error.message) && !/secret/.test(error.message),
      );
    }
  });
});
