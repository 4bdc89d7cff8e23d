import assert from 'node:assert/strict';
import { operation } from '../../../src/model/plan.ts';
import { isVersionConflict } from '../../../src/scim/answers/version-conflict.ts';
import { testClient } from '../../support/http-client.ts';
import { json, startHttpServer } from '../../support/http-server.ts';

describe('a version conflict', () => {
  const patch = [operation('replace', 'title', 'Analyst')];

  async function isConflict(status: number, body: object, ifMatch?: string): Promise<boolean> {
    const server = await startHttpServer((_request, response) => json(response, status, body));
    try {
      const options = ifMatch === undefined ? {} : { ifMatch };
      const error: unknown = await testClient(server.url)
        .patch('User', 'a', patch, options)
        .catch((reason: unknown) => reason);
      return isVersionConflict(error);
    } finally {
      await server.close();
    }
  }

  it('is one thing in all its shapes', async () => {
    assert.equal(await isConflict(412, {}, '"1"'), true);
    assert.equal(await isConflict(400, { scimType: 'invalidVers' }, '"1"'), true);
    assert.equal(await isConflict(409, { detail: 'Version does not match current version.' }, '"1"'), true);
    assert.equal(await isConflict(400, { message: 'It does not match the current version' }, '"1"'), true);
  });

  it('is nothing else', async () => {
    assert.equal(await isConflict(409, { scimType: 'uniqueness' }, '"1"'), false);
    assert.equal(await isConflict(409, { detail: 'User name already in use by non-deleted user.' }), false);
    assert.equal(await isConflict(400, { scimType: 'invalidValue' }, '"1"'), false);
    assert.equal(isVersionConflict(new Error('412')), false);
  });
});
