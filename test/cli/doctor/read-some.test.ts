import assert from 'node:assert/strict';
import { readSome, readSomeGroups } from '../../../src/cli/doctor/read-some.ts';
import type { ValidProject } from '../../../src/cli/open-project.ts';
import type { Service } from '../../../src/cli/service/service.ts';
import type { Check } from '../../../src/model/health/health.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { startSandbox } from '../../../src/sandbox/http/start-sandbox.ts';
import type { Seed } from '../../../src/sandbox/service-rules.ts';
import { rulesOf } from '../../../src/sandbox/services.ts';
import { testClient } from '../../support/http-client.ts';

const PAGE = 3;
const PROFILE = { ...GENERIC, read: { ...GENERIC.read, pageSize: PAGE } };
const people = (count: number): Seed => ({
  Users: Array.from({ length: count }, (_, n) => ({ userName: `u${n}` })),
});

/** What the examination says, and the listings that it asked for. */
async function examined<T>(quirks: readonly string[], seed: Seed, look: (service: Service) => Promise<T>) {
  const log: string[] = [];
  const sandbox = await startSandbox({ rules: rulesOf('generic', quirks), seed, log: (line) => log.push(line) });
  try {
    const client = testClient(sandbox.url, { profile: PROFILE });
    return { found: await look({ client, profile: PROFILE } as Service), log };
  } finally {
    await sandbox.close();
  }
}

const project = (groups: number) =>
  ({ configuration: { groups: Array.from({ length: groups }) } }) as unknown as ValidProject;
const summary = (check: Check): string => check.summary.replace(/\d+ ms/, 'N ms');

describe('what doctor reads of a service', () => {
  it('is two pages of a long listing, and no more', async () => {
    const { found, log } = await examined([], people(10 * PAGE), (service) => readSome('User', service));
    assert.equal(summary(found), '30 can be read; the first answer took N ms');
    assert.equal(log.length, 2);
  });

  it('says that no plan can be made where a service refuses every page but the first', async () => {
    const reading = examined(['further-pages-refused=501'], people(2 * PAGE), (service) => readSome('User', service));
    await assert.rejects(reading, /501/);
  });

  it('finds a service out that counts the page instead of the whole', async () => {
    const { found } = await examined(['totals-of-page'], people(4 * PAGE), (service) => readSome('User', service));
    assert.match(found.summary, /^6 or more can be read/);
  });

  it('warns where no group shows a member', async () => {
    const seed = { ...people(1), Groups: [{ displayName: 'Staff' }] };
    const { found } = await examined(['members-hidden'], seed, (service) => readSome('Group', service));
    assert.deepEqual([found.status, found.hint?.includes('read.members')], ['warning', true]);
  });

  it('takes a service without groups for sound as long as none is declared', async () => {
    const none = await examined(['no-groups=404'], people(1), (service) => readSomeGroups(project(0), service));
    assert.deepEqual(none.found, { name: 'groups', status: 'skipped', summary: 'the service has none' });
    await assert.rejects(examined(['no-groups=404'], people(1), (service) => readSomeGroups(project(1), service)));
  });
});
