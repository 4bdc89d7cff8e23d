import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runCli, startCli, temporaryProject } from '../support/cli-run.ts';
import { listen } from '../support/listen.ts';

/** As files refer to it. */
const env = (name: string): string => `\${env:${name}}`;
const canary = (): string => randomBytes(16).toString('hex');

/** All files of a folder but those that hold the secrets themselves. */
async function filesIn(dir: string, except: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !except.includes(entry.name));
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
}

function checkNone(texts: readonly string[], secrets: readonly string[]): void {
  for (const secret of secrets) {
    const spellings = [secret, Buffer.from(secret).toString('base64'), secret.slice(0, 16), secret.slice(16)];
    for (const content of texts) {
      const found = spellings.find((spelling) => content.includes(spelling));
      assert.equal(found, undefined, `a secret is in:\n${content}`);
    }
  }
}

/** A token endpoint, and a service that repeats what it was told wherever a service can. */
function echo(accessToken: string) {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const told = `${request.headers.authorization} ${body} ${decodeURIComponent(body)}`.replace(/[^\x20-\x7e]/gu, ' ');
    const json = (status: number, value: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'x-request-id': told.slice(0, 400) })
        .end(JSON.stringify(value));
    if (request.url === '/token') json(200, { access_token: accessToken, token_type: 'bearer', expires_in: 3600 });
    else if (request.method === 'GET') json(200, { totalResults: 0, Resources: [] });
    else if (body.includes('"userName":"ada"')) json(400, { detail: told, scimType: told });
    else if (body.includes('"userName":"bob"'))
      response.writeHead(500, { 'content-type': 'text/plain' }).end(told.repeat(20));
    else json(201, { id: `id-${told}`, userName: 'carl', nickName: told });
  };
  return listen(createServer(answer));
}

describe('secrets', () => {
  it('are nowhere to be seen, also where the service repeats them', async () => {
    const [clientSecret, accessToken, ada, bob, carl] = [canary(), canary(), canary(), canary(), canary()];
    const { port, close } = await echo(accessToken);
    const url = `http://127.0.0.1:${port}`;
    const project = await temporaryProject({
      'rollcall.yaml': [
        'service:',
        `  baseUrl: ${url}`,
        '  dialect: { readAfterWrite: 0 }',
        `  auth: { clientId: me, clientSecret: '${env('CANARY_CLIENT')}', tokenUrl: ${url}/token }`,
        'users:',
        `  - { userName: ada, password: '${env('CANARY_ADA')}' }`,
        `  - { userName: bob, password: '\${file:bob.secret}' }`,
        `  - { userName: carl, password: '${env('CANARY_CARL')}' }`,
      ].join('\n'),
      'bob.secret': `${bob}\n`,
    });
    const options = { cwd: project.dir, env: { CANARY_CLIENT: clientSecret, CANARY_ADA: ada, CANARY_CARL: carl } };
    const outputs = [
      await runCli(['plan', '--out', 'plan.json', '--verbose'], options),
      await runCli(['apply', 'plan.json', '--auto-approve', '--verbose'], options),
      await runCli(['apply', '--auto-approve', '--json'], options),
      await runCli(['history', '20', '--json'], options),
    ];
    await close();
    const files = await filesIn(project.dir, ['bob.secret']);
    await project.remove();
    assert.match(outputs[1]?.stdout ?? '', /2 failed/u);
    assert.match(outputs[1]?.stdout ?? '', /\*\*\*/u);
    assert.ok(files.length >= 4, 'the plan, two journals and the project are there');
    checkNone(
      [...outputs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files],
      [clientSecret, accessToken, ada, bob, carl],
    );
  });

  it('leave no trace in a sandbox that was told them', async () => {
    const [token, password] = [canary(), canary()];
    const project = await temporaryProject({});
    const { child, ended } = startCli(
      ['sandbox', '--port', '0', '--data', 'people.jsonl', '--verbose', '--token', token],
      {
        cwd: project.dir,
      },
    );
    const [printed] = (await once(child.stdout, 'data')) as [Buffer];
    const yaml = [
      'service:',
      `  baseUrl: ${printed.toString().trim()}`,
      `  auth: { token: '${env('CANARY_TOKEN')}' }`,
      `users: [{ userName: ada, password: '${env('CANARY_ADA')}' }]`,
    ];
    await writeFile(join(project.dir, 'rollcall.yaml'), yaml.join('\n'));
    const options = { cwd: project.dir, env: { CANARY_TOKEN: token, CANARY_ADA: password } };
    const applied = await runCli(['apply', '--auto-approve', '--verbose'], options);
    child.kill('SIGTERM');
    const sandbox = await ended;
    const files = await filesIn(project.dir, []);
    await project.remove();
    assert.equal(applied.code, 0, applied.stderr);
    assert.match(sandbox.stderr, /POST/u);
    checkNone([applied.stdout, applied.stderr, sandbox.stdout, sandbox.stderr, ...files], [token, password]);
  });
});
