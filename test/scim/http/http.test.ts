import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { ProtocolError } from '../../../src/scim/answers/protocol-error.ts';
import { AnswerTooLargeError } from '../../../src/scim/http/answer-too-large-error.ts';
import { ConnectionError } from '../../../src/scim/http/connection-error.ts';
import { ServiceSettingError } from '../../../src/scim/service-setting-error.ts';
import { testClient } from '../../support/http-client.ts';
import { certificatePem, type HttpServer, json, startHttpServer, startTlsServer } from '../../support/http-server.ts';
import { startProxy } from '../../support/proxy-server.ts';

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
const TOKEN = { kind: 'token', token: 'http-test-token' } as const;
const EMPTY = { totalResults: 0 };

async function connectionError(promise: Promise<unknown>): Promise<ConnectionError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  assert.ok(error instanceof ConnectionError, String(error));
  return error;
}

describe('the way to a service', () => {
  const closing: { close(): Promise<void> }[] = [];
  const closeAtEnd = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const started = await starting;
    closing.push(started);
    return started;
  };
  const serve = (respond: (path: string, response: ServerResponse) => unknown): Promise<HttpServer> =>
    closeAtEnd(startHttpServer(({ path }, response) => respond(path, response)));
  const saved = PROXY_VARIABLES.map((name) => [name, process.env[name]] as const);
  beforeEach(() => {
    for (const name of PROXY_VARIABLES) delete process.env[name];
  });
  afterEach(async () => {
    for (const [name, value] of saved) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await Promise.all(closing.splice(0).map((server) => server.close()));
  });

  it('says when nothing listens there, after three attempts', async () => {
    const { url, close } = await serve(() => undefined);
    await close();
    let attempts = 0;
    const onRequest = (): number => (attempts += 1);
    const error = await connectionError(testClient(url, { onRequest }).list('User'));
    assert.match(error.message, /^GET http:\/\/127\.0\.0\.1:\d+\/Users\?\S+ failed: nothing listens there/);
    assert.match(error.hint, /service\.baseUrl.*HTTPS_PROXY/);
    assert.deepEqual([error.reason, error.mayHaveBeenProcessed, attempts], ['refused', false, 3]);
  });

  it('says of a port that fetch refuses which it is and what to do', async () => {
    for (const port of [6000, 10080]) {
      const error = await connectionError(testClient(`http://127.0.0.1:${port}`).list('User'));
      assert.match(
        error.message,
        new RegExp(`failed: fetch refuses port ${port}, which belongs to another protocol`, 'u'),
      );
      assert.match(error.hint, /listen on another port.*service\.baseUrl/u);
      assert.equal(error.mayHaveBeenProcessed, false);
    }
  });

  it('says when the host name is unknown', async () => {
    const error = await connectionError(testClient(`http://${'x'.repeat(64)}.invalid`).list('User'));
    assert.match(error.message, /the host name is unknown/);
    assert.deepEqual([error.reason, error.mayHaveBeenProcessed], ['dns', false]);
  });

  it('says when the connection is closed without an answer, and that a write may have happened', async () => {
    const { url, received } = await serve((_path, response) => response.destroy());
    const error = await connectionError(testClient(url).create('User', { userName: 'ada' }));
    assert.match(error.message, /^POST .*\/Users failed: the connection was closed before an answer came/);
    assert.deepEqual([error.reason, error.mayHaveBeenProcessed], ['reset', true]);
    assert.equal(received.length, 1, 'a write of unknown outcome is not repeated');
  });

  it('says when a body is cut short', async () => {
    const { url } = await serve((_path, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"totalResults": 1, "Resources": [');
      setTimeout(() => response.destroy(), 5);
    });
    const error = await connectionError(testClient(url).list('User'));
    assert.match(error.message, /the answer was cut short/);
    assert.deepEqual([error.reason, error.mayHaveBeenProcessed], ['truncated', true]);
  });

  it('says when a body ends too early without the transport noticing', async () => {
    const { url } = await serve((_path, response) => response.end('{"totalResults": 1, "Reso'));
    await assert.rejects(
      testClient(url).list('User'),
      (error: unknown) => error instanceof ProtocolError && /only the beginning/.test(error.message),
    );
  });

  it('does not wait for ever for an answer', async () => {
    const { url } = await serve(() => undefined);
    const error = await connectionError(testClient(url, { timeoutMs: 40 }).patch('User', 'a', [{ op: 'remove' }]));
    assert.match(error.message, /no answer came in time/);
    assert.deepEqual([error.reason, error.mayHaveBeenProcessed], ['timeout', true]);
  });

  it('does not wait for ever for the end of an answer that drips', async () => {
    const { url } = await serve((_path, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    const error = await connectionError(testClient(url, { timeoutMs: 300 }).create('User', {}));
    assert.match(error.message, /began but did not end in time/);
    assert.equal(error.reason, 'timeout');
  });

  it('drops an answer that grows past the bound, without reading it to its end', async () => {
    let sent = 0;
    const closed = Promise.withResolvers<void>();
    const { url } = await serve((_path, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(10_000, 'x');
      const send = (): void => {
        for (let more = true; more && !response.destroyed; sent += chunk.length) more = response.write(chunk);
      };
      response.on('drain', send);
      response.on('close', () => closed.resolve());
      send();
    });
    await assert.rejects(testClient(url, { maxAnswerBytes: 50_000 }).list('User'), (error: unknown) => {
      assert.ok(error instanceof AnswerTooLargeError);
      assert.match(error.message, /the answer is larger than 50000 bytes/);
      return true;
    });
    await closed.promise;
    assert.ok(sent < 100_000_000);
  });

  it('takes an answer as large as the bound', async () => {
    const text = JSON.stringify(EMPTY).padEnd(50_000);
    const { url } = await serve((_path, response) => response.end(text));
    assert.deepEqual(await testClient(url, { maxAnswerBytes: 50_000 }).list('User'), []);
  });

  it('bounds what a compressed answer unpacks to', async () => {
    const { url } = await serve((_path, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(1_000_000, ' ')));
    });
    await assert.rejects(testClient(url, { maxAnswerBytes: 50_000 }).list('User'), AnswerTooLargeError);
  });

  it('unpacks a compressed answer', async () => {
    const { url } = await serve((_path, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify(EMPTY)));
    });
    assert.deepEqual(await testClient(url).list('User'), []);
  });

  it('is kept open for the next request', async () => {
    const ports = new Set<number | undefined>();
    const { url } = await serve((_path, response) => {
      ports.add(response.socket?.remotePort);
      return json(response, 200, EMPTY);
    });
    const client = testClient(url);
    for (let request = 0; request < 10; request += 1) await client.list('User');
    assert.ok(ports.size <= 2, `${ports.size} connections`);
  });

  describe('that redirects', () => {
    it('is followed within the same origin', async () => {
      const { url } = await serve((path, response) =>
        path.startsWith('/old')
          ? response.writeHead(308, { location: '/new/Users' }).end()
          : json(response, 200, EMPTY),
      );
      assert.deepEqual(await testClient(`${url}/old`, { credentials: TOKEN }).list('User'), []);
    });

    it('is not followed to another origin, which would see the token', async () => {
      const other = await serve((_path, response) => json(response, 200, EMPTY));
      for (const status of [301, 302, 303, 307, 308]) {
        const location = `${other.url}/login?session=hidden`;
        const { url } = await serve((_path, response) => response.writeHead(status, { location }).end());
        await assert.rejects(testClient(url, { credentials: TOKEN }).list('User'), (error: unknown) => {
          assert.ok(error instanceof ProtocolError);
          assert.ok(error.message.endsWith(`the service redirects to ${other.url}/login?session=***.`), error.message);
          assert.match(error.hint, /service\.baseUrl.*login page/);
          return true;
        });
      }
      assert.deepEqual(other.received, []);
    });

    it('is not followed for a write', async () => {
      const { url, received } = await serve((_path, response) => response.writeHead(307, { location: '/x' }).end());
      await assert.rejects(testClient(url).create('User', {}), ProtocolError);
      assert.equal(received.length, 1);
    });

    it('is not followed in a circle', async () => {
      const { url, received } = await serve((path, response) => response.writeHead(302, { location: path }).end());
      await assert.rejects(testClient(url).list('User'), /redirects in a circle/);
      assert.equal(received.length, 6);
    });
  });

  describe('through a proxy', () => {
    it('is taken when HTTP_PROXY says so', async () => {
      const { url, port } = await serve((_path, response) => json(response, 200, EMPTY));
      const proxy = await closeAtEnd(startProxy(port));
      process.env['HTTP_PROXY'] = proxy.url;
      assert.deepEqual(await testClient('http://scim.example.com/scim').list('User'), []);
      assert.deepEqual(proxy.requests, ['CONNECT scim.example.com:80']);
      assert.deepEqual(await testClient(url).list('User'), []);
      assert.equal(proxy.requests.length, 1, 'loopback is reached directly');
    });

    it('is not taken where NO_PROXY names the host', async () => {
      const { port, received } = await serve((_path, response) => json(response, 200, EMPTY));
      const proxy = await closeAtEnd(startProxy(port));
      process.env['HTTP_PROXY'] = proxy.url;
      const anyHost = `http://0.0.0.0:${port}`;
      await testClient(anyHost).list('User');
      assert.equal(proxy.requests.length, 1);
      for (const exception of ['0.0.0.0', 'example.com,0.0.0.0', '*']) {
        process.env['NO_PROXY'] = exception;
        await testClient(anyHost).list('User');
      }
      assert.equal(proxy.requests.length, 1);
      assert.equal(received.length, 4);
    });

    it('is refused with a clear message when the variable is no URL', () => {
      process.env['HTTPS_PROXY'] = 'not a url';
      assert.throws(() => testClient('https://scim.example.com'), ServiceSettingError);
    });

    it('says when the proxy refuses, closes the connection or is not there', async () => {
      const answers = ['HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n', ''];
      const urls = [];
      for (const answer of answers) urls.push((await closeAtEnd(startProxy(0, answer))).url);
      const gone = await startProxy(0);
      await gone.close();
      for (const url of [...urls, gone.url]) {
        process.env['HTTP_PROXY'] = url;
        const error = await connectionError(testClient('http://scim.example.com').list('User'));
        assert.match(error.message, /failed: the proxy /);
        assert.match(error.hint, /HTTP_PROXY/);
        assert.deepEqual([error.reason, error.mayHaveBeenProcessed], ['proxy', false]);
      }
    });
  });

  describe('over TLS', () => {
    it('explains a self-signed certificate and how to trust it', async () => {
      const { url, received } = await closeAtEnd(startTlsServer('localhost'));
      const error = await connectionError(testClient(url, { credentials: TOKEN }).list('User'));
      assert.match(error.message, /the certificate of the service is self-signed/);
      assert.match(error.hint, /NODE_EXTRA_CA_CERTS/);
      assert.deepEqual([error.reason, error.mayHaveBeenProcessed], ['tls', false]);
      assert.deepEqual(received, []);
    });

    it('explains a host that does not speak TLS', async () => {
      const { port } = await serve((_path, response) => json(response, 200, EMPTY));
      const error = await connectionError(testClient(`https://127.0.0.1:${port}`).list('User'));
      assert.equal(error.reason, 'tls', error.message);
      assert.match(error.hint, /scheme and port/);
    });

    it('honours NODE_EXTRA_CA_CERTS and HTTPS_PROXY, and explains wrong hosts and expired certificates', async () => {
      const [good, expired, other] = await Promise.all([
        closeAtEnd(startTlsServer('localhost')),
        closeAtEnd(startTlsServer('expired')),
        closeAtEnd(startTlsServer('other-host')),
      ]);
      const proxy = await closeAtEnd(startProxy(other.port));
      const folder = mkdtempSync(join(tmpdir(), 'rollcall-tls-'));
      try {
        const authorities = join(folder, 'authorities.pem');
        const names = ['localhost', 'expired', 'other-host'] as const;
        writeFileSync(authorities, names.map((name) => certificatePem(name)).join(''));
        const script = fileURLToPath(new URL('../../support/tls-client.ts', import.meta.url));
        const urls = [good.url, expired.url, other.url, 'https://other.example.com/scim'];
        const env = { ...process.env, NODE_EXTRA_CA_CERTS: authorities, HTTPS_PROXY: proxy.url };
        const { stdout } = await promisify(execFile)(process.execPath, [script, ...urls], { env });
        const [trusted, old, wrong, proxied] = stdout.split('\n');
        assert.equal(trusted, '0 users');
        assert.match(old ?? '', /the certificate of the service has expired/);
        assert.match(wrong ?? '', /the certificate of the service is for another host name/);
        assert.equal(proxied, '0 users');
        assert.deepEqual(proxy.requests, ['CONNECT other.example.com:443']);
        assert.equal(good.received[0]?.headers.authorization, 'Bearer tls-test-token');
        assert.equal(other.received.length, 1);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
});
