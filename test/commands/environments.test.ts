import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rulesOf } from '../../src/sandbox/services.ts';
import { runCli, startCli, temporaryProject } from '../support/cli-run.ts';
import { type OpenSandbox, openSandbox } from '../support/open-sandbox.ts';

const SEED = { Users: [{ userName: 'bob' }, { userName: 'cy', title: 'Old' }], Groups: [] };
const NAMES = ['good', 'guarded', 'stale'] as const;
const PEOPLE = `users:
  - { userName: ada }
  - { userName: bob, $state: absent }
  - { userName: cy, title: New }
`;

/** Three services that hold the same, and one that nobody can reach. */
async function openServices() {
  const opened = await Promise.all(
    NAMES.map(async (name) => [name, await openSandbox(rulesOf('generic', []), SEED, Date.now)] as const),
  );
  const services = new Map<string, OpenSandbox>(opened);
  const gone = await openSandbox(rulesOf('generic', []), {}, Date.now);
  await gone.close();
  const environment = (name: string, url: string, more = '') =>
    `  ${name}: { service: { baseUrl: "${url}", auth: { token: "\${env:TOKEN_${name.toUpperCase()}}" } }${more} }\n`;
  const environments = [
    ...opened.map(([name, { url }]) =>
      environment(name, url, name === 'guarded' ? ', guards: { maxRemovals: 0 }' : ''),
    ),
    environment('down', gone.url),
  ];
  const project = await temporaryProject({ 'rollcall.yaml': `environments:\n${environments.join('')}${PEOPLE}` });
  const env = Object.fromEntries(
    [...NAMES, 'down'].map((name) => [`TOKEN_${name.toUpperCase()}`, `token-of-${name}`] as const),
  );
  return {
    dir: project.dir,
    of: (name: (typeof NAMES)[number]) => {
      const service = services.get(name);
      assert.ok(service);
      return service;
    },
    run: (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
      runCli(args, { cwd: project.dir, env: { ...env, COLUMNS: '200', ...more } }),
    env,
    close: async () => {
      await Promise.all(opened.map(([, { close }]) => close()));
      await project.remove();
    },
  };
}

type Services = Awaited<ReturnType<typeof openServices>>;

async function titlesOf(service: OpenSandbox): Promise<readonly string[]> {
  const { users } = await service.contents();
  return users.map(({ attributes }) => `${attributes['userName']} ${attributes['title'] ?? ''}`.trim()).sort();
}

const APPLIED = ['ada', 'cy New'];
const UNTOUCHED = ['bob', 'cy Old'];

/** The last column of the table, by environment. */
function outcomes(stdout: string): Readonly<Record<string, string>> {
  const lines = stdout.split('\n');
  const begin = lines.findLastIndex((line) => line.startsWith('environment '));
  const rows = lines.slice(begin + 1).filter((line) => / {2}\S/u.test(line));
  return Object.fromEntries(rows.map((line) => [line.split(' ')[0] ?? '', line.split(/ {2,}/u).at(-1) ?? '']));
}

/** The headings of a page of plans: its own, and that of each plan. */
function headings(page: string): readonly string[] {
  return [...page.matchAll(/<h1>(.*?)<\/h1>|<section class="plan"[^>]*>\s*<h2>(.*?)<\/h2>/gu)].map(
    ([, title, plan]) => title ?? plan ?? '',
  );
}

describe('several environments', function () {
  this.timeout(60_000);
  let services: Services;
  beforeEach(async () => {
    services = await openServices();
  });
  afterEach(() => services.close());

  it('do not stop each other: one is down, one refused, one stale, and the others are applied and proven', async () => {
    const planned = await services.run(['plan', '--env', 'all', '--out', 'plans']);
    assert.equal(planned.code, 3, planned.stderr);
    assert.deepEqual(await readdir(join(services.dir, 'plans')), ['good.json', 'guarded.json', 'stale.json']);
    const shown = outcomes(planned.stdout);
    assert.deepEqual([shown['good'], shown['stale']], ['to apply', 'to apply']);
    assert.match(shown['guarded'] ?? '', /^refused: /u);
    assert.match(shown['down'] ?? '', /^failed: GET /u);
    assert.doesNotMatch(planned.stdout + planned.stderr, /--expect/u);

    const moved = await fetch(`${services.of('stale').url}/Users?filter=userName%20eq%20%22bob%22`);
    const { Resources } = (await moved.json()) as { readonly Resources: readonly { readonly id: string }[] };
    await fetch(`${services.of('stale').url}/Users/${Resources[0]?.id}`, { method: 'DELETE' });

    const applied = await services.run(['apply', 'plans', '--auto-approve']);
    assert.equal(applied.code, 3, applied.stderr);
    const ended = outcomes(applied.stdout);
    assert.equal(ended['good'], 'applied and proven');
    assert.match(ended['guarded'] ?? '', /^refused: /u);
    assert.match(ended['stale'] ?? '', /^refused: .* moved on the service/u);
    assert.deepEqual(await titlesOf(services.of('good')), APPLIED);
    assert.deepEqual(await titlesOf(services.of('guarded')), UNTOUCHED);
    assert.deepEqual(await titlesOf(services.of('stale')), ['cy Old']);
    const journals = await readdir(join(services.dir, '.rollcall', 'journal'));
    const first = await readFile(join(services.dir, '.rollcall', 'journal', journals[0] ?? ''), 'utf8');
    assert.deepEqual([journals.length, JSON.parse(first.split('\n')[0] ?? '').environment], [1, 'good']);
  });

  it('are applied with what their guards allow, several at one time, as events that say whose they are', async () => {
    const flags = ['--env', 'good', '--env', 'stale', '--env', 'guarded', '--allow', 'removals=1', '--auto-approve'];
    const { code, stdout, stderr } = await services.run(['apply', ...flags, '--parallel-environments', '3', '--json']);
    assert.equal(code, 0, stderr);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const name of NAMES) {
      assert.equal(
        events.filter(({ environment, event }) => environment === name && event === 'change-done').length,
        3,
      );
      assert.deepEqual(await titlesOf(services.of(name)), APPLIED);
    }
    assert.equal((await readdir(join(services.dir, '.rollcall', 'journal'))).length, 3);
  });

  it('are applied only as they were reviewed, by one id over all', async () => {
    const flags = ['--env', 'good', '--env', 'stale'];
    const planned = await services.run(['plan', ...flags, '--json']);
    const { id, plans } = JSON.parse(planned.stdout);
    assert.equal(plans.length, 2);
    const other = await services.run(['apply', ...flags, '--auto-approve', '--expect', '0'.repeat(64)]);
    assert.equal(other.code, 3);
    assert.match(other.stderr, new RegExp(`the plans are others than --expect names: their id is ${id}`, 'u'));
    const single = await services.run(['apply', ...flags, '--auto-approve', '--expect', plans[1].id]);
    assert.equal(single.code, 3);
    assert.match(single.stderr, /that is the id of stale alone, their id is/u);
    const incomplete = await services.run(['apply', ...flags, '--env', 'down', '--auto-approve', '--expect', id]);
    assert.equal(incomplete.code, 3);
    assert.match(incomplete.stderr, /there is no plan of down/u);
    assert.deepEqual(await titlesOf(services.of('good')), UNTOUCHED);
    const applied = await services.run(['apply', ...flags, '--auto-approve', '--expect', id]);
    assert.equal(applied.code, 0, applied.stderr);
  });

  it('are all named by doctor and access, also those that cannot be asked', async () => {
    const flags = ['--env', 'good', '--env', 'down', '--env', 'other', '--json'];
    const examined = await services.run(['doctor', ...flags]);
    assert.equal(examined.code, 1, examined.stderr);
    const { environments, failures } = JSON.parse(examined.stdout);
    const healths = environments.map(({ environment, healthy }: Record<string, unknown>) => [environment, healthy]);
    assert.deepEqual(healths, [
      ['good', true],
      ['down', false],
    ]);
    assert.deepEqual(failures, [{ environment: 'other', result: 'failed', reason: 'its files hold errors.' }]);
    const text = await services.run(['doctor', '--env', 'good', '--env', 'stale', '--sandbox']);
    assert.match(text.stdout, /^SANDBOX · profile generic · environment stale$/mu);
    const access = await services.run(['access', 'cy', '--env', 'good', '--env', 'down']);
    assert.equal(access.code, 1, access.stderr);
    assert.match(access.stdout, /^1 of 2 services · environment good without down · 1 person/mu);
    const none = await services.run(['access', 'cy', '--env', 'other', '--env', 'another']);
    assert.deepEqual([none.code, none.stdout], [1, '']);
    assert.doesNotMatch(none.stderr, /matches nobody/u);
  });

  it('have no id together where the plan of one holds errors, as nothing may be applied by it', async () => {
    const path = join(services.dir, 'rollcall.yaml');
    const text = await readFile(path, 'utf8');
    await writeFile(path, `${text}groups: [{ displayName: Lab, members: [nobody] }]\n`);
    const { code, stdout, stderr } = await services.run(['plan', '--env', 'good', '--env', 'stale', '--out', 'plans']);
    assert.equal(code, 1);
    assert.equal(outcomes(stdout)['good'], 'failed: its plan holds errors.');
    assert.doesNotMatch(stdout + stderr, /Id of all plans|--expect/u);
  });

  it('learn no secret of each other', async () => {
    await services.run(['apply', '--env', 'all', '--auto-approve']);
    for (const name of NAMES) assert.deepEqual([...services.of(name).authorizations], [`Bearer token-of-${name}`]);
  });

  it('learn none either where the files name that of another, and the workflow says where it may go', async () => {
    const path = join(services.dir, 'rollcall.yaml');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('{env:TOKEN_STALE}', '{env:TOKEN_GOOD}'));
    const hosts = NAMES.map((name) => `TOKEN_${name.toUpperCase()}@${new URL(services.of(name).url).host}`);
    const { code, stdout, stderr } = await services.run(['plan', '--env', 'good', '--env', 'stale'], {
      ROLLCALL_ALLOW_ENV: hosts.join(','),
    });
    assert.equal(code, 3);
    assert.equal(outcomes(stdout)['good'], 'to apply');
    assert.match(outcomes(stdout)['stale'] ?? '', /^refused: the project sends secrets to where they may not go/u);
    assert.match(stderr, /TOKEN_GOOD/u);
    assert.deepEqual([...services.of('stale').authorizations], []);
  });

  it('are not refused for a password that the files hold and the environment omits', async () => {
    const path = join(services.dir, 'rollcall.yaml');
    const text = await readFile(path, 'utf8');
    const people = text.replace('{ userName: ada }', `{ userName: ada, password: "\${env:ADA_PASSWORD}" }`);
    await writeFile(path, people.replace('TOKEN_STALE}" } }', 'TOKEN_STALE}" } }, omit: { users: [password] }'));
    const hostOf = (name: (typeof NAMES)[number]) => new URL(services.of(name).url).host;
    const tokens = NAMES.map((name) => `TOKEN_${name.toUpperCase()}@${hostOf(name)}`);
    const allowed = [...tokens, `ADA_PASSWORD@${hostOf('good')}`].join(',');
    const more = { ROLLCALL_ALLOW_ENV: allowed, ADA_PASSWORD: 'secret-of-ada' };
    const flags = ['--env', 'good', '--env', 'stale', '--env', 'guarded', '--auto-approve'];
    const { code, stdout } = await services.run(['apply', ...flags], more);
    const ended = outcomes(stdout);
    assert.deepEqual([code, ended['good'], ended['stale']], [3, 'applied and proven', 'applied and proven'], stdout);
    assert.match(ended['guarded'] ?? '', /^refused: the project sends secrets to where they may not go/u);
  });

  it('end in good order when interrupted: what is under way is finished, the others are not begun', async () => {
    const { child, ended } = startCli(
      ['apply', '--env', 'good', '--env', 'stale', '--auto-approve', '--concurrency', '1'],
      {
        cwd: services.dir,
        env: { ...services.env, COLUMNS: '200' },
      },
    );
    child.stderr.on('data', (chunk) => {
      if (String(chunk).includes(': created')) child.kill('SIGINT');
    });
    const { code, stdout } = await ended;
    assert.equal(code, 130, stdout);
    assert.equal(outcomes(stdout)['stale'], 'not begun: the run was interrupted before.');
    assert.deepEqual(await titlesOf(services.of('stale')), UNTOUCHED);
  });
});

