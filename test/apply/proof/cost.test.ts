import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/model/json.ts';
import { withTampering } from '../../support/tampering-service.ts';

const USERS: readonly JsonObject[] = Array.from({ length: 300 }, (_, n) => ({ id: `u${n}`, userName: `user${n}` }));
const GROUPS: readonly JsonObject[] = Array.from({ length: 20 }, (_, n) => ({
  id: `g${n}`,
  displayName: `Team ${n}`,
  members: [{ value: `u${n}` }, { value: `u${n + 20}` }],
}));
const ANOTHER = Array.from(
  { length: 8 },
  (_, n) => `  - { displayName: Team ${n}, members: [user${n}, user${n + 100}] }\n`,
);
const SAME = Array.from(
  { length: 12 },
  (_, n) => `  - { displayName: Team ${n + 8}, members: [user${n + 8}, user${n + 28}] }\n`,
);
const TITLED = Array.from({ length: 39 }, (_, n) => `  - { userName: user${n + 50}, title: Lead }\n`);
const LEAVERS = [290, 291, 292].map((n) => `  - { userName: user${n}, $state: absent }\n`);
const FILES = `users:\n${[...TITLED, ...LEAVERS].join('')}groups:\n${[...ANOTHER, ...SAME].join('')}`;

describe('what the proof costs', () => {
  it('is at most the pages and 3 requests, and one for each deletion: 300 users, 20 groups, 50 changes', async () => {
    const seed = { Users: USERS, Groups: GROUPS };
    await withTampering(
      { seed, files: FILES },
      () => undefined,
      async ({ apply, taken }) => {
        const { code, stdout } = await apply();
        assert.equal(code, 0, stdout);
        assert.match(stdout, /Applied: 0 created, 47 updated, 0 deactivated, 3 deleted\./u);
        const all = taken();
        const afterReading = all.slice(all.findIndex((each) => !each.startsWith('GET')));
        const reads = afterReading.filter((each) => each.startsWith('GET'));
        const pages = 3 + 1;
        assert.ok(reads.length <= pages + 3 + LEAVERS.length, reads.join('\n'));
        assert.equal(reads.filter((each) => /^GET \/Users\/u/u.test(each)).length, LEAVERS.length);
      },
    );
  });
});
