import assert from 'node:assert/strict';
import { testClient } from '../support/http-client.ts';
import { json, startHttpServer } from '../support/http-server.ts';

describe('If-Match', () => {
  for (const [version, sent] of [
    ['W/"1"', 'W/"1"'],
    ['"1"', '"1"'],
    ['1', '"1"'],
  ] as const) {
    it(`is an entity tag for the version ${version}`, async () => {
      const server = await startHttpServer((_request, response) => json(response, 200, { id: 'a' }));
      await testClient(server.url).patch('User', 'a', [{ op: 'remove', path: 'title' }], { ifMatch: version });
      await server.close();
      assert.equal(server.received[0]?.headers['if-match'], sent);
    });
  }
});
