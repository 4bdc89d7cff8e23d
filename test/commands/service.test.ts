import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { runCli, startCli, temporaryProject } from '../support/cli-run.ts';
import { listen } from '../support/listen.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A service at a port of its own, and a project for it. */
async function serve(answer: Answer, yaml: string) {
  const { port, close } = await listen(createServer(answer));
  const url = `http://127.0.0.1:${port}`;
  const project = await temporaryProject({ 'rollcall.yaml': yaml.replace('URL', url) });
  return { dir: project.dir, close, remove: project.remove };
}

const EMPTY = JSON.stringify({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: 0,
  itemsPerPage: 0,
  startIndex: 1,
  Resources: [],
});

describe('commands on a real service', () => {
  it('say in one message that it cannot be reached', async () => {
    const { dir, close, remove } = await serve(() => undefined, 'service: { baseUrl: URL }');
    await close();
    const { code, stdout, stderr } = await runCli(['plan'], { cwd: dir });
    await remove();
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^Error: GET http:\/\/127\.0\.0\.1:\d+\/\S+ failed: .+\n.+\n$/u);
  });

  it('say which secret is missing before they ask anything', async () => {
    let requests = 0;
    const answer: Answer = (_, response) => {
      requests += 1;
      response.end();
    };
    const yaml = `service: { baseUrl: URL, auth: { token: '\${env:ROLLCALL_TEST_MISSING}' } }`;
    const { dir, close, remove } = await serve(answer, yaml);
    const { code, stderr } = await runCli(['plan'], { cwd: dir });
    await close();
    await remove();
    assert.equal(code, 1);
    assert.match(stderr, /^Error: .*ROLLCALL_TEST_MISSING/u);
    assert.doesNotMatch(stderr, / {4}at /u);
    assert.equal(requests, 0);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`finish what is under way when interrupted by ${signal}, start nothing else and exit with 130`, async () => {
      const posted = Promise.withResolvers<void>();
      let posts = 0;
      const answer: Answer = async (request, response) => {
        response.setHeader('content-type', 'application/scim+json');
        if (request.url?.startsWith('/Users/')) return response.end(JSON.stringify({ id: 'id-ada', userName: 'ada' }));
        if (request.method !== 'POST') return response.end(EMPTY);
        posts += 1;
        posted.resolve();
        await setTimeout(300);
        const { userName } = JSON.parse(await text(request));
        return response.writeHead(201).end(JSON.stringify({ id: `id-${userName}`, userName }));
      };
      const yaml = 'service: { baseUrl: URL }\nusers: [{ userName: ada }, { userName: bob }, { userName: carl }]';
      const { dir, close, remove } = await serve(answer, yaml);
      const { child, ended } = startCli(['apply', '--auto-approve', '--concurrency', '1'], { cwd: dir });
      await posted.promise;
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      await close();
      await remove();
      assert.equal(posts, 1);
      assert.match(stderr, /Interrupted: no further change is started/u);
      assert.match(stdout, /Applied: 1 created, .* 2 skipped\.\n$/u);
      assert.equal(code, 130);
    });
  }

  it('end at once when interrupted twice, and leave a journal of what may have been sent', async () => {
    const posted = Promise.withResolvers<void>();
    const answer: Answer = (request, response) => {
      response.setHeader('content-type', 'application/scim+json');
      if (request.method !== 'POST') return response.end(EMPTY);
      return posted.resolve();
    };
    const yaml = 'service: { baseUrl: URL }\nusers: [{ userName: ada }, { userName: bob }]';
    const { dir, close, remove } = await serve(answer, yaml);
    const { child, ended } = startCli(['apply', '--auto-approve', '--concurrency', '1'], { cwd: dir });
    await posted.promise;
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.includes('Press Ctrl-C again')) child.kill('SIGINT');
    });
    child.kill('SIGINT');
    const { code } = await ended;
    const history = await runCli(['history', '--json'], { cwd: dir });
    await close();
    await remove();
    assert.equal(code, 130);
    const [run] = JSON.parse(history.stdout);
    assert.equal(run.end, 'killed');
    assert.deepEqual(
      run.changes.map(({ key, result, requests }: Record<string, unknown>) => [key, result, requests]),
      [
        ['user:ada', 'unknown', 1],
        ['user:bob', 'skipped', 0],
      ],
    );
  });

  it('do not wait for a busy service once interrupted', async () => {
    const posted = Promise.withResolvers<void>();
    const answer: Answer = (request, response) => {
      response.setHeader('content-type', 'application/scim+json');
      if (request.method !== 'POST') return response.end(EMPTY);
      posted.resolve();
      return response.writeHead(429, { 'retry-after': '100' }).end('{}');
    };
    const yaml = 'service: { baseUrl: URL }\nusers: [{ userName: ada }, { userName: bob }, { userName: carl }]';
    const { dir, close, remove } = await serve(answer, yaml);
    const { child, ended } = startCli(['apply', '--auto-approve', '--concurrency', '1'], { cwd: dir });
    await posted.promise;
    await setTimeout(100);
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    await close();
    await remove();
    assert.equal(code, 130);
    assert.match(stdout, /Applied: 0 created, .* 1 failed, 2 skipped\.\n$/u);
  });
});
