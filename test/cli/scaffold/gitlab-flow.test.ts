import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ciConfigurations } from '../../../src/cli/scaffold/ci-configurations.ts';
import { ciProject } from '../../../src/cli/scaffold/ci-project.ts';
import { gitlabPipeline } from '../../../src/cli/scaffold/gitlab/gitlab-pipeline.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/http/start-sandbox.ts';
import { runCli } from '../../support/cli-run.ts';
import { type MergeRequest, startFakeGitlab } from './ci/fake-gitlab.ts';
import { nodeHere } from './ci/node-here.ts';
import { type Repository, startRepository } from './ci/repository.ts';
import { bash } from './ci/runner.ts';
import { startShims } from './ci/shims.ts';

/** What the reference of `.gitlab-ci.yml` calls the keywords of a job. */
const JOB_KEYS = new Set(
  'artifacts before_script environment extends image interruptible parallel resource_group rules script variables'.split(
    ' ',
  ),
);

interface Job {
  readonly extends?: string;
  readonly rules?: readonly { readonly if: string }[];
  readonly script?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly resource_group?: string;
  readonly interruptible?: boolean;
  readonly environment?: { readonly name: string; readonly action?: string };
}

describe('the pipeline for GitLab', () => {
  const many = { ...ciProject('it/people', []), environments: ['a', 'b'] };

  it('consists of jobs of keywords that GitLab knows, each with a script and one rule', () => {
    for (const project of [ciProject('', []), many]) {
      const jobs: Readonly<Record<string, Job>> = parse(gitlabPipeline(project));
      const names = ['plan', 'apply', 'by-hand', 'drift'].map((name) => `${project.prefix}-${name}`);
      assert.deepEqual(Object.keys(jobs), [`.${project.prefix}`, ...names]);
      for (const [name, job] of Object.entries(jobs)) {
        for (const key of Object.keys(job)) assert.ok(JOB_KEYS.has(key), `${name} ${key}`);
        if (name.startsWith('.')) continue;
        assert.deepEqual([job.extends, job.rules?.length, job.script?.length], [`.${project.prefix}`, 1, 1]);
      }
    }
  });

  it('applies one at a time in each environment, by hand too, and plans behind another', () => {
    const jobs: Readonly<Record<string, Job>> = parse(gitlabPipeline(many));
    const of = (name: string) => jobs[`rollcall-it--people-${name}`];
    assert.equal(of('apply')?.resource_group, 'rollcall-it--people-$ROLLCALL_ENV-apply');
    assert.equal(of('by-hand')?.resource_group, 'rollcall-it--people-$ENVIRONMENT-apply');
    assert.deepEqual(of('plan')?.environment, { name: 'rollcall-it--people-$ROLLCALL_ENV-plan', action: 'access' });
    assert.match(of('by-hand')?.rules?.[0]?.if ?? '', /\$ROLLCALL_PROJECT == "rollcall-it--people" && \$EXPECT$/u);
    assert.equal(jobs['.rollcall-it--people']?.interruptible, false);
  });
});