describe('pull --update of several environments', function () {
  this.timeout(60_000);

  it('declares nobody again whom another environment declares, in a file or in a list', async () => {
    const groups = [{ displayName: 'Lab', members: [] }];
    const service = await openSandbox(
      rulesOf('generic', []),
      { Users: [{ userName: 'bob' }], Groups: groups },
      Date.now,
    );
    const yaml = `resources: [users/*.yaml, groups/*.yaml]
environments:
  here: { service: { baseUrl: "${service.url}" }, select: { users: userName eq "ada" } }
  there: { service: { baseUrl: "${service.url}" } }
users: [{ userName: ada }, { userName: bob }]
groups: [{ displayName: Lab, members: [bob] }]
`;
    const { dir, remove } = await temporaryProject({ 'rollcall.yaml': yaml });
    const run = (...args: readonly string[]) => runCli(args, { cwd: dir });
    const applied = await run('apply', '--env', 'there', '--auto-approve');
    assert.equal(applied.code, 0, applied.stderr);
    const pulled = await run('pull', '--update', '--env', 'all', '--target', 'user:bob', '--target', 'group:Lab');
    const text = await readFile(join(dir, 'rollcall.yaml'), 'utf8');
    const valid = await run('validate', '--env', 'all');
    await Promise.all([service.close(), remove()]);
    assert.equal(pulled.code, 0, pulled.stdout + pulled.stderr);
    assert.equal(valid.code, 0, valid.stdout);
    assert.equal(text, yaml);
  });
});

