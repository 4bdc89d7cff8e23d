import assert from 'node:assert/strict';
import http from 'node:http';
import { type Client, connect, ENTERPRISE, each, GROUP, USER } from '../support.ts';

const CLASSES = [globalThis.Request, globalThis.Response];
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

describe('the sandbox over HTTP', () => {
  let service: Client;
  const lines: string[] = [];

  before(async () => {
    service = await connect({ seed: { Users: [{ id: 'ada', userName: 'ada' }] }, log: (line) => lines.push(line) });
  });
  after(() => service.close());

  async function send(method: string, path: string, body: string, contentType: string): Promise<Response> {
    return fetch(`${service.url}${path}`, { method, body, headers: { 'content-type': contentType } });
  }

  for (const [why, text] of [
    ['malformed JSON', '{'],
    ['an array', '[]'],
    ['an empty body', ''],
    ['null', 'null'],
    ['a body of too many levels', `{"schemas":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ] as const) {
    it(`answers ${why} with 400 invalidSyntax`, async () => {
      const response = await send('POST', '/Users', text, 'application/scim+json');
      const { detail, ...rest } = JSON.parse(await response.text());
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('content-type'), 'application/scim+json; charset=utf-8');
      assert.deepEqual(rest, { schemas: [ERROR], status: '400', scimType: 'invalidSyntax' });
      assert.equal(typeof detail, 'string');
    });
  }

  it('takes two media types and answers any other with 415', async () => {
    for (const [contentType, status] of [
      ['application/scim+json', 201],
      ['application/json; charset=UTF-8', 201],
      ['text/plain', 415],
      ['application/x-www-form-urlencoded', 415],
    ] as const) {
      const body = JSON.stringify({ schemas: [USER], userName: contentType });
      assert.equal((await send('POST', '/Users', body, contentType)).status, status, contentType);
    }
  });

  it('answers a body over the limit with 413', async () => {
    const request = http.request(`${service.url}/Users`, {
      method: 'POST',
      headers: { 'content-type': 'application/scim+json', 'content-length': String(65 * 1024 * 1024) },
    });
    request.on('error', () => {});
    request.flushHeaders();
    const status = await new Promise((resolve) => request.on('response', (response) => resolve(response.statusCode)));
    request.destroy();
    assert.equal(status, 413);
  });

  it('answers a body that grows over the limit with 413', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const request = http.request(`${service.url}/Users`, {
      method: 'POST',
      headers: { 'content-type': 'application/scim+json' },
    });
    request.on('error', () => {});
    const answered = new Promise((resolve) => request.on('response', (response) => resolve(response.statusCode)));
    for (let sent = 0; sent < 66; sent += 1) request.write(chunk);
    assert.equal(await answered, 413);
    request.destroy();
  });

  for (const [method, path, status, allow] of [
    ['GET', '/Nothing', 404, null],
    ['GET', '/Users/nobody', 404, null],
    ['GET', '/Users/ada/more', 404, null],
    ['GET', '/Schemas/urn:nothing', 404, null],
    ['GET', '/ResourceTypes/Nothing', 404, null],
    ['PUT', '/Users', 405, 'GET, POST'],
    ['DELETE', '/Groups', 405, 'GET, POST'],
    ['POST', '/Users/ada', 405, 'GET, PUT, PATCH, DELETE'],
    ['POST', '/ServiceProviderConfig', 405, 'GET'],
    ['DELETE', '/Schemas', 405, 'GET'],
    ['POST', '/Bulk', 501, null],
    ['GET', '/Me', 501, null],
  ] as const) {
    it(`answers ${method} ${path} with ${status}`, async () => {
      const answer = await service.call(method, path);
      assert.equal(answer.status, status);
      assert.deepEqual([answer.body['schemas'], answer.body['status']], [[ERROR], String(status)]);
      assert.equal(answer.headers.get('allow'), allow);
    });
  }

  it('answers a path outside its root with 404', async () => {
    assert.equal((await fetch(new URL('/', service.url))).status, 404);
  });

  it('writes one line of log for each request', async () => {
    lines.length = 0;
    await service.call('GET', '/Users/ada?attributes=userName');
    await service.call('GET', '/Users/nobody');
    assert.deepEqual(lines, ['GET /scim/v2/Users/ada 200', 'GET /scim/v2/Users/nobody 404']);
  });

  it('keeps the classes of fetch as they are', () => {
    assert.deepEqual([globalThis.Request, globalThis.Response], CLASSES);
  });

  describe('with versions', () => {
    // fetch adds cache-control: no-cache to conditional requests unless it is given another.
    const conditional = (headers: Readonly<Record<string, string>>) => ({ 'cache-control': 'max-age=0', ...headers });

    it('answers 304 while nothing has changed', async () => {
      const id = await service.create('/Users', { userName: 'etag-1' });
      const etag = (await service.call('GET', `/Users/${id}`)).headers.get('etag') ?? '';
      for (const tag of [etag, `"x", ${etag}`, '*', etag.replace('W/', '')]) {
        const same = await service.call('GET', `/Users/${id}`, undefined, conditional({ 'if-none-match': tag }));
        assert.deepEqual([same.status, same.headers.get('etag'), same.body], [304, etag, {}], tag);
      }
      await service.patch(`/Users/${id}`, { op: 'add', path: 'title', value: 'x' });
      const other = await service.call('GET', `/Users/${id}`, undefined, conditional({ 'if-none-match': etag }));
      assert.equal(other.status, 200);
      assert.notEqual(other.headers.get('etag'), etag);
    });

    it('carries out a change only on the version that it is meant for', async () => {
      const id = await service.create('/Users', { userName: 'etag-2' });
      const patch = {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'add', path: 'title', value: 'x' }],
      };
      const put = { schemas: [USER], userName: 'etag-2' };
      for (const [method, body] of [
        ['PATCH', patch],
        ['PUT', put],
        ['DELETE', undefined],
      ] as const) {
        const answer = await service.call(method, `/Users/${id}`, body, { 'if-match': 'W/"77"' });
        assert.deepEqual([answer.status, answer.body['status']], [412, '412'], method);
      }
      assert.equal((await service.call('PATCH', `/Users/${id}`, patch, { 'if-match': 'W/"1"' })).status, 200);
      assert.equal((await service.call('PUT', `/Users/${id}`, put, { 'if-match': 'W/"1", W/"2"' })).status, 200);
      assert.equal((await service.call('DELETE', `/Users/${id}`, undefined, { 'if-match': '*' })).status, 204);
    });
  });

  describe('with a token', () => {
    it('lets in nobody without it', async () => {
      const guarded = await connect({ token: 's3cret' });
      const statuses: (readonly [number, string | null])[] = [];
      for (const headers of [
        {},
        { authorization: 'Bearer wrong' },
        { authorization: 'Basic s3cret' },
        { authorization: 'bearer s3cret' },
      ]) {
        const answer = await guarded.call('GET', '/Users', undefined, { ...headers });
        statuses.push([answer.status, answer.headers.get('www-authenticate')]);
        if (answer.status === 401) assert.deepEqual(answer.body['schemas'], [ERROR]);
      }
      await guarded.close();
      assert.deepEqual(statuses, [
        [401, 'Bearer realm="SCIM"'],
        [401, 'Bearer realm="SCIM", error="invalid_token"'],
        [401, 'Bearer realm="SCIM"'],
        [200, null],
      ]);
    });
  });

  describe('tells about itself', () => {
    it('what it can do', async () => {
      const { body } = await service.call('GET', '/ServiceProviderConfig');
      for (const [feature, supported] of Object.entries({
        patch: true,
        bulk: false,
        filter: true,
        sort: true,
        etag: true,
      })) {
        assert.equal(Object(body[feature]).supported, supported, feature);
      }
    });

    it('its resource types', async () => {
      assert.deepEqual(each(await service.call('GET', '/ResourceTypes'), 'id'), ['User', 'Group']);
      const { body } = await service.call('GET', '/ResourceTypes/User');
      assert.deepEqual(
        [body['endpoint'], body['schema'], body['schemaExtensions']],
        ['/Users', USER, [{ schema: ENTERPRISE, required: false }]],
      );
    });

    it('its schemas, with every characteristic', async () => {
      assert.deepEqual(each(await service.call('GET', '/Schemas'), 'id'), [USER, ENTERPRISE, GROUP]);
      const { body } = await service.call('GET', `/Schemas/${USER}`);
      const [userName] = Array.isArray(body['attributes']) ? body['attributes'] : [];
      const { description, ...characteristics } = Object(userName);
      assert.equal(typeof description, 'string');
      assert.deepEqual(characteristics, {
        name: 'userName',
        type: 'string',
        multiValued: false,
        required: true,
        caseExact: false,
        mutability: 'readWrite',
        returned: 'default',
        uniqueness: 'server',
      });
    });

    it('nothing by filter', async () => {
      for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig']) {
        assert.equal((await service.call('GET', `${path}?filter=id pr`)).status, 403, path);
      }
    });
  });
});
