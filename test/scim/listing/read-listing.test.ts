import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.ts';
import { ProtocolError } from '../../../src/scim/answers/protocol-error.ts';
import { IncompleteListError } from '../../../src/scim/listing/incomplete-list-error.ts';
import { LaterPageError } from '../../../src/scim/listing/later-page-error.ts';
import { testClient } from '../../support/http-client.ts';
import { listPage, someUsers } from '../../support/http-listing.ts';
import { type HttpServer, json, type ReceivedRequest, startHttpServer } from '../../support/http-server.ts';

describe('a listing', () => {
  let server: HttpServer;
  let answer: (request: ReceivedRequest) => JsonObject;
  let status: (request: ReceivedRequest) => number;
  let delay: number;
  let atOnce: number;
  let mostAtOnce: number;

  beforeEach(async () => {
    status = () => 200;
    delay = 0;
    atOnce = 0;
    mostAtOnce = 0;
    server = await startHttpServer(async (request, response) => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      atOnce -= 1;
      json(response, status(request), answer(request));
    });
  });
  afterEach(() => server.close());

  const list = (pageSize: number, concurrency = 5) =>
    testClient(server.url, { concurrency }).list('User', { pageSize });

  const incomplete = async (pageSize: number): Promise<IncompleteListError> => {
    const error: unknown = await list(pageSize).catch((reason: unknown) => reason);
    assert.ok(error instanceof IncompleteListError, String(error));
    return error;
  };

  it('is read whole and in order, with one request for each page and none more', async () => {
    const users = someUsers(250);
    answer = (request) => listPage(users, request);
    assert.deepEqual(await list(100), users);
    assert.deepEqual(server.received.map(({ path }) => path).sort(), [
      '/Users?startIndex=1&count=100',
      '/Users?startIndex=101&count=100',
      '/Users?startIndex=201&count=50',
    ]);
  });

  it('costs one more request where the last page is exactly full, because totalResults is only a claim', async () => {
    for (const [count, requests] of [
      [100, 2],
      [200, 3],
      [150, 2],
    ] as const) {
      server.received.length = 0;
      answer = (request) => listPage(someUsers(count), request);
      assert.equal((await list(100)).length, count);
      assert.equal(server.received.length, requests, `${count} users`);
    }
  });

  it('may be empty, with or without Resources', async () => {
    answer = () => ({ totalResults: 0 });
    assert.deepEqual(await list(100), []);
    answer = () => ({ totalResults: 0, Resources: [] });
    assert.deepEqual(await list(100), []);
    assert.equal(server.received.length, 2);
  });

  it('is read in the steps of a service that returns fewer than asked for', async () => {
    const users = someUsers(25);
    answer = (request) => listPage(users, request, 10);
    assert.deepEqual(await list(100), users);
    assert.equal(server.received.length, 3);
  });

  it('is whole whatever sizes the pages of the service have', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 5 }),
        async (total, pageSize, limits) => {
          const users = someUsers(total);
          let turn = 0;
          answer = (request) => {
            turn += 1;
            return listPage(users, request, limits[turn % limits.length]);
          };
          assert.deepEqual(await list(pageSize), users);
        },
      ),
      { numRuns: 25, seed: 1 },
    );
  });

  it('is taken from a service that ignores count and returns everything', async () => {
    answer = () => ({ totalResults: 30, itemsPerPage: 10, Resources: someUsers(30) });
    assert.equal((await list(10)).length, 30);
    assert.equal(server.received.length, 1);
  });

  it('may spell its attributes in any case', async () => {
    answer = () => ({ totalresults: '1', resources: [{ ID: 'a', userName: 'ada' }] });
    assert.deepEqual(await list(10), [{ id: 'a', ID: 'a', userName: 'ada' }]);
  });

  it('is read with at most as many requests at once as allowed, and with that many', async () => {
    delay = 15;
    answer = (request) => listPage(someUsers(80), request);
    await list(10, 3);
    assert.equal(mostAtOnce, 3);
  });

  it('reports how far it has come', async () => {
    const seen: string[] = [];
    answer = (request) => listPage(someUsers(25), request);
    const onPage = (read: number, total: number | undefined): number => seen.push(`${read}/${total}`);
    await testClient(server.url, { concurrency: 1 }).list('User', { pageSize: 10, onPage });
    assert.deepEqual(seen, ['10/25', '20/25', '25/25']);
  });

  it('carries filter and attributes on each page, encoded', async () => {
    answer = (request) => listPage(someUsers(2), request);
    await testClient(server.url).list('User', {
      pageSize: 1,
      filter: 'userName eq "a+b&c@example.com"',
      attributes: ['userName', 'emails'],
    });
    const [first, second] = server.received;
    for (const request of [first, second]) {
      assert.equal(request?.query.get('filter'), 'userName eq "a+b&c@example.com"');
      assert.equal(request?.query.get('attributes'), 'userName,emails');
    }
    assert.ok(!first?.path.split('?')[1]?.includes('+'), 'a blank is %20, which every service understands');
  });

  describe('that contradicts itself', () => {
    it('is refused when the service ignores startIndex, after four readings and not in an endless loop', async () => {
      answer = () => ({ totalResults: 1000, Resources: someUsers(10) });
      const error = await incomplete(10);
      assert.match(error.message, /not whole after 4 readings: 10 of 1000 resources; .* repeats id user-1\.$/);
      assert.deepEqual([error.received, error.totalResults], [10, 1000]);
      assert.ok(server.received.length <= 4 * 6, `${server.received.length} requests`);
    });

    it('is refused when a page is empty', async () => {
      answer = (request) => ({ ...listPage(someUsers(5), request), totalResults: 8 });
      assert.match((await incomplete(5)).message, /5 of 8 resources; the page at startIndex 6 is empty/);
    });

    it('is refused when there is a total but no resource', async () => {
      answer = () => ({ totalResults: 3 });
      assert.match((await incomplete(5)).message, /0 of 3 resources; the page at startIndex 1 is empty/);
    });

    it('is refused when more resources come than there are', async () => {
      answer = () => ({ totalResults: 2, Resources: someUsers(3) });
      assert.match((await incomplete(5)).message, /more resources came than totalResults says/);
    });

    it('is refused when one page repeats an id', async () => {
      answer = () => ({ totalResults: 2, Resources: [...someUsers(1), { id: 'user-1', userName: 'another' }] });
      assert.match((await incomplete(5)).message, /1 of 2 resources; the page at startIndex 1 repeats id user-1/);
    });

    it('is refused when totalResults moves in each reading', async () => {
      let total = 20;
      answer = (request) => {
        total += 1;
        return listPage(someUsers(total), request);
      };
      assert.match((await incomplete(10)).message, /totalResults went from \d+ to \d+ while it was read/);
    });

    it('is read again, and taken once a reading is whole', async () => {
      let requests = 0;
      const users = someUsers(20);
      answer = (request) => {
        requests += 1;
        return listPage(requests === 1 ? someUsers(19) : users, request);
      };
      assert.deepEqual(await list(10), users);
      assert.equal(server.received.length, 5);
    });
  });

  it('is refused when the answer is JSON but no ListResponse', async () => {
    for (const body of [{}, { totalResults: -1 }, { totalResults: null }, { totalResults: '' }, { users: [] }]) {
      answer = () => body;
      await assert.rejects(list(10), (error: unknown) => {
        assert.ok(error instanceof ProtocolError);
        assert.match(error.message, /no ListResponse/);
        assert.match(error.hint, /service\.baseUrl/);
        return true;
      });
    }
  });

  it('is refused when a resource has no id', async () => {
    for (const resource of [{ userName: 'ada' }, { id: '' }, { id: 7.5 }, { id: 2 ** 53 }, null, 'ada']) {
      answer = () => ({ totalResults: 1, Resources: [resource] });
      await assert.rejects(list(10), /a resource without an id/);
    }
  });

  it('stops asking for pages once one has failed', async () => {
    answer = (request) => listPage(someUsers(1000), request);
    status = ({ query }) => (query.get('startIndex') === '11' ? 403 : 200);
    await assert.rejects(list(10, 2), LaterPageError);
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.ok(server.received.length <= 5, `${server.received.length} requests`);
  });
});
