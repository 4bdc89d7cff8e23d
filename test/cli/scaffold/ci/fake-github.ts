import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Call } from './shims.ts';

const REPOSITORY = 'acme/people';
const BOT = 'github-actions[bot]';

export interface Pull {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  merged?: string;
}

interface Post {
  readonly id: number;
  /** Of a comment, its pull request. */
  readonly on: number;
  body: string;
}

interface Issue {
  readonly number: number;
  readonly title: string;
  state: string;
  body: string;
}

export interface WorkflowRun {
  readonly id: number;
  readonly workflow: string;
  readonly event: string;
  readonly head: string;
  readonly artifacts: Map<string, string>;
  status: 'in_progress' | 'completed';
  readonly repository: string;
}

/** What GitHub keeps of a repository, behind `gh`. */
export class FakeGithub {
  readonly pulls: Pull[] = [];
  readonly comments: Post[] = [];
  readonly issues: Issue[] = [];
  readonly runs: WorkflowRun[] = [];

  startRun(workflow: string, event: string, head: string, repository = REPOSITORY): WorkflowRun {
    const id = 100 + this.runs.length;
    const run = { id, workflow, event, head, artifacts: new Map(), status: 'in_progress' as const, repository };
    this.runs.push(run);
    return run;
  }

  /** What was said on a pull request, each beginning with what it is about. */
  said(pull: number): readonly string[] {
    return this.comments.filter(({ on }) => on === pull).map(({ body }) => body);
  }

  /** `gh api` and `gh run download`. */
  readonly gh = (call: Call): Answer => {
    const [command, ...args] = call.args;
    if (command === 'run') return this.#download(args);
    const flags = flagsOf(args);
    const url = new URL(`https://x/${flags.path}`);
    const prefix = `/repos/${REPOSITORY}/`;
    if (!url.pathname.startsWith(prefix)) return { code: 1, stderr: `gh: ${url.pathname}\n` };
    const path = url.pathname.slice(prefix.length);
    const found =
      flags.method === 'GET' ? this.#get(path, url.searchParams) : this.#write(flags.method, path, flags.fields);
    if (found === undefined) return { code: 1, stderr: `gh: Not Found (HTTP 404): ${flags.method} ${path}\n` };
    const value = flags.isSlurped ? pagesOf(found) : found;
    return { code: 0, stdout: flags.isSilent ? '' : JSON.stringify(value) };
  };

  #get(path: string, query: URLSearchParams): unknown {
    const [, commit] = /^commits\/(\w+)\/pulls$/.exec(path) ?? [];
    if (commit !== undefined) return this.pulls.filter(({ merged }) => merged === commit).map(shownPull);
    const [, pull] = /^issues\/(\d+)\/comments$/.exec(path) ?? [];
    if (pull !== undefined) {
      const shown = ({ id, body }: Post) => ({ id, body, user: { login: BOT } });
      const stranger = { id: 1, body: '<!-- rollcall plan . -->', user: { login: 'mallory' } };
      return [stranger, ...this.comments.filter(({ on }) => on === Number(pull)).map(shown)];
    }
    if (path === 'issues') {
      assertEqual(query.get('creator'), BOT);
      return this.issues.filter(({ state }) => state === query.get('state'));
    }
    const [, workflow] = /^actions\/workflows\/([\w.-]+)\/runs$/.exec(path) ?? [];
    if (workflow === undefined) return undefined;
    const fits = (run: WorkflowRun) =>
      run.workflow === workflow &&
      (query.get('event') ?? run.event) === run.event &&
      (query.get('head_sha') ?? run.head) === run.head &&
      (query.get('status') ?? run.status) === run.status;
    const shown = (run: WorkflowRun) => ({
      id: run.id,
      run_number: run.id,
      event: run.event,
      head_repository: { full_name: run.repository },
    });
    return { workflow_runs: this.runs.filter(fits).map(shown) };
  }

  #write(method: string, path: string, fields: ReadonlyMap<string, string>): unknown {
    const body = fields.get('body') ?? '';
    if (body.length > 65_536) return undefined;
    const [, pull] = /^issues\/(\d+)\/comments$/.exec(path) ?? [];
    if (method === 'POST' && pull !== undefined)
      return this.comments.push({ id: 40 + this.comments.length, on: Number(pull), body });
    const [, comment] = /^issues\/comments\/(\d+)$/.exec(path) ?? [];
    const post = this.comments.find(({ id }) => id === Number(comment));
    if (method === 'PATCH' && post !== undefined) return Object.assign(post, { body });
    if (method === 'POST' && path === 'issues')
      return this.issues.push({ number: 5, title: fields.get('title') ?? '', state: 'open', body });
    const issue = this.issues.find(({ number }) => path === `issues/${number}`);
    return method === 'PATCH' && issue !== undefined ? Object.assign(issue, Object.fromEntries(fields)) : undefined;
  }

  #download(args: readonly string[]): Answer {
    const { fields, path } = flagsOf(args.slice(1));
    const run = this.runs.find(({ id }) => id === Number(path));
    const file = run?.artifacts.get(fields.get('--name') ?? '');
    if (file === undefined) return { code: 1, stderr: 'no valid artifacts found to download\n' };
    writeFileSync(join(fields.get('--dir') ?? '', 'rollcall-id'), file);
    return { code: 0 };
  }

  keepArtifact(run: WorkflowRun, name: string, path: string): void {
    run.artifacts.set(name, readFileSync(path, 'utf8'));
    copyFileSync(path, `${path}.kept`);
  }
}

function shownPull({ number, head, base, merged }: Pull) {
  const merged_at = merged === undefined ? null : '2027-01-01T00:00:00Z';
  return { number, merged_at, merge_commit_sha: merged ?? null, base: { ref: base }, head: { sha: head } };
}

function assertEqual(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${actual} is not ${expected}`);
}

/** One thing a page, so that whoever reads the first page only is found out. */
function pagesOf(found: unknown): readonly unknown[] {
  return Array.isArray(found) ? found.map((one) => [one]) : [found];
}

function flagsOf(args: readonly string[]) {
  const fields = new Map<string, string>();
  const parsed = { path: '', method: 'GET', isSlurped: false, isSilent: false };
  for (let index = 0; index < args.length; index++) {
    const [flag = '', value = ''] = args.slice(index, index + 2);
    if (!flag.startsWith('--')) {
      parsed.path = flag;
      continue;
    }
    if (flag === '--slurp') parsed.isSlurped = true;
    if (flag === '--silent') parsed.isSilent = true;
    if (['--slurp', '--silent', '--paginate'].includes(flag)) continue;
    index += 1;
    if (flag === '--method') parsed.method = value;
    else if (flag === '--field' || flag === '--raw-field') {
      const [name = '', text = ''] = [value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1)];
      fields.set(name, flag === '--field' && text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text);
    } else fields.set(flag, value);
  }
  return { ...parsed, fields };
}
