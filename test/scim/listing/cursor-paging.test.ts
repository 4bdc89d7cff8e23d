import assert from 'node:assert/strict';
import { ENTRA_ID } from '../../../src/profiles/entra-id.ts';
import { ProtocolError } from '../../../src/scim/answers/protocol-error.ts';
import { IncompleteListError } from '../../../src/scim/listing/incomplete-list-error.ts';
import type { ListingSoFar } from '../../../src/scim/listing/listing-options.ts';
import { testClient } from '../../support/http-client.ts';
import { someUsers } from '../../support/http-listing.ts';
import { type HttpServer, json, type Respond, startHttpServer } from '../../support/http-server.ts';

const LIST = { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'] };

describe('a listing with cursors (RFC 9865)', () => {
  let server: HttpServer;
  let respond: Respond;
  beforeEach(async () => {
    server = await startHttpServer((request, response) => respond(request, response));
  });
  afterEach(() => server.close());

  const list = (goOn?: (soFar: ListingSoFar) => boolean) =>
    testClient(server.url, { profile: ENTRA_ID }).list('User', { pageSize: 10, ...(goOn && { goOn }) });

  /** Pages of ten, without totalResults and with a lower-case `resources`, as Entra answers. */
  const pages =
    (users: ReturnType<typeof someUsers>, extra: object = {}): Respond =>
    ({ query }, response) => {
      const at = Number(query.get('cursor') ?? '');
      const next = at + 10 < users.length ? { nextCursor: `${at + 10}` } : {};
      json(response, 200, { ...LIST, resources: users.slice(at, at + 10), ...next, ...extra });
    };

  it('is read whole, from a bare cursor on to the page that names no next one', async () => {
    respond = pages(someUsers(25));
    assert.deepEqual(await list(), someUsers(25));
    assert.deepEqual(
      server.received.map(({ path }) => path),
      ['/Users?cursor&count=10', '/Users?cursor=10&count=10', '/Users?cursor=20&count=10'],
    );
    assert.equal(server.received[0]?.headers.accept, 'application/scim+json');
  });

  it('goes on by a cursor that is a number, and refuses one that is neither text nor number', async () => {
    const users = someUsers(25);
    respond = ({ query }, response) => {
      const at = Number(query.get('cursor') ?? '');
      json(response, 200, { ...LIST, Resources: users.slice(at, at + 10), nextCursor: at < 20 ? at + 10 : null });
    };
    assert.deepEqual(await list(), users);
    for (const nextCursor of [{ value: 'b' }, ['b'], true]) {
      respond = (_request, response) => json(response, 200, { ...LIST, Resources: users.slice(0, 10), nextCursor });
      await assert.rejects(list(), ProtocolError);
    }
  });

  it('may be empty without saying a total', async () => {
    respond = (_request, response) => json(response, 200, LIST);
    assert.deepEqual(await list(), []);
  });

  it('begins anew when the cursor expires', async () => {
    let expired = false;
    respond = (request, response) => {
      if (request.query.get('cursor') === '20' && !expired) {
        expired = true;
        json(response, 400, { scimType: 'expiredCursor', detail: 'too late' });
      } else pages(someUsers(25))(request, response);
    };
    assert.deepEqual(await list(), someUsers(25));
    assert.equal(server.received.length, 6);
  });

  it('goes on over an empty page, and ends where it is told to', async () => {
    respond = ({ query }, response) =>
      query.get('cursor') === 'b'
        ? json(response, 200, { ...LIST, Resources: someUsers(1) })
        : json(response, 200, { ...LIST, Resources: [], nextCursor: 'b' });
    assert.deepEqual(await list(), someUsers(1));
    respond = pages(someUsers(100));
    const asked: ListingSoFar[] = [];
    const read = await list((soFar) => asked.push(soFar) < 2);
    assert.equal(read.length, 20);
    assert.deepEqual(asked.at(-1), { read: 20, total: undefined, pages: 2 });
  });

  const refused = async (): Promise<string> => {
    const error: unknown = await list().catch((reason: unknown) => reason);
    assert.ok(error instanceof IncompleteListError, String(error));
    return error.message;
  };

  it('is refused when ids or cursors repeat, when it never ends, and when the total says otherwise', async () => {
    respond = ({ query }, response) =>
      json(response, 200, { ...LIST, Resources: someUsers(1), nextCursor: `${query.get('cursor')}x` });
    assert.match(await refused(), /after 4 readings: 1 resources; page 2 repeats id user-1/);
    respond = (_request, response) => json(response, 200, { ...LIST, Resources: [], nextCursor: 'a' });
    assert.match(await refused(), /the cursor a comes a second time/);
    respond = ({ query }, response) =>
      json(response, 200, { ...LIST, Resources: [], nextCursor: `${query.get('cursor')}x` });
    assert.match(await refused(), /page after page is empty/);
    respond = pages(someUsers(15), { totalResults: 16 });
    assert.match(await refused(), /15 of 16 resources/);
  });

  it('is refused when the answer is no ListResponse', async () => {
    respond = (_request, response) => json(response, 200, { hello: 'there' });
    await assert.rejects(list(), /no ListResponse/);
  });
});
