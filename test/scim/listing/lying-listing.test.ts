import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.ts';
import { LaterPageError } from '../../../src/scim/listing/later-page-error.ts';
import { testClient } from '../../support/http-client.ts';
import { listPage, someUsers } from '../../support/http-listing.ts';
import { type HttpServer, json, type ReceivedRequest, startHttpServer } from '../../support/http-server.ts';

interface Answer {
  readonly status?: number;
  readonly body: JsonObject;
}

describe('a listing of a service that says what is not so', () => {
  let server: HttpServer;
  let answer: (request: ReceivedRequest) => Answer;

  beforeEach(async () => {
    server = await startHttpServer((request, response) => {
      const { status = 200, body } = answer(request);
      json(response, status, body);
    });
  });
  afterEach(() => server.close());

  const list = (pageSize: number) => testClient(server.url).list('User', { pageSize });
  const startIndex = ({ query }: ReceivedRequest) => Number(query.get('startIndex'));
  const counts = () => server.received.map(({ query }) => Number(query.get('count')));
  /** The size of the page as totalResults. */
  const pageAsTotal = (users: readonly JsonObject[], request: ReceivedRequest): JsonObject => {
    const page = listPage(users, request);
    return { ...page, totalResults: page['itemsPerPage'] ?? 0 };
  };

  it('goes on behind a full page whose totalResults is the size of the page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), async (total, pageSize) => {
        const users = someUsers(total);
        answer = (request) => ({ body: pageAsTotal(users, request) });
        assert.deepEqual(await list(pageSize), users);
      }),
      { numRuns: 30, seed: 2 },
    );
  });

  for (const [what, beyond] of [
    ['an error', { status: 400, body: { detail: 'startIndex is too large' } }],
    ['"not found"', { status: 404, body: {} }],
    ['an empty page', { body: { totalResults: 10, Resources: [] } }],
    ['the first page again', { body: { totalResults: 10, Resources: someUsers(10) } }],
    ['what is no listing', { body: {} }],
  ] as const) {
    it(`ends where the page after a full one is ${what}`, async () => {
      answer = (request) => (startIndex(request) > 10 ? beyond : { body: listPage(someUsers(10), request) });
      assert.deepEqual(await list(10), someUsers(10));
      assert.equal(server.received.length, 2);
    });
  }

  it('holds a resource once that comes twice and equal in all', async () => {
    const users = someUsers(25);
    const twice = users.flatMap((user) => [user, user]);
    for (const pageSize of [50, 100, 7]) {
      answer = (request) => ({ body: listPage(twice, request) });
      assert.deepEqual(await list(pageSize), users, `pages of ${pageSize}`);
    }
    answer = () => ({ body: { totalResults: 25, Resources: [...users, users[3] ?? {}] } });
    await assert.rejects(list(100), /more resources came than totalResults says/);
  });

  it('reads again where a repetition pushed somebody out, and believes it only when it stays so', async () => {
    const users = someUsers(25);
    const shifted = [...users.slice(0, 24), ...users.slice(0, 1)];
    let listings = 0;
    answer = (request) => {
      if (startIndex(request) === 1) listings += 1;
      return { body: listPage(listings === 1 ? shifted : users, request) };
    };
    for (const pageSize of [30, 25]) {
      listings = 0;
      assert.deepEqual(await list(pageSize), users, `pages of ${pageSize}`);
      assert.equal(listings, 2);
    }
    const moved = (at: number) => [...users.filter((_, index) => index !== at), ...users.slice(at - 1, at)];
    listings = 0;
    answer = (request) => {
      listings += 1;
      return { body: listPage(moved(listings), request) };
    };
    await assert.rejects(list(30), /24 of 25 resources; it repeats id user-4, and not in every reading/);
  });

  it('is not whole where a page comes again, although the service repeats resources', async () => {
    const page = someUsers(5).flatMap((user) => [user, user]);
    answer = () => ({ body: { totalResults: 20, Resources: page } });
    await assert.rejects(list(10), /startIndex 11 repeats id user-1/);
  });

  it('asks for no more than a refusal names as the maximum, in this listing and in the next', async () => {
    const users = someUsers(120);
    for (const detail of [
      'count must be less than or equal to 50',
      'count 200 exceeds the maximum of 50',
      'Input should be between 1 and 50',
      'Maximum value for count is 50 (SCIM-4000)',
    ]) {
      server.received.length = 0;
      const client = testClient(server.url);
      answer = (request) =>
        Number(request.query.get('count')) > 50
          ? { status: 400, body: { detail } }
          : { body: listPage(users, request) };
      assert.deepEqual(await client.list('User', { pageSize: 200 }), users, detail);
      assert.deepEqual(counts(), [200, 50, 50, 20], detail);
      await client.list('User', { pageSize: 200 });
      assert.deepEqual(counts().slice(4), [50, 50, 20]);
    }
  });

  it('does not take every number in a refusal for a maximum', async () => {
    answer = () => ({ status: 400, body: { detail: 'tenant 42 is closed' } });
    await assert.rejects(list(100), /tenant 42 is closed/);
    assert.deepEqual(counts(), [100]);
  });

  for (const status of [400, 403, 404, 501]) {
    it(`names the settings of paging where the second page is answered ${status}`, async () => {
      answer = (request) =>
        startIndex(request) > 10
          ? { status, body: { detail: 'not here' } }
          : { body: listPage(someUsers(15), request) };
      await assert.rejects(list(10), (error: unknown) => {
        assert.ok(error instanceof LaterPageError);
        assert.match(error.message, /startIndex=11.* was answered \d+: not here; the first page of this listing was/);
        assert.match(error.hint, /service\.dialect\.read\.pageSize.*service\.dialect\.read\.paging/);
        return true;
      });
    });
  }

  it('says that credentials are refused, and nothing of paging, where the second page is answered 401', async () => {
    answer = (request) =>
      startIndex(request) > 10 ? { status: 401, body: {} } : { body: listPage(someUsers(15), request) };
    await assert.rejects(list(10), (error: unknown) => error instanceof Error && !(error instanceof LaterPageError));
  });
});