describe('the plans of several environments', function () {
  this.timeout(60_000);
  const yaml = `environments:
  a: { service: { baseUrl: "https://a.example.com" } }
  b: { service: { baseUrl: "https://b.example.com" } }
users: [{ userName: ada }]
`;
  const within = async (
    use: (run: (...args: readonly string[]) => ReturnType<typeof runCli>, dir: string) => Promise<void>,
  ) => {
    const { dir, remove } = await temporaryProject({ 'rollcall.yaml': yaml });
    await use((...args) => runCli([...args, '--sandbox'], { cwd: dir }), dir).finally(remove);
  };

  it('stand in one comment, with a table at its end', () =>
    within(async (run) => {
      const { code, stdout } = await run('plan', '--env', 'all', '--format', 'markdown');
      assert.equal(code, 0);
      assert.equal(stdout.match(/^### SANDBOX/gmu)?.length, 2);
      assert.match(stdout, /^\| a \| 1 \| 0 \| 0 \| 0 \| to apply \|\n\| b .*\n\nId of all plans `[0-9a-f]{64}`\n$/mu);
    }));

  it('go to a folder that holds nothing else, and never mix with those of an earlier run', () =>
    within(async (run, dir) => {
      await run('plan', '--env', 'all', '--out', 'plans');
      await run('plan', '--env', 'b', '--env', 'b', '--out', 'one.json');
      const again = await run('plan', '--env', 'a', '--env', 'all', '--out', 'plans');
      assert.equal(again.code, 0, again.stderr);
      assert.deepEqual(await readdir(join(dir, 'plans')), ['a.json', 'b.json']);
      await writeFile(join(dir, 'plans', 'notes.txt'), 'mine');
      const refused = await run('plan', '--env', 'all', '--out', 'plans');
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /plans holds notes\.txt, which is no plan\./u);
      assert.equal((await readdir(join(dir, 'plans'))).length, 3);
      const file = await run('plan', '--env', 'all', '--out', 'rollcall.yaml');
      assert.equal(file.code, 1, file.stderr);
      assert.match(file.stderr, /--out rollcall\.yaml is no folder\./u);
      assert.equal(await readFile(join(dir, 'rollcall.yaml'), 'utf8'), yaml);
    }));

  it('stand on one page, of a run or of a folder, and in any other format too', () =>
    within(async (run, dir) => {
      const made = await run('plan', '--env', 'all', '--env', 'c', '--format', 'html', '--out', 'plans');
      assert.equal(made.code, 1, made.stderr);
      assert.deepEqual(headings(made.stdout), ['3 environments', 'a', 'b']);
      assert.match(made.stdout, /c<\/th>.*failed: its files hold errors\./u);
      const show = (...args: readonly string[]) => runCli(['show', 'plans', ...args], { cwd: dir });
      const page = await show('--format', 'html');
      assert.deepEqual([page.code, headings(page.stdout)], [0, ['2 environments', 'a', 'b']]);
      const { plans } = JSON.parse((await show('--json')).stdout);
      assert.deepEqual(
        plans.map(({ environment }: { readonly environment: string }) => environment),
        ['a', 'b'],
      );
      const text = await show();
      assert.deepEqual(outcomes(text.stdout), { a: 'to apply', b: 'to apply' });
      assert.match(text.stdout, /environment a\n[\s\S]*user ada[\s\S]*environment b\n[\s\S]*user ada/u);
      assert.match((await show('--format', 'markdown')).stdout, /^\| a \| 1 .*\n\| b \| 1 /mu);
    }));

  it('of a folder are those that it is named for: what is no plan, or that of another, is told and not applied', () =>
    within(async (run, dir) => {
      await run('plan', '--env', 'all', '--out', 'plans');
      await copyFile(join(dir, 'plans', 'a.json'), join(dir, 'plans', 'b.json'));
      await writeFile(join(dir, 'plans', 'c.json'), '{}');
      await mkdir(join(dir, 'plans', 'd.json'));
      const applied = await run('apply', 'plans', '--auto-approve');
      const ended = outcomes(applied.stdout);
      assert.deepEqual([applied.code, ended['a']], [3, 'applied and proven']);
      assert.match(ended['b'] ?? '', /^refused: plans\/b\.json holds/u);
      assert.match(ended['c'] ?? '', /^failed: plans\/c\.json is not/u);
      assert.match(ended['d'] ?? '', /^failed: plans\/d\.json is a/u);
      assert.match(applied.stderr, /plans\/b\.json holds a plan of the environment a\./u);
      const shown = await runCli(['show', 'plans', '--format', 'html'], { cwd: dir });
      assert.deepEqual([shown.code, headings(shown.stdout)], [3, ['4 environments', 'a']]);
    }));

  it('name an environment that there is not, and go on with the others', () =>
    within(async (run) => {
      const { code, stdout, stderr } = await run('plan', '--env', 'a', '--env', 'c');
      assert.equal(code, 1);
      assert.match(stderr, /There is no environment "c"/u);
      assert.deepEqual(outcomes(stdout), { a: 'to apply', c: 'failed: its files hold errors.' });
    }));

  it('are asked for by flags, or by a folder that records them, and not by both', () =>
    within(async (run) => {
      await run('plan', '--env', 'all', '--out', 'plans');
      const both = await run('apply', 'plans', '--env', 'a', '--auto-approve');
      assert.deepEqual([both.code, both.stdout], [1, '']);
      assert.match(both.stderr, /cannot be combined with a plan file/u);
      const unasked = await run('apply', '--env', 'all');
      assert.equal(unasked.code, 1);
      assert.match(unasked.stderr, /nobody can confirm the plan/u);
    }));
});
