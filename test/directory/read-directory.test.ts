import assert from 'node:assert/strict';
import { type ReadProgress, readDirectory } from '../../src/directory/read-directory.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { ScimError } from '../../src/scim/scim-error.ts';
import { testClient } from '../support/http-client.ts';
import { json, startHttpServer } from '../support/http-server.ts';
import { startScimmy } from '../support/scimmy-server.ts';

const profile = { ...GENERIC, read: { ...GENERIC.read, pageSize: 10 } };

describe('reading the directory', () => {
  const closing: { close(): Promise<void> }[] = [];
  const closeAtEnd = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const started = await starting;
    closing.push(started);
    return started;
  };
  afterEach(() => Promise.all(closing.splice(0).map((server) => server.close())));

  it('reads all users, groups and schemas in as many requests as there are pages, and one', async () => {
    const users = Array.from({ length: 25 }, (_, index) => ({ userName: `user${index}@example.com` }));
    const scimmy = await closeAtEnd(
      startScimmy({ users, groups: [{ displayName: 'A', members: [{ value: 'user-1' }] }] }),
    );
    const client = testClient(scimmy.url);
    const progress: ReadProgress[] = [];
    const directory = await readDirectory(client, { profile, onProgress: (now) => progress.push(now) });
    assert.deepEqual(
      directory.users.map(({ userName }) => userName),
      users.map(({ userName }) => userName),
    );
    assert.deepEqual(
      directory.groups.map(({ members }) => members),
      [[{ value: 'user-1' }]],
    );
    assert.equal(directory.schemas.length, 3);
    assert.equal(client.requestCount(), 3 + 1 + 1);
    assert.equal(scimmy.requests().length, 5);
    assert.deepEqual(progress.at(-1), { users: { read: 25, total: 25 }, groups: { read: 1, total: 1 } });
  });

  it('works where the service has no /Schemas', async () => {
    const server = await closeAtEnd(
      startHttpServer(({ path }, response) =>
        path === '/Schemas' ? json(response, 404, {}) : json(response, 200, { totalResults: 0 }),
      ),
    );
    assert.deepEqual(await readDirectory(testClient(server.url), { profile }), { users: [], groups: [], schemas: [] });
  });

  it('gives nothing where one part cannot be read', async () => {
    const server = await closeAtEnd(
      startHttpServer(({ path }, response) =>
        path.startsWith('/Groups') ? json(response, 403, {}) : json(response, 200, { totalResults: 0 }),
      ),
    );
    await assert.rejects(readDirectory(testClient(server.url), { profile }), ScimError);
  });
});
