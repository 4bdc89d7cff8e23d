import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import fc from 'fast-check';
import { openRealService } from '../../src/cli/service/real-service.ts';
import { UsageError } from '../../src/cli/terminal/usage-error.ts';
import { validateProject } from '../../src/config/check/validate-project.ts';
import { NotAllowedError } from '../../src/config/doors/not-allowed-error.ts';
import { SecretError } from '../../src/config/values/secret-error.ts';
import { ServiceSettingError } from '../../src/scim/service-setting-error.ts';
import { inFolder } from '../config/temporary-project.ts';
import { fakeTerminal } from '../support/cli-terminal.ts';
import { listen } from '../support/listen.ts';

const SECRET = 'random/+"secret%-5d1c';
const NAMES = ['RANDOM_TOKEN', 'PATH', 'UNSET', 'toString', ''];

/** Whatever may stand as a text: references in all forms, hosts, patterns, filters, and nonsense. */
const text = (hosts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...hosts, ...hosts.map((host) => `http://${host}/scim`), 'https://api.example.com.', 'http://a@b'),
    fc.constantFrom(
      ...NAMES.map((name) => `\${env:${name}}`),
      `\${file:/etc/passwd}`,
      `\${file:../x}`,
      `\${var:x}`,
      '$${',
      '${',
    ),
    fc.constantFrom(
      'title eq "a"',
      'not (active pr)',
      'users/**',
      '../**',
      '/dev/zero',
      '*',
      'ada@example.com',
      '10%',
      'absent',
    ),
    fc
      .tuple(fc.constantFrom(...hosts), fc.constantFrom(...NAMES))
      .map(([host, name]) => `http://\${env:${name}}@${host}`),
    fc
      .tuple(fc.constantFrom(...hosts), fc.constantFrom(...NAMES))
      .map(([host, name]) => `http://${host}/\${env:${name}}`),
    fc.string({ maxLength: 12 }),
  );

const KEYS = [
  ...['service', 'profile', 'baseUrl', 'tokenUrl', 'region', 'auth', 'token', 'clientId', 'clientSecret', 'username'],
  ...['password', 'dialect', 'endpoint', 'regions', 'read', 'environments', 'defaultEnvironment', 'variables', 'x'],
  ...['resources', 'guards', 'protect', 'policies', 'ownership', 'users', 'groups', 'userName', 'title', 'members'],
  ...[
    '$memberRule',
    '$previously',
    '$state',
    'defaults',
    'user',
    '__proto__',
    'constructor',
    'scope',
    'name',
    'require',
  ],
];

/** Random values below the keys of a project. */
function anything(hosts: readonly string[]): fc.Arbitrary<unknown> {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text(hosts),
      fc.constantFrom(null, true, 7, ''),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { maxKeys: 5, noNullPrototype: true }),
    ),
  }));
  return tree as fc.Arbitrary<unknown>;
}

/** A project that is nearly right, so that many get past the files and as far as the service. */
function nearly(hosts: readonly string[]): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const url = fc.constantFrom(
    ...hosts.flatMap((host) => [`http://${host}/scim`, `http://${host}/\${env:RANDOM_TOKEN}`]),
  );
  const secret = fc.constantFrom(
    ...NAMES.slice(0, 3).map((name) => `\${env:${name}}`),
    `\${file:own.txt}`,
    `\${file:../x}`,
  );
  const auth = fc.oneof(
    fc.record({ token: secret }),
    fc.record({ clientId: secret, clientSecret: secret, tokenUrl: url }),
    fc.record({ username: fc.constantFrom('me', `\${env:PATH}`), password: secret }),
  );
  const endpoint = fc.record({ baseUrl: url, tokenUrl: url }, { requiredKeys: [] });
  const service = fc.record({ baseUrl: url, auth, dialect: fc.record({ endpoint }) }, { requiredKeys: ['baseUrl'] });
  const users = fc.array(fc.record({ userName: fc.constant('ada'), password: secret }), { maxLength: 1 });
  return fc.record({ service, users });
}

