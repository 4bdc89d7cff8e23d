import assert from 'node:assert/strict';
import { ProtocolError } from '../../../src/scim/answers/protocol-error.ts';
import { ScimError } from '../../../src/scim/answers/scim-error.ts';
import type { Credentials } from '../../../src/scim/auth/auth.ts';
import { ServiceSettingError } from '../../../src/scim/service-setting-error.ts';
import { drivenClock } from '../../support/clock-driven.ts';
import { testClient } from '../../support/http-client.ts';
import { type HttpServer, json, type ReceivedRequest, startHttpServer } from '../../support/http-server.ts';

const SECRET = 'client-secret-0123456789';

describe('authorisation', () => {
  let server: HttpServer;
  let tokenAnswer: (serial: number) => { status?: number; body: unknown };
  let accepts: (authorization: string) => boolean;
  let tokens: ReceivedRequest[];
  let calls: ReceivedRequest[];

  beforeEach(async () => {
    tokens = [];
    calls = [];
    tokenAnswer = (serial) => ({ body: { access_token: `access-${serial}`, token_type: 'Bearer', expires_in: 100 } });
    accepts = () => true;
    server = await startHttpServer((request, response) => {
      if (request.path === '/oauth/token') {
        tokens.push(request);
        const { status = 200, body } = tokenAnswer(tokens.length);
        return json(response, status, body);
      }
      calls.push(request);
      const accepted = accepts(request.headers.authorization ?? '');
      return json(response, accepted ? 200 : 401, accepted ? { totalResults: 0 } : { detail: 'no such token' });
    });
  });
  afterEach(() => server.close());

  const clientCredentials = (more: { scope?: string; clientId?: string } = {}): Credentials => ({
    kind: 'clientCredentials',
    clientId: 'rollcall',
    clientSecret: SECRET,
    tokenUrl: `${server.url}/oauth/token`,
    ...more,
  });
  const used = (): (string | undefined)[] => calls.map(({ headers }) => headers.authorization);

  it('sends a token as Bearer', async () => {
    await testClient(server.url, { credentials: { kind: 'token', token: 'tok-1' } }).list('User');
    assert.deepEqual(used(), ['Bearer tok-1']);
  });

  it('sends user name and password as Basic, in UTF-8', async () => {
    await testClient(server.url, { credentials: { kind: 'basic', username: 'ada', password: 'pässword' } }).list(
      'User',
    );
    assert.deepEqual(used(), [`Basic ${Buffer.from('ada:pässword').toString('base64')}`]);
  });

  it('sends nothing where there are no credentials', async () => {
    await testClient(server.url).list('User');
    assert.deepEqual(used(), [undefined]);
  });

  describe('by client credentials', () => {
    it('posts a form with Basic client authentication (RFC 6749 section 4.4.2)', async () => {
      const credentials = clientCredentials({ scope: 'scim users:read', clientId: 'roll call:1' });
      await testClient(server.url, { credentials }).list('User');
      const [request] = tokens;
      assert.equal(request?.method, 'POST');
      assert.equal(request?.headers['content-type'], 'application/x-www-form-urlencoded');
      assert.equal(request?.body, 'grant_type=client_credentials&scope=scim+users%3Aread');
      const pair = Buffer.from(`roll+call%3A1:${SECRET}`).toString('base64');
      assert.equal(request?.headers.authorization, `Basic ${pair}`);
      assert.deepEqual(used(), ['Bearer access-1']);
    });

    it('asks for one token however many requests wait for it', async () => {
      const client = testClient(server.url, { credentials: clientCredentials() });
      await Promise.all([client.list('User'), client.list('Group'), client.schemas(), client.resourceTypes()]);
      assert.equal(tokens.length, 1);
      assert.equal(calls.length, 4);
      assert.equal(client.requestCount(), 5);
    });

    it('renews the token before it ends', async () => {
      const clock = drivenClock();
      const client = testClient(server.url, { credentials: clientCredentials(), clock });
      await client.list('User');
      clock.advance(89_000);
      await client.list('User');
      clock.advance(2_000);
      await client.list('User');
      assert.deepEqual(used(), ['Bearer access-1', 'Bearer access-1', 'Bearer access-2']);
    });

    it('renews a long-lived token one minute before it ends', async () => {
      tokenAnswer = (serial) => ({ body: { access_token: `access-${serial}`, expires_in: 86_400 } });
      const clock = drivenClock();
      const client = testClient(server.url, { credentials: clientCredentials(), clock });
      await client.list('User');
      clock.advance(86_330_000);
      await client.list('User');
      clock.advance(11_000);
      await client.list('User');
      assert.deepEqual(used(), ['Bearer access-1', 'Bearer access-1', 'Bearer access-2']);
    });

    it('keeps a token of unknown life until it is refused', async () => {
      tokenAnswer = (serial) => ({ body: { access_token: `access-${serial}` } });
      const clock = drivenClock();
      const client = testClient(server.url, { credentials: clientCredentials(), clock });
      await client.list('User');
      clock.advance(1e9);
      await client.list('User');
      assert.equal(tokens.length, 1);
    });

    it('renews the token once on 401 and repeats the request, also a write', async () => {
      accepts = (authorization) => authorization === 'Bearer access-2';
      const client = testClient(server.url, { credentials: clientCredentials() });
      await client.delete('User', 'a');
      assert.deepEqual(used(), ['Bearer access-1', 'Bearer access-2']);
    });

    it('renews once for many requests that were refused together', async () => {
      accepts = (authorization) => authorization === 'Bearer access-2';
      const client = testClient(server.url, { credentials: clientCredentials() });
      await Promise.all([client.list('User'), client.list('Group'), client.schemas()]);
      assert.equal(tokens.length, 2);
    });

    it('gives up when the new token is refused too', async () => {
      accepts = () => false;
      const client = testClient(server.url, { credentials: clientCredentials() });
      await assert.rejects(client.list('User'), (error: unknown) => error instanceof ScimError && error.status === 401);
      assert.equal(calls.length, 2);
    });

    it('explains a refused client without showing its secret, even if the service repeats it', async () => {
      tokenAnswer = () => ({
        status: 401,
        body: { error: 'invalid_client', error_description: `bad secret ${SECRET}\u001b[31m` },
      });
      const client = testClient(server.url, { credentials: clientCredentials() });
      await assert.rejects(client.list('User'), (error: unknown) => {
        assert.ok(error instanceof ScimError);
        assert.match(error.message, /^POST http:.*\/oauth\/token was answered 401: bad secret \*\*\* \[31m$/);
        assert.match(error.hint, /service\.auth\.clientId/);
        return true;
      });
      assert.equal(calls.length, 0);
    });

    it('asks again when the token service is busy, and no more than five times', async () => {
      tokenAnswer = (serial) => (serial === 1 ? { status: 503, body: {} } : { body: { access_token: 'late' } });
      await testClient(server.url, { credentials: clientCredentials() }).list('User');
      assert.deepEqual(used(), ['Bearer late']);

      tokens = [];
      tokenAnswer = () => ({ status: 503, body: {} });
      await assert.rejects(testClient(server.url, { credentials: clientCredentials() }).list('User'), ScimError);
      assert.equal(tokens.length, 5);
    });

    it('refuses an answer without a bearer token', async () => {
      for (const body of [
        {},
        { access_token: '' },
        { access_token: 'a\nb' },
        { access_token: 'a', token_type: 'mac' },
        [],
      ]) {
        tokenAnswer = () => ({ body });
        await assert.rejects(
          testClient(server.url, { credentials: clientCredentials() }).list('User'),
          (error: unknown) => error instanceof ProtocolError && /no bearer token/.test(error.message),
        );
      }
    });
  });

  it('sends credentials to https and to loopback only', () => {
    const token: Credentials = { kind: 'token', token: 'tok-1' };
    for (const baseUrl of ['http://scim.example.com', 'http://10.0.0.1/scim', 'http://127.0.0.1.example.com']) {
      assert.throws(() => testClient(baseUrl, { credentials: token }), /credentials are never sent over http/);
    }
    for (const baseUrl of ['https://scim.example.com', 'http://localhost:1', 'http://127.0.0.1', 'http://[::1]:8']) {
      testClient(baseUrl, { credentials: token });
    }
    const credentials = { ...clientCredentials(), tokenUrl: 'http://login.example.com/token' } as Credentials;
    assert.throws(() => testClient(server.url, { credentials }), /The token URL is http:\/\/login\.example\.com/);
  });

  it('refuses a token that no header can carry, without showing it', () => {
    for (const token of ['', 'secret-part\nmore', 'secret-part with blank', 'secret-pärt']) {
      assert.throws(
        () => testClient(server.url, { credentials: { kind: 'token', token } }),
        (error: unknown) => error instanceof ServiceSettingError && !error.message.includes('secret-p'),
      );
    }
  });
});
