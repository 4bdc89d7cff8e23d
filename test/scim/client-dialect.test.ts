import assert from 'node:assert/strict';
import { operation } from '../../src/model/plan.ts';
import { effectiveProfile } from '../../src/profiles/effective-profile.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { GENESYS_CLOUD } from '../../src/profiles/genesys-cloud.ts';
import { GITLAB } from '../../src/profiles/gitlab.ts';
import { SALESFORCE } from '../../src/profiles/salesforce.ts';
import { ScimError } from '../../src/scim/answers/scim-error.ts';
import { AnswerTooLargeError } from '../../src/scim/http/answer-too-large-error.ts';
import { NotSentError } from '../../src/scim/http/not-sent-error.ts';
import { testClient } from '../support/http-client.ts';
import { listPage, someUsers } from '../support/http-listing.ts';
import { type HttpServer, json, type Respond, startHttpServer } from '../support/http-server.ts';

describe('the SCIM client in the dialect of a service', () => {
  let server: HttpServer;
  let respond: Respond;
  beforeEach(async () => {
    respond = (request, response) => json(response, 200, listPage(someUsers(1), request));
    server = await startHttpServer((request, response) => respond(request, response));
  });
  afterEach(() => server.close());

  const paths = () => server.received.splice(0).map(({ path }) => path);

  it('finds listings, resources and discovery where the profile says', async () => {
    const genesys = testClient(server.url, { profile: GENESYS_CLOUD });
    await genesys.list('User');
    await genesys.list('Group');
    respond = (_request, response) => json(response, 200, { id: 'a' });
    await genesys.get('Group', 'a');
    await genesys.serviceProviderConfig();
    await genesys.schemas();
    await genesys.resourceTypes();
    assert.deepEqual(paths(), [
      '/v2/users?startIndex=1&count=25',
      '/groups?startIndex=1&count=25',
      '/v2/groups/a',
      '/v2/serviceproviderconfig',
      '/v2/schemas',
      '/v2/resourcetypes',
    ]);
    await testClient(server.url, { profile: SALESFORCE }).serviceProviderConfig();
    assert.deepEqual(paths(), ['/ServiceProviderConfigs']);
  });

  it('lists where single resources are, unless the profile says otherwise', async () => {
    const profile = effectiveProfile(GENERIC, { paths: { User: '/people' } });
    await testClient(server.url, { profile }).list('User');
    assert.deepEqual(paths(), ['/people?startIndex=1&count=100']);
  });

  it('asks nothing of a service that says nothing of itself', async () => {
    const gitlab = testClient(server.url, { profile: GITLAB });
    assert.deepEqual(
      [await gitlab.serviceProviderConfig(), await gitlab.schemas(), await gitlab.resourceTypes()],
      [undefined, [], []],
    );
    assert.deepEqual(paths(), []);
  });

  it('names attributes in one list, or one by one where the service wants that', async () => {
    const attributes = ['userName', 'title'];
    await testClient(server.url).list('User', { attributes });
    await testClient(server.url, { profile: GENESYS_CLOUD }).list('User', { attributes });
    assert.deepEqual(paths(), [
      '/Users?attributes=userName%2Ctitle&startIndex=1&count=100',
      '/v2/users?attributes=userName&attributes=title&startIndex=1&count=25',
    ]);
  });

  it('names the permissions that a refused operation needs', async () => {
    respond = (_request, response) => json(response, 403, { code: 'missing.any.permissions', message: 'No.' });
    const genesys = testClient(server.url, { profile: GENESYS_CLOUD });
    const hint = async (asking: Promise<unknown>): Promise<string> => {
      const error: unknown = await asking.catch((reason: unknown) => reason);
      assert.ok(error instanceof ScimError, String(error));
      return error.hint;
    };
    assert.match(await hint(genesys.list('Group')), /needs one of: directory:group:edit\.$/);
    assert.match(await hint(genesys.get('User', 'a')), /needs one of: directory:user:view, directory:user:edit\.$/);
    assert.match(await hint(genesys.create('User', {})), /directory:user:add/);
    assert.match(await hint(genesys.patch('User', 'a', [operation('remove', 'title')])), /directory:user:setPassword/);
    assert.match(await hint(genesys.delete('User', 'a')), /needs one of: directory:user:delete\.$/);
    assert.match(await hint(testClient(server.url).list('User')), /lack a permission; ask for the one/);
  });

  describe('where a page is larger than it takes', () => {
    const users = someUsers(20).map((user) => ({ ...user, title: 'x'.repeat(1000) }));
    const client = (profile = GENERIC) => testClient(server.url, { maxAnswerBytes: 6000, concurrency: 1, profile });

    it('asks again with half as many resources, and misses none', async () => {
      respond = (request, response) => json(response, 200, listPage(users, request));
      assert.deepEqual(await client().list('User', { pageSize: 20 }), users);
      const counts = server.received.map(({ query }) => Number(query.get('count')));
      // The last one asks what follows the full page.
      assert.deepEqual(counts, [20, 10, 5, 5, 5, 5, 5]);
    });

    it('gives up where one resource alone is too large', async () => {
      respond = (_request, response) =>
        json(response, 200, { totalResults: 1, Resources: [{ id: 'a', title: 'x'.repeat(9000) }] });
      await assert.rejects(client().list('User', { pageSize: 4 }), AnswerTooLargeError);
      assert.equal(server.received.length, 3);
    });
  });

  it('asks for no further page of what is given up', async () => {
    const givenUp = new AbortController();
    respond = (request, response) => {
      if (request.query.get('startIndex') !== '1') givenUp.abort();
      json(response, 200, listPage(someUsers(100), request));
    };
    const client = testClient(server.url, { concurrency: 1 });
    await assert.rejects(client.list('User', { pageSize: 10, signal: givenUp.signal }), NotSentError);
    await assert.rejects(client.schemas({ signal: givenUp.signal }), NotSentError);
    assert.equal(server.received.length, 2);
  });
});
