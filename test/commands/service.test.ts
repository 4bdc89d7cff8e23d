import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { runCli, startCli, temporaryProject } from '../support/cli-run.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A service at a port of its own, and a project for it. */
async function serve(answer: Answer, yaml: string) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const project = await temporaryProject({ 'rollcall.yaml': yaml.replace('URL', url) });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
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
    close();
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
    close();
    await remove();
    assert.equal(code, 1);
    assert.match(stderr, /^Error: .*ROLLCALL_TEST_MISSING/u);
    assert.doesNotMatch(stderr, / {4}at /u);
    assert.equal(requests, 0);
  });

  it('finish what is under way when interrupted, start nothing else and exit with 130', async () => {
    const posted = Promise.withResolvers<void>();
    let posts = 0;
    const answer: Answer = async (request, response) => {
      response.setHeader('content-type', 'application/scim+json');
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
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    close();
    await remove();
    assert.equal(posts, 1);
    assert.match(stderr, /Interrupted: no further change is started/u);
    assert.match(stdout, /Applied: 1 created, .* 2 skipped\.\n$/u);
    assert.equal(code, 130);
  });
});
