import assert from 'node:assert/strict';
import { GOOGLE_CLOUD_IDENTITY } from '../../../src/profiles/google-cloud-identity.ts';
import { IncompleteListError } from '../../../src/scim/listing/incomplete-list-error.ts';
import { testClient } from '../../support/http-client.ts';
import { someUsers } from '../../support/http-listing.ts';
import { type HttpServer, json, startHttpServer } from '../../support/http-server.ts';

describe('a listing of a service that does not page', () => {
  let server: HttpServer;
  let answer: unknown;
  beforeEach(async () => {
    server = await startHttpServer((_request, response) => json(response, 200, answer));
  });
  afterEach(() => server.close());

  const list = () => testClient(server.url, { profile: GOOGLE_CLOUD_IDENTITY }).list('User');

  it('is one request without a word of pages, with or without a total, or a bare array', async () => {
    for (const body of [
      { Resources: someUsers(3) },
      { totalResults: 3, Resources: someUsers(3) },
      { resources: someUsers(3) },
      someUsers(3),
    ]) {
      answer = body;
      assert.deepEqual(await list(), someUsers(3));
    }
    assert.deepEqual([...new Set(server.received.map(({ path }) => path))], ['/Users']);
    assert.equal(server.received.length, 4);
  });

  it('is refused when it contradicts itself four times', async () => {
    answer = { totalResults: 4, Resources: someUsers(3) };
    await assert.rejects(list(), IncompleteListError);
    assert.equal(server.received.length, 4);
    answer = [...someUsers(1), { id: 'user-1', userName: 'another' }];
    await assert.rejects(list(), /the answer repeats id user-1/);
  });
});
