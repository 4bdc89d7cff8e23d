import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Health } from '../../src/model/health/health.ts';
import { inFolder } from '../config/temporary-project.ts';
import { type Ended, type RunOptions, runCli, startCli } from '../support/cli-run.ts';
import { certificatePem, type HttpServer, type Respond, startHttpServer } from '../support/http-server.ts';
import { startScimmy } from '../support/scimmy-server.ts';

const TOKEN = 'doctor-test-token';

describe('rollcall doctor', function () {
  this.timeout(20_000);

  function examine(
    service: string,
    args: readonly string[] = [],
    options: RunOptions = {},
    run = runCli,
  ): Promise<Ended> {
    const files = { 'rollcall.yaml': `service: { ${service} }\nusers: [{ userName: ada }]\n` };
    return inFolder(files, (dir) =>
      run(['doctor', ...args], { cwd: dir, env: { DOCTOR_TOKEN: TOKEN, COLUMNS: '100' }, ...options }),
    );
  }

  const AUTH = `auth: { token: '\${env:DOCTOR_TOKEN}' }`;

  async function withServer<T>(respond: Respond, use: (server: HttpServer) => Promise<T>): Promise<T> {
    const server = await startHttpServer(respond);
    try {
      return await use(server);
    } finally {
      await server.close();
    }
  }

  it('finds a sound service sound, and exits with 0', async () => {
    const server = await startScimmy({
      users: [{ userName: 'ada' }],
      groups: [{ displayName: 'Staff' }],
      token: TOKEN,
    });
    const { code, stdout, stderr } = await examine(`baseUrl: '${server.url}', ${AUTH}`);
    await server.close();
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^127\.0\.0\.1:\d+ · profile generic\n/u);
    assert.match(stdout, /✓ credentials {2}the token is accepted; it does not say when it expires\n/u);
    assert.match(stdout, /✓ discovery {4}ServiceProviderConfig, \d schemas, 2 resource types\n/u);
    assert.match(stdout, /✓ users {8}1 can be read; the first answer took \d+ ms\n/u);
    assert.match(stdout, /✓ clock {8}agrees with the service\n/u);
    assert.match(stdout, /\nA plan can be made\.\n$/u);
  });

  it('says which permission is missing, what to do, and exits with 1', () =>
    withServer(
      ({ path }, response) => {
        const isGroups = path.startsWith('/api/v2/scim/groups');
        response.writeHead(isGroups ? 403 : path.includes('users') ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify(isGroups ? { message: 'no' } : { totalResults: 0, Resources: [] }));
      },
      async ({ url }) => {
        const { code, stdout } = await examine(`profile: genesys-cloud, baseUrl: '${url}/api/v2/scim', ${AUTH}`);
        assert.equal(code, 1);
        assert.match(
          stdout,
          /✓ users .*\n {2}✗ groups .*\n {17}403: no\n {17}.*needs one of:\n {17}directory:group:edit\./u,
        );
        assert.match(stdout, /\n {2}- groups cannot be created\n/u);
        assert.match(stdout, /\nNo plan can be made before this works: groups\.\n$/u);
      },
    ));

  it('tells a wrong token and a wrong address from each other', async () => {
    await withServer(
      (_, response) => response.writeHead(401).end('{}'),
      async ({ url }) => {
        const { code, stdout } = await examine(`baseUrl: '${url}', ${AUTH}`);
        assert.equal(code, 1);
        assert.match(stdout, /✗ users .*401/u);
        assert.match(stdout, /Check the credentials under service\.auth/u);
        assert.ok(!stdout.includes(TOKEN));
      },
    );
    await withServer(
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
      async ({ url }) => {
        const { code, stdout } = await examine(`baseUrl: '${url}', ${AUTH}`);
        assert.equal(code, 1);
        assert.match(stdout, /a login page or the wrong address/u);
      },
    );
  });

  it('asks for a token and tells how long it lives, and warns of a wrong clock', () =>
    withServer(
      ({ path }, response) => {
        const answer =
          path === '/token'
            ? { access_token: 'issued-token-1', expires_in: 3600 }
            : {
                totalResults: 1,
                Resources: [{ id: '1', members: [{ value: '2' }] }].slice(0, path.includes('/Groups/') ? 0 : 1),
                id: '1',
              };
        response.sendDate = false;
        response.writeHead(200, {
          'content-type': 'application/json',
          date: new Date(Date.now() + 600_000).toUTCString(),
        });
        response.end(JSON.stringify(answer));
      },
      async ({ url }) => {
        const auth = `auth: { clientId: me, clientSecret: '\${env:DOCTOR_TOKEN}', tokenUrl: '${url}/token' }`;
        const { code, stdout } = await examine(`baseUrl: '${url}', ${auth}`, ['--json']);
        const health: Health = JSON.parse(stdout);
        assert.equal(code, 0, stdout);
        const check = (name: string) => health.checks.find((one) => one.name === name);
        assert.equal(check('credentials')?.summary, 'client credentials give a token for 60 minutes');
        assert.equal(check('clock')?.status, 'warning');
        assert.match(check('users')?.summary ?? '', /^1 can be read/u);
        assert.equal(health.healthy, true);
      },
    ));

  it('looks at the certificate of the service', async () => {
    const trusted = fileURLToPath(new URL('../support/tls-localhost.pem', import.meta.url));
    const pem = certificatePem('localhost');
    const server = createServer({ key: pem, cert: pem }, (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"totalResults":0,"Resources":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const service = `baseUrl: 'https://127.0.0.1:${port}', ${AUTH}`;
    // Node reads this variable when it starts.
    const trusting = { env: { DOCTOR_TOKEN: TOKEN, NODE_EXTRA_CA_CERTS: trusted, COLUMNS: '100' } };
    const known = await examine(service, [], trusting, (given, options) => startCli(given, options).ended);
    const unknown = await examine(service);
    server.closeAllConnections();
    server.close();
    assert.match(known.stdout, /✓ TLS {10}TLSv1\.3, certificate by rollcall test localhost, valid for \d+ days\n/u);
    assert.equal(known.code, 0, known.stdout);
    assert.match(unknown.stdout, /✗ TLS .*not trusted.*\n {17}If it is by a certificate authority of your own/u);
    assert.equal(unknown.code, 1);
  });

  it('says that a secret is missing, and examines the sandbox without one', async () => {
    const service = `profile: okta, baseUrl: 'https://example.okta.com/scim', auth: { token: '\${env:NO_SUCH_TOKEN}' }`;
    const real = await examine(service);
    assert.deepEqual([real.code, /✗ settings .*NO_SUCH_TOKEN/u.test(real.stdout)], [1, true], real.stdout);
    const sandbox = await examine(service, ['--sandbox']);
    assert.equal(sandbox.code, 0, sandbox.stdout);
    assert.match(sandbox.stdout, /^SANDBOX · profile okta\n/u);
    assert.match(
      sandbox.stdout,
      /\nNot verified against this service: the profile okta is made from documentation alone\.\n/u,
    );
  });
});
