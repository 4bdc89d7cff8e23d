import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface MergeRequest {
  readonly iid: number;
  readonly sha: string;
  merge_commit_sha: string | null;
  readonly target_branch: string;
}

interface Note {
  readonly id: number;
  readonly on: number;
  readonly author: number;
  body: string;
}

interface Pipeline {
  readonly id: number;
  readonly sha: string;
  readonly source: string;
  readonly ref: string;
  readonly request: number;
  status: string;
  /** The id that its plan left, by the name of the job. */
  readonly left: Map<string, string>;
}

/** What GitLab keeps of project 3, behind its API. */
export async function startFakeGitlab() {
  const requests: MergeRequest[] = [];
  const notes: Note[] = [{ id: 1, on: 7, author: 99, body: '<!-- rollcall plan . -->' }];
  const pipelines: Pipeline[] = [];
  const issues: { iid: number; title: string; state: string; description: string }[] = [];

  const get = (path: string, query: URLSearchParams): unknown => {
    // One thing a page, so that whoever reads the first page only is found out.
    const page = (list: readonly unknown[]) => list.slice(Number(query.get('page')) - 1).slice(0, 1);
    const [, request, what] = /^merge_requests\/(\d+)\/(notes|pipelines)$/.exec(path) ?? [];
    if (what === 'notes')
      return page(
        notes.filter(({ on }) => on === Number(request)).map((note) => ({ ...note, author: { id: note.author } })),
      );
    if (what === 'pipelines')
      return pipelines.filter(({ request: of }) => of === Number(request)).map((one) => ({ ...one, project_id: 3 }));
    const [, commit] = /^repository\/commits\/(\w+)\/merge_requests$/.exec(path) ?? [];
    if (commit !== undefined) {
      const merged = requests.filter(({ merge_commit_sha: by }) => by === commit);
      return merged.map((one) => ({ ...one, state: 'merged', squash_commit_sha: null }));
    }
    const [, pipeline] = /^pipelines\/(\d+)\/jobs$/.exec(path) ?? [];
    const jobsOf = (id: number) => [...(pipelines.find((one) => one.id === id)?.left.keys() ?? [])];
    if (pipeline !== undefined) return jobsOf(Number(pipeline)).map((name) => ({ id: Number(pipeline) * 10, name }));
    if (path === 'pipelines') return pipelines.filter(({ status }) => status === query.get('status'));
    if (path === 'issues') return page(issues.filter(({ state }) => state === query.get('state')));
    return undefined;
  };

  const write = (method: string, path: string, fields: URLSearchParams): unknown => {
    const [, request, note] = /^merge_requests\/(\d+)\/notes(?:\/(\d+))?$/.exec(path) ?? [];
    const body = fields.get('body') ?? '';
    if (method === 'POST' && request !== undefined)
      return notes.push({ id: 10 + notes.length, on: Number(request), author: 5, body });
    const known = notes.find(({ id }) => id === Number(note));
    if (method === 'PUT' && known !== undefined) return Object.assign(known, { body });
    const [title, description] = [fields.get('title') ?? '', fields.get('description') ?? ''];
    if (method === 'POST' && path === 'issues') return issues.push({ iid: 4, title, description, state: 'opened' });
    const issue = issues.find(({ iid }) => path === `issues/${iid}`);
    if (method !== 'PUT' || issue === undefined) return undefined;
    return Object.assign(issue, fields.get('state_event') === 'close' ? { state: 'closed' } : { description });
  };

  const answer = async (request: IncomingMessage): Promise<string | undefined> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    if (request.headers['private-token'] !== 'gl-token') return undefined;
    if (pathname === '/api/v4/user') return JSON.stringify({ id: 5 });
    const path = pathname.replace('/api/v4/projects/3/', '');
    const [, job] = /^jobs\/(\d+)0\/artifacts\/rollcall-id$/.exec(path) ?? [];
    if (job !== undefined) return [...(pipelines.find(({ id }) => id === Number(job))?.left.values() ?? [])][0];
    const { method = 'GET' } = request;
    const value =
      method === 'GET' ? get(path, searchParams) : write(method, path, new URLSearchParams(await text(request)));
    return value === undefined ? undefined : JSON.stringify(value);
  };

  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      response.statusCode = body === undefined ? 404 : 200;
      response.end(body ?? '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ requests, notes, pipelines, issues },
    url: `http://127.0.0.1:${port}/api/v4`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
