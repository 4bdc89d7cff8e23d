import assert from 'node:assert/strict';
import { GENERIC } from '../../src/profiles/generic.ts';
import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import { applyOnce } from '../support/apply-once.ts';
import { drivenClock } from '../support/clock-driven.ts';
import { startScimmy } from '../support/scimmy-server.ts';

const USERS = [
  { id: 'one', userName: 'ada', externalId: 'x-1' },
  { id: 'two', userName: 'bob', externalId: 'x-2' },
];
const EXCHANGED = {
  users: [
    { id: 'one', attributes: { userName: 'ada', externalId: 'x-2' } },
    { id: 'two', attributes: { userName: 'bob', externalId: 'x-1' } },
  ],
};
const SERVICES = {
  'the sandbox': () => startSandbox({ seed: { Users: USERS } }),
  SCIMMY: () => startScimmy({ users: USERS, groups: [] }),
};

describe('two entries with $id that exchange their externalId', () => {
  for (const [name, start] of Object.entries(SERVICES)) {
    it(`have it exchanged by one apply on ${name}, and then there is nothing to do`, async () => {
      const service = await start();
      try {
        const attempt = { url: service.url, profile: GENERIC, clock: drivenClock() };
        const first = await applyOnce(EXCHANGED, attempt);
        assert.equal(first.kind, 'applied', JSON.stringify(first));
        for (const [id, externalId] of [
          ['one', 'x-2'],
          ['two', 'x-1'],
        ]) {
          const answer = await fetch(`${service.url}/Users/${id}`);
          assert.equal(((await answer.json()) as { externalId?: string }).externalId, externalId);
        }
        assert.deepEqual(await applyOnce(EXCHANGED, attempt), { kind: 'nothing to do' });
      } finally {
        await service.close();
      }
    });
  }
});
