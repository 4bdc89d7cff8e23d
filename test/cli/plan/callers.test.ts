import assert from 'node:assert/strict';
import { protectCaller } from '../../../src/cli/plan/callers.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';
import { testClient } from '../../support/http-client.ts';
import { type HttpServer, json, startHttpServer } from '../../support/http-server.ts';
import { planOf, type World } from '../../support/planning.ts';

const REMOVAL: World = {
  users: [{ attributes: { userName: 'robot' }, state: 'absent' }],
  current: { users: [{ id: 'r2', userName: 'robot' }] },
};
const UPDATE: World = { ...REMOVAL, users: [{ attributes: { userName: 'robot', title: 'Droid' } }] };

describe('the user that rollcall works as', () => {
  let server: HttpServer;
  let answer: readonly [status: number, body: object];
  let told: string;
  before(async () => {
    server = await startHttpServer((_request, response) => json(response, answer[0], answer[1]));
  });
  after(() => server.close());

  async function refusals(world: World, userName: string | undefined = undefined, url = server.url) {
    const before = server.received.length;
    const { terminal, stderr } = fakeTerminal({ tty: false });
    const plan = await protectCaller(
      planOf(world),
      { client: testClient(url), ...(userName === undefined ? {} : { userName }) },
      terminal,
    );
    const asked = server.received.slice(before).map(({ method, path }) => `${method} ${path}`);
    told = stderr();
    return { refused: plan.refusals.map((one) => (one.guard === 'protected' ? one.by : one.guard)), asked };
  }

  it('is asked of GET /Me where users are removed, and protected', async () => {
    answer = [200, { id: 'r2', userName: 'robot' }];
    assert.deepEqual(await refusals(REMOVAL), { refused: ['caller'], asked: ['GET /Me'] });
    answer = [200, { id: 'other', userName: 'somebody' }];
    assert.deepEqual(await refusals(REMOVAL), { refused: [], asked: ['GET /Me'] });
  });

  it('is asked of nobody where no user is removed or renamed', async () => {
    assert.deepEqual(await refusals(UPDATE), { refused: [], asked: [] });
  });

  for (const status of [400, 403, 404, 501]) {
    it(`stays unknown where the service answers ${status}`, async () => {
      answer = [status, { detail: 'no' }];
      assert.deepEqual(await refusals(REMOVAL), { refused: [], asked: ['GET /Me'] });
      assert.equal(told, '');
    });
  }

  it('stays unknown with a warning where the service is in trouble, shows a web page or sends us elsewhere', async () => {
    const elsewhere = await startHttpServer((_request, response) => {
      if (page === undefined) response.writeHead(302, { location: 'https://login.example.com/' }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    });
    let page: string | undefined;
    try {
      for (page of ['<html>Sign in</html>', undefined]) {
        assert.deepEqual((await refusals(REMOVAL, undefined, elsewhere.url)).refused, []);
        assert.match(told, /^! who runs this is not known, and not protected: GET .*\/Me/u);
      }
    } finally {
      await elsewhere.close();
    }
    answer = [500, { detail: 'oops\u202e' }];
    assert.deepEqual((await refusals(REMOVAL)).refused, []);
    assert.match(told, /^! who runs this is not known, .* 500: oops\n$/u);
  });

  it('stays unknown with a warning where the token, which has read everything, belongs to no user', async () => {
    answer = [401, { detail: 'no principal' }];
    assert.deepEqual((await refusals(REMOVAL)).refused, []);
    assert.match(told, /^! who runs this is not known, .* 401: no principal/u);
  });

  it('is the user of basic authentication even where the service does not tell', async () => {
    answer = [404, {}];
    assert.deepEqual((await refusals(REMOVAL, 'Robot')).refused, ['caller']);
  });
});
