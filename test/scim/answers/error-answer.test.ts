import assert from 'node:assert/strict';
import { ProtocolError } from '../../../src/scim/answers/protocol-error.ts';
import { ScimError } from '../../../src/scim/answers/scim-error.ts';
import { testClient } from '../../support/http-client.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';

interface Reply {
  readonly status: number;
  readonly body?: string | object;
  readonly headers?: Record<string, string>;
}

describe('an error answer', () => {
  let server: HttpServer;
  let reply: Reply;
  beforeEach(async () => {
    server = await startHttpServer((_request, response) => {
      const { status, body = '', headers = {} } = reply;
      response.writeHead(status, { 'content-type': 'application/scim+json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  afterEach(() => server.close());

  const scimError = async (answer: Reply, token = 'error-test-token'): Promise<ScimError> => {
    reply = answer;
    const client = testClient(`${server.url}/scim`, { credentials: { kind: 'token', token } });
    const error: unknown = await client.list('User', { filter: 'active eq true' }).catch((reason: unknown) => reason);
    assert.ok(error instanceof ScimError, String(error));
    assert.ok(!error.message.includes(token) && !error.hint.includes(token));
    return error;
  };

  it('of the SCIM kind keeps status, scimType and detail, and says which request it was', async () => {
    const error = await scimError({
      status: 400,
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '400',
        scimType: 'invalidFilter',
        detail: 'The filter is not understood.',
      },
      headers: { 'x-request-id': 'req-7' },
    });
    assert.equal(
      error.message,
      `GET ${server.url}/scim/Users?filter=active%20eq%20true&startIndex=1&count=100 was answered 400 invalidFilter: ` +
        'The filter is not understood. (correlation id req-7)',
    );
    assert.deepEqual(
      [error.method, error.status, error.scimType, error.correlationId],
      ['GET', 400, 'invalidFilter', 'req-7'],
    );
  });

  it('of an API gateway keeps message and correlation id', async () => {
    const error = await scimError({
      status: 403,
      body: {
        message: 'Unable to perform the requested action.',
        code: 'missing.any.permissions',
        status: 403,
        contextId: 'ctx',
      },
      headers: { 'inin-correlation-id': 'inin-1' },
    });
    assert.equal(error.detail, 'Unable to perform the requested action.');
    assert.equal(error.correlationId, 'inin-1');
    assert.equal(error.scimType, undefined);
    assert.match(error.hint, /lack a permission/);
  });

  it('of other JSON shapes keeps what they say', async () => {
    const shapes: readonly [body: object, detail: string][] = [
      [{ message: 'm', contextId: 'c-1' }, 'm'],
      [{ error: 'invalid_token', error_description: 'It expired.' }, 'It expired.'],
      [{ error: { message: 'nested' } }, 'nested'],
      [{ errors: [{ message: 'first' }, { message: 'second' }] }, 'first; second'],
      [{ Errors: { detail: 'single' } }, 'single'],
      [{ title: 'Problem' }, 'Problem'],
      [['odd'], '["odd"]'],
      [{ unknown: 1 }, '{"unknown":1}'],
      [{ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '400' }, 'the service gave no reason'],
      // FusionAuth
      [
        {
          fieldErrors: { 'user.email': [{ code: '[duplicate]user.email', message: 'It exists.' }] },
          generalErrors: [],
        },
        'user.email: It exists.',
      ],
      // OData
      [{ 'odata.error': { code: 'Request_BadRequest', message: { lang: 'en', value: 'No licence.' } } }, 'No licence.'],
      // NestJS
      [
        { message: ['userName is taken', 'title is too long'], statusCode: 400 },
        'userName is taken; title is too long',
      ],
      // Laravel
      [
        { message: 'Invalid.', errors: { title: ['The title is required.'] } },
        'Invalid.; title: The title is required.',
      ],
    ];
    for (const [body, detail] of shapes) assert.equal((await scimError({ status: 400, body })).detail, detail);
  });

  it('that is a web page, text or nothing is named as such', async () => {
    const headers = { 'content-type': 'text/html' };
    const page = await scimError({ status: 404, body: '<!doctype html><title>Not here</title>', headers });
    assert.equal(page.detail, 'a web page came instead of a SCIM answer');
    assert.equal((await scimError({ status: 400, body: 'Bad Request' })).detail, 'Bad Request');
    assert.equal((await scimError({ status: 400 })).detail, 'the service gave no reason');
  });

  it('says what to do', async () => {
    assert.match((await scimError({ status: 401 })).hint, /credentials under service\.auth/);
    assert.match((await scimError({ status: 403 })).hint, /permission/);
    assert.match((await scimError({ status: 404 })).hint, /Check service\.baseUrl/);
    await assert.rejects(
      testClient(server.url).get('User', 'gone'),
      (error: unknown) => error instanceof ScimError && /The resource is gone/.test(error.hint),
    );
    assert.match((await scimError({ status: 500 })).hint, /in trouble/);
  });

  it('never shows a secret that the service repeats, nor what a terminal would obey or hide, nor a novel', async () => {
    const token = 'very-secret-token-1234';
    const error = await scimError(
      { status: 401, body: { detail: `Token ${token} is bad\u001b[2J\r\nfake line` } },
      token,
    );
    assert.equal(error.detail, 'Token *** is bad [2J fake line');
    const turned = await scimError({ status: 400, body: { detail: 'a\u202eb\u2066\u200bc\u2028d' } });
    assert.equal(turned.detail, 'a b c d');
    assert.equal((await scimError({ status: 400, body: 'x'.repeat(10_000) })).detail.length, 501);
  });

  it('never shows the value of a query parameter of the base URL', async () => {
    reply = { status: 400 };
    const client = testClient(`${server.url}/scim?apikey=hidden`);
    await assert.rejects(client.get('User', 'a'), (error: unknown) => {
      assert.ok(error instanceof ScimError);
      assert.equal(error.url, `${server.url}/scim/Users/a?apikey=***`);
      return true;
    });
    assert.equal(server.received[0]?.path, '/scim/Users/a?apikey=hidden');
  });

  it('of success is refused all the same where it is a web page', async () => {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    reply = { status: 200, body: '\n<!doctype html><html><title>Sign in</title></html>', headers };
    await assert.rejects(testClient(server.url).list('User'), (error: unknown) => {
      assert.ok(error instanceof ProtocolError);
      assert.match(error.message, /answered with a web page instead of SCIM/);
      assert.match(error.hint, /login page or the wrong address/);
      return true;
    });
  });
});