describe('a repository on GitLab', function () {
  this.timeout(60_000);
  let [root, main, number] = ['', '', 6];
  let service: Sandbox;
  let gitlab: Awaited<ReturnType<typeof startFakeGitlab>>;
  let repository: Repository;
  let shims: Awaited<ReturnType<typeof startShims>>;
  let jobs: Readonly<Record<string, Job>>;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'rollcall-gitlab-'));
    [service, gitlab] = await Promise.all([startSandbox({ token: 'a-token-of-the-service' }), startFakeGitlab()]);
    repository = startRepository(join(root, 'origin'), {
      'rollcall.yaml': `service:
  baseUrl: ${service.url}
  auth:
    token: \${env:SCIM_TOKEN}
  dialect: { readAfterWrite: 0 }
`,
      'users/a.yaml': 'users: []\n',
    });
    main = repository.git('rev-parse', 'main');
    shims = await startShims(root, {
      node: nodeHere,
      rollcall: async ({ args, cwd, env }) => {
        const { code, ...printed } = await runCli(args, { cwd, env });
        return { code: Number(code), ...printed };
      },
    });
    jobs = parse(gitlabPipeline(ciProject('', await ciConfigurations(repository.dir))));
  });
  after(async () => {
    await Promise.all([shims.close(), service.close(), gitlab.close()]);
    await rm(root, { recursive: true, force: true });
  });

  /** Runs a job on a commit; what it leaves stays in the folder that is returned. */
  async function run(name: string, sha: string, more: Readonly<Record<string, string>>) {
    const dir = join(await mkdtemp(join(root, 'job-')), 'work');
    repository.git('worktree', 'add', '--quiet', '--detach', dir, sha);
    const env = {
      ...{ PATH: shims.path, HOME: root, CI: 'true', SCIM_TOKEN: 'a-token-of-the-service', GITLAB_USER_LOGIN: 'ada' },
      ...{ CI_API_V4_URL: gitlab.url, CI_PROJECT_ID: '3', ROLLCALL_GITLAB_TOKEN: 'gl-token', CI_PROJECT_DIR: dir },
      ...{ CI_COMMIT_SHA: sha, CI_DEFAULT_BRANCH: 'main' },
      ...jobs['.rollcall']?.variables,
      ...more,
    };
    const script = jobs[`rollcall-${name}`]?.script?.join('\n') ?? '';
    return { dir, ...(await bash(script, dir, env, ['-eo', 'pipefail'])) };
  }

  const said = (iid: number) =>
    gitlab.notes.filter(({ on, author }) => on === iid && author === 5).map(({ body }) => body);

  async function plan(text: string): Promise<MergeRequest> {
    number += 1;
    const sha = repository.commit(`branch-${number}`, main, { [`users/${number}.yaml`]: `users:\n${text}` });
    const request = { iid: number, sha, merge_commit_sha: null, target_branch: 'main' };
    gitlab.requests.push(request);
    await planAgain(request);
    return request;
  }

  async function planAgain(request: MergeRequest): Promise<void> {
    const mr = { CI_MERGE_REQUEST_IID: String(request.iid), CI_MERGE_REQUEST_DIFF_BASE_SHA: main };
    const { code, log, dir } = await run('plan', request.sha, mr);
    assert.equal(code, 0, log);
    const left = new Map([['rollcall-plan', await readFile(join(dir, 'rollcall-id'), 'utf8')]]);
    const about = { sha: request.sha, source: 'merge_request_event', ref: 'x', status: 'success' };
    gitlab.pipelines.push({ id: 20 + gitlab.pipelines.length, request: request.iid, ...about, left });
    assert.ok(!log.includes('Analyst'), log);
  }

  function merge(request: MergeRequest): Readonly<Record<string, string>> {
    const before = main;
    main = repository.merge(main, request.sha);
    request.merge_commit_sha = main;
    return { CI_COMMIT_BEFORE_SHA: before };
  }

  it('notes the plan on a merge request once, then replaces it, and applies the id that it left', async () => {
    const request = await plan('  - { userName: ada@example.com, title: Analyst }\n');
    await planAgain(request);
    const [note, ...more] = said(request.iid);
    assert.deepEqual(more, []);
    assert.match(note ?? '', /^<!-- rollcall plan \. {1,2}-->\n.*1 to create.*Plan id `[0-9a-f]{64}`/su);
    const range = merge(request);
    const { code, log } = await run('apply', main, range);
    assert.equal(code, 0, log);
    assert.match(said(request.iid).at(-1) ?? '', /\*\*Applied\*\* [0-9a-f]{40}\..*by ada · commit .*done: create/su);
    assert.ok(!JSON.stringify(gitlab.notes).includes('Analyst'));
  });

  it('says nothing and leaves no id where nothing that the project reads has changed', async () => {
    const sha = repository.commit('page', main, { 'README.md': 'x' });
    const { code, dir } = await run('plan', sha, {
      CI_MERGE_REQUEST_IID: '70',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: main,
    });
    assert.deepEqual([code, said(70), existsSync(join(dir, 'rollcall-id'))], [0, [], false]);
  });

  it('applies what a guard refuses by hand alone, and tells it on the merge request', async () => {
    const names = ['bob', 'carl', 'dora', 'eve'];
    const people = (more: string) => names.map((name) => `  - { userName: ${name}@example.com${more} }\n`).join('');
    const coming = await plan(people(''));
    const first = merge(coming);
    const came = await run('apply', main, first);
    assert.equal(came.code, 0, came.log);
    repository.commit('rest', main, { [`users/${coming.iid}.yaml`]: 'users: []\n' });
    main = repository.git('rev-parse', 'rest');
    const going = await plan(people(', $state: absent'));
    const range = merge(going);
    const refused = await run('apply', main, range);
    assert.equal(refused.code, 3, refused.log);
    const told = said(going.iid).at(-1) ?? '';
    const [, block = ''] = /```\n(ROLLCALL_PROJECT=.*?)```/su.exec(told) ?? [];
    const variables = Object.fromEntries(
      block
        .trim()
        .split('\n')
        .map((line) => line.split('=', 1).concat(line.replace(/^\w+=/u, ''))),
    );
    assert.deepEqual(Object.keys(variables), ['ROLLCALL_PROJECT', 'EXPECT', 'COMMIT', 'MERGE_REQUEST', 'ALLOW']);
    assert.equal(variables.ALLOW, 'removals=4 changes=4');
    const byHand = await run('by-hand', main, variables);
    assert.equal(byHand.code, 0, byHand.log);
    assert.match(said(going.iid).at(-1) ?? '', /\*\*Applied\*\*/u);
  });

  it('applies nothing that came without a merge request', async () => {
    const before = main;
    main = repository.commit('pushed', main, { 'users/x.yaml': 'users:\n  - userName: max@example.com\n' });
    const { code, log } = await run('apply', main, { CI_COMMIT_BEFORE_SHA: before });
    assert.equal(code, 3);
    assert.match(log, /No plan of it was reviewed.*EXPECT=[0-9a-f]{64}\n/su);
  });

  it('opens one issue about drift, closes it when there is none, and skips while an apply runs', async () => {
    const states = async () => {
      const { code, log } = await run('drift', main, {});
      assert.equal(code, 0, log);
      return gitlab.issues.map(({ state }) => state);
    };
    const about = { sha: main, ref: 'main', request: 0, left: new Map() };
    gitlab.pipelines.push({ id: 90, source: 'push', status: 'running', ...about });
    assert.deepEqual(await states(), []);
    gitlab.pipelines.pop();
    assert.deepEqual(await states(), ['opened']);
    assert.deepEqual(await states(), ['opened']);
    main = repository.commit('undone', main, { 'users/x.yaml': 'users: []\n' });
    assert.deepEqual(await states(), ['closed']);
  });
});
