import assert from 'node:assert/strict';
import { protectCaller } from '../../src/cli/callers.ts';
import type { ValidProject } from '../../src/cli/open-project.ts';
import type { Service } from '../../src/cli/service.ts';
import type { Authentication } from '../../src/model/configuration.ts';
import { testClient } from '../support/http-client.ts';
import { type HttpServer, json, startHttpServer } from '../support/http-server.ts';
import { planOf, type World } from '../support/planning.ts';

const REMOVAL: World = {
  users: [{ attributes: { userName: 'robot' }, state: 'absent' }],
  current: { users: [{ id: 'r2', userName: 'robot' }] },
};
const UPDATE: World = { ...REMOVAL, users: [{ attributes: { userName: 'robot', title: 'Droid' } }] };

describe('the user that rollcall works as', () => {
  let server: HttpServer;
  let answer: readonly [status: number, body: object];
  before(async () => {
    server = await startHttpServer((_request, response) => json(response, answer[0], answer[1]));
  });
  after(() => server.close());

  async function refusals(world: World, auth: Authentication = { kind: 'none' }) {
    const project = { configuration: { service: { profile: 'generic', auth, dialect: {} } } } as ValidProject;
    const service = { client: testClient(server.url) } as unknown as Service;
    const before = server.received.length;
    const plan = await protectCaller(planOf(world), project, service);
    const asked = server.received.slice(before).map(({ method, path }) => `${method} ${path}`);
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
    });
  }

  it('is the user of basic authentication even where the service does not tell', async () => {
    answer = [404, {}];
    const password = { $secret: 'env:X' };
    assert.deepEqual((await refusals(REMOVAL, { kind: 'basic', username: 'Robot', password })).refused, ['caller']);
  });
});
