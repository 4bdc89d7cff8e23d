import assert from 'node:assert/strict';
import type { Profile } from '../../src/model/profile.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { fakeClient, scimError } from './fake-client.ts';
import { AT_ONCE, applyAll, createUser, planOf } from './plans.ts';

const FOLDING: Profile = {
  ...AT_ONCE,
  read: {
    ...AT_ONCE.read,
    filtersFoldCase: { User: true, Group: true },
    filters: { User: ['userName', 'externalId'], Group: [] },
  },
};

describe('a creation that the service refuses as taken', () => {
  const failureOf = async (found: ScimResource | undefined, listed?: ScimResource, profile = AT_ONCE) => {
    const client = fakeClient(({ what }) => {
      if (what.startsWith('POST')) return scimError(409, 'uniqueness');
      return (what === 'LIST User all' ? listed : found) ?? 'no body';
    });
    const request = {
      purpose: 'create',
      method: 'POST',
      path: '/Users',
      body: { userName: 'ada', externalId: 'a-1' },
    } as const;
    const events = await applyAll(planOf(createUser('ada', { requests: [request] })), { client, profile });
    const [failed] = events.filter((event) => event.event === 'change-failed');
    return { ...failed?.failure, log: client.log() };
  };

  it('says that somebody appeared, and who', async () => {
    const { summary, detail } = await failureOf({ id: 'ada-1', userName: 'ada' });
    assert.equal(summary, 'appeared after the plan was made; plan again');
    assert.match(detail ?? '', /^It has the id ada-1\. .*the service says no/u);
  });

  it('says that the name is there in another case, which a filter may miss', async () => {
    const { summary, log } = await failureOf(undefined, { id: 'ada-1', userName: 'ADA' });
    assert.equal(summary, 'is there already in another case: write "ADA"');
    assert.equal(log.at(-1), 'LIST User all');
  });

  it('says whose its externalId is', async () => {
    const { summary } = await failureOf({ id: 'bob-1', userName: 'bob', externalId: 'a-1' }, undefined, FOLDING);
    assert.equal(summary, 'its externalId belongs to "bob"');
  });

  it('says that the name is reserved where nobody has it, and lists nobody where filters are sure', async () => {
    for (const profile of [AT_ONCE, FOLDING]) {
      const { summary, detail, log } = await failureOf(undefined, undefined, profile);
      assert.match(summary ?? '', /shows nobody of that name: the name is reserved, perhaps by a deleted account$/u);
      assert.match(detail ?? '', /the service says no.* Restore or purge that account on the service/u);
      assert.equal(log.includes('LIST User all'), profile === AT_ONCE);
    }
  });
});
