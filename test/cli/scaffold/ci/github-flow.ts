import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ciConfigurations } from '../../../../src/cli/scaffold/ci-configurations.ts';
import { ciProject } from '../../../../src/cli/scaffold/ci-project.ts';
import { githubWorkflow } from '../../../../src/cli/scaffold/github/github-workflow.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/http/start-sandbox.ts';
import { runCli } from '../../../support/cli-run.ts';
import { FakeGithub, type Pull } from './fake-github.ts';
import { nodeHere } from './node-here.ts';
import { type Files, type Repository, startRepository } from './repository.ts';
import { type Contexts, type Ended, evaluate, runSteps, type Workflow } from './runner.ts';
import { startShims } from './shims.ts';

const TOKEN = 'a-token-of-the-service';

/** What became of one event: the jobs that ran, by name and environment. */
export type Outcome = ReadonlyMap<string, Ended & { readonly summary: string }>;

interface Happening {
  readonly event: Contexts;
  readonly name: string;
  /** The commit that is checked out. */
  readonly sha: string;
  readonly ref: string;
  readonly head?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** A repository on a GitHub that runs the workflows of its projects, with sandboxes as their services. */
export interface Flow {
  readonly github: FakeGithub;
  readonly repository: Repository;
  readonly services: readonly Sandbox[];
  /** Opens a pull request with these files, from what main is. */
  readonly open: (files: Files) => Pull;
  /** Runs the plan of a pull request in each workflow. */
  readonly plan: (pull: Pull) => Promise<Outcome>;
  readonly planGroup: (sha: string, base: string) => Promise<Outcome>;
  /** Merges pull requests one after the other; returns the range that the push carries. */
  readonly merge: (...pulls: readonly Pull[]) => Range;
  readonly push: (range: Range) => Promise<Outcome>;
  /** Runs the command that a comment tells. */
  readonly runByHand: (comment: string) => Promise<Outcome>;
  readonly night: () => Promise<Outcome>;
  readonly main: () => string;
  /** The users of a service: `ada@example.com Analyst`. */
  readonly users: (service: Sandbox) => Promise<readonly string[]>;
  readonly send: (service: Sandbox, method: string, path: string, body: unknown) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Range {
  readonly before: string;
  readonly after: string;
}

/** @param files those of main, by the addresses of the services */
export async function startGithubFlow(
  folders: readonly string[],
  serviceCount: number,
  files: (urls: readonly string[]) => Files,
): Promise<Flow> {
  const root = await mkdtemp(join(tmpdir(), 'rollcall-ci-'));
  const services = await Promise.all(Array.from({ length: serviceCount }, () => startSandbox({ token: TOKEN })));
  const repository = startRepository(join(root, 'origin'), files(services.map(({ url }) => url)));
  const github = new FakeGithub();
  const shims = await startShims(root, {
    gh: github.gh,
    node: nodeHere,
    rollcall: async ({ args, cwd, env }) => {
      const { code, ...printed } = await runCli(args, { cwd, env });
      return { code: Number(code), ...printed };
    },
  });
  const workflows = await Promise.all(
    folders.map(async (folder) => {
      const project = ciProject(folder, await ciConfigurations(join(repository.dir, folder)));
      return { name: `${project.prefix}.yaml`, workflow: parse(githubWorkflow(project)) as Workflow };
    }),
  );
  const machine = { PATH: shims.path, HOME: root, CI: 'true', GITHUB_REPOSITORY: 'acme/people', GITHUB_ACTOR: 'ada' };
  const main = () => repository.git('rev-parse', 'main');

  const happen = async (happening: Happening): Promise<Outcome> => {
    const outcome = new Map<string, Ended & { readonly summary: string }>();
    for (const { name, workflow } of workflows) {
      const run = github.startRun(name, happening.name, happening.head ?? happening.sha);
      const results: Record<string, { result: string }> = {};
      for (const [jobName, job] of Object.entries(workflow.jobs)) {
        const contexts = contextsOf(happening, results);
        if (!evaluate(job.if ?? 'true', contexts)) {
          results[jobName] = { result: 'skipped' };
          continue;
        }
        for (const environment of job.strategy?.matrix.environment ?? ['']) {
          const matrix = { environment };
          const dir = await mkdtemp(join(root, 'job-'));
          const isCheckedOut = job.steps.some(({ uses }) => uses?.startsWith('actions/checkout@'));
          if (isCheckedOut) repository.git('worktree', 'add', '--quiet', '--detach', join(dir, 'work'), happening.sha);
          else await mkdir(join(dir, 'work'));
          const ended = await runSteps({
            ...{ workflow, job, dir: join(dir, 'work'), temp: dir, github, run },
            contexts: { ...contexts, matrix },
            env: { ...machine, GITHUB_SHA: happening.sha, GITHUB_REF_NAME: happening.ref.replace('refs/heads/', '') },
          });
          const shown = [name.replace('.yaml', ''), jobName, environment].filter((part) => part !== '').join(' ');
          outcome.set(shown, ended);
          const failed = ended.code !== 0 || results[jobName]?.result === 'failure';
          results[jobName] = { result: failed ? 'failure' : 'success' };
        }
      }
      run.status = 'completed';
    }
    return outcome;
  };

  return {
    github,
    repository,
    services,
    main,
    open: (changed) => {
      const number = github.pulls.length + 1;
      const pull: Pull = { number, head: repository.commit(`branch-${number}`, 'main', changed), base: 'main' };
      github.pulls.push(pull);
      return pull;
    },
    plan: (pull) =>
      happen({
        name: 'pull_request',
        event: { pull_request: { number: pull.number, head: { repo: { full_name: 'acme/people' } } } },
        sha: repository.merge('main', pull.head),
        head: pull.head,
        ref: `refs/pull/${pull.number}/merge`,
      }),
    planGroup: (sha, base) =>
      happen({ name: 'merge_group', event: { merge_group: { base_sha: base } }, sha, ref: 'refs/heads/queue' }),
    merge: (...pulls) => {
      const before = main();
      for (const pull of pulls) {
        pull.merged = repository.merge('main', pull.head);
        repository.git('update-ref', 'refs/heads/main', pull.merged);
      }
      return { before, after: main() };
    },
    push: ({ before, after }) => happen({ name: 'push', event: { before }, sha: after, ref: 'refs/heads/main' }),
    runByHand: (comment) => {
      const [, command = ''] = /```sh\n(gh workflow run .*)\n```/u.exec(comment) ?? [];
      const inputs = Object.fromEntries(
        [...command.matchAll(/ -f (\w+)=(?:"([^"]*)"|(\S*))/gu)].map(([, name, quoted, plain]) => [
          name,
          quoted ?? plain,
        ]),
      );
      assert.match(command, /^gh workflow run rollcall[\w-]*\.yaml --ref main /u, comment);
      return happen({ name: 'workflow_dispatch', event: {}, sha: main(), ref: 'refs/heads/main', inputs });
    },
    night: () => happen({ name: 'schedule', event: {}, sha: main(), ref: 'refs/heads/main' }),
    users: async ({ url }) => {
      const answer = await fetch(`${url}/Users?count=100`, { headers: { authorization: `Bearer ${TOKEN}` } });
      const { Resources } = (await answer.json()) as { Resources: { userName: string; title?: string }[] };
      return Resources.map(({ userName, title }) => [userName, title].filter(Boolean).join(' ')).sort();
    },
    send: async ({ url }, method, path, body) => {
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/scim+json' };
      const answer = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
      assert.ok(answer.ok, await answer.text());
    },
    close: async () => {
      await Promise.all([shims.close(), ...services.map((service) => service.close())]);
      await rm(root, { recursive: true, force: true });
    },
  };
}

function contextsOf({ name, event, ref, inputs = {} }: Happening, needs: Contexts): Contexts {
  return {
    github: { event_name: name, event, ref, repository: 'acme/people', token: 'gh-token' },
    secrets: { SCIM_TOKEN: TOKEN },
    vars: {},
    inputs,
    needs,
    matrix: {},
    always: () => true,
  };
}