/** A project that comes near to one that works, so that many get past the files. */
function projects(hosts: readonly string[]): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const url = fc.oneof(fc.constantFrom(...hosts.map((host) => `http://${host}/scim`)), text(hosts));
  const secret = fc.constantFrom(...NAMES.map((name) => `\${env:${name}}`), `\${file:/etc/passwd}`, `\${file:own.txt}`);
  const auth = fc.oneof(
    fc.record({ token: secret }),
    fc.record({ clientId: text(hosts), clientSecret: secret, tokenUrl: url }),
    fc.record({ username: text(hosts), password: secret }),
    anything(hosts),
  );
  const dialect = fc.oneof(
    fc.constant({}),
    fc.record({ endpoint: fc.record({ baseUrl: url, tokenUrl: url }, { requiredKeys: [] }) }),
    anything(hosts),
  );
  const profile = fc.constantFrom('generic', 'genesys-cloud', 'okta', 'entra-id');
  const service = fc.record({ profile, baseUrl: url, region: text(hosts), auth, dialect }, { requiredKeys: [] });
  const users = fc.array(
    fc.record({ userName: text(hosts), title: text(hosts), password: secret }, { requiredKeys: ['userName'] }),
    { maxLength: 2 },
  );
  const rest = {
    users,
    variables: anything(hosts),
    guards: anything(hosts),
    resources: anything(hosts),
    environments: anything(hosts),
  };
  return fc.record({ service, ...rest }, { requiredKeys: ['service'] });
}

const EXPECTED = [NotAllowedError, SecretError, ServiceSettingError, UsageError];

/** Reads and opens random projects where nothing is allowed but one host that nobody has; resolves to how many were opened. */
export async function tryRandomProjects(numRuns: number, seed?: number): Promise<number> {
  let came = 0;
  let reached = 0;
  const server = createServer((_request, response) => response.end('{}'));
  server.on('connection', () => {
    came += 1;
  });
  const { port, close } = await listen(server);
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST.:${port}`, `[::1]:${port}`, `0x7f.1:${port}`];
  const set = {
    ROLLCALL_ALLOW_HOSTS: 'api.example.com',
    ROLLCALL_ALLOW_ENV: 'RANDOM_TOKEN@api.example.com',
    CI: 'true',
    RANDOM_TOKEN: SECRET,
  };
  const before = { ...process.env };
  Object.assign(process.env, set);
  try {
    const property = fc.asyncProperty(
      fc.oneof(
        { weight: 2, arbitrary: nearly(hosts) },
        { weight: 2, arbitrary: projects(hosts) },
        { weight: 1, arbitrary: anything(hosts) },
      ),
      async (written) => {
        await inFolder({ 'rollcall.yaml': JSON.stringify(written) ?? 'null', 'own.txt': SECRET }, async (dir) => {
          const { configuration, diagnostics } = await validateProject({
            dir,
            variables: {},
            now: new Date('2027-01-01'),
          });
          assert.ok(!JSON.stringify(diagnostics).includes(SECRET));
          if (configuration?.service.baseUrl === undefined) return;
          reached += 1;
          const { terminal, stderr } = fakeTerminal({ tty: false });
          const choice = { dir, sandbox: false, concurrency: 1, verbose: true, tool: 'rollcall 0' };
          const failure = await openRealService(configuration, choice, terminal)
            .then((service) => service.client.list('User'))
            .then(
              () => undefined,
              (error: unknown) => error,
            );
          assert.ok(
            EXPECTED.some((kind) => failure instanceof kind),
            String(failure),
          );
          assert.ok(failure instanceof Error && !failure.message.includes(SECRET) && !stderr().includes(SECRET));
        });
        assert.equal(came, 0);
      },
    );
    await fc.assert(property, { numRuns, ...(seed === undefined ? {} : { seed }) });
  } finally {
    for (const name of Object.keys(set)) delete process.env[name];
    Object.assign(process.env, before);
    await close();
  }
  return reached;
}
