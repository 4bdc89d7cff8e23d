import assert from 'node:assert/strict';

import type { JsonValue } from '../../../src/model/json.ts';
import type { Change, Operation, PlannedRequest } from '../../../src/model/plan.ts';
import type { ScimError } from '../../../src/scim/answers/scim-error.ts';
import { fakeClient, notFoundPage, scimError } from '../fake-client.ts';
import { AT_ONCE, applyAll, createUser, membersRequest, outcomes, patchGroup, patchUser, planOf } from '../plans.ts';

const WORK = { value: 'ada@example.com', type: 'work' };
const HOME = { value: 'ada@home.example.com', type: 'home' };
const OPERATIONS: readonly Operation[] = [{ op: 'remove', path: 'emails[type eq "home"]' }];
const OTHERWISE: readonly Operation[] = [{ op: 'replace', path: 'emails', value: [WORK] }];

function withoutHome(name: string, more: Partial<Change> = {}): Change {
  const request = { purpose: 'attributes', method: 'PATCH', path: `/Users/id-${name}` } as const;
  return patchUser(name, {
    before: { emails: [WORK, HOME] },
    after: { emails: [WORK] },
    requests: [{ ...request, operations: OPERATIONS, otherwise: OTHERWISE }],
    ...more,
  });
}

/** A service that refuses the first spelling, and shows these e-mails. */
function refusing(error: ScimError, emails: readonly JsonValue[] = [WORK, HOME]) {
  return fakeClient(({ what, body }) => {
    if (what.startsWith('GET')) return { id: what.split(' ')[2] ?? '', emails };
    return JSON.stringify(body) === JSON.stringify(OPERATIONS) ? error : undefined;
  });
}

function removeMembers(...ids: readonly string[]) {
  return planOf(patchGroup('Analysts', [membersRequest('Analysts', { remove: ids })]));
}

describe('sending the requests of a change', () => {
  for (const error of [scimError(400, 'invalidPath'), scimError(400, 'invalidFilter'), scimError(501)]) {
    it(`tries the other spelling of a PATCH on ${error.status} ${error.scimType ?? ''}, on what the service holds just now`, async () => {
      const client = refusing(error);
      const events = await applyAll(planOf(withoutHome('ada')), { client });
      assert.deepEqual(
        client.calls.map(({ what, body }) => [what, body]),
        [
          ['PATCH User id-ada', OPERATIONS],
          ['GET User id-ada', undefined],
          ['PATCH User id-ada', OTHERWISE],
        ],
      );
      assert.deepEqual(
        outcomes(events).map(({ event }) => event),
        ['second-spelling', 'change-done'],
      );
    });
  }

  it('replaces no list that somebody else changed in between', async () => {
    const client = refusing(scimError(400, 'invalidPath'), [WORK, HOME, { value: 'new@example.com', type: 'other' }]);
    const [failed] = outcomes(await applyAll(planOf(withoutHome('ada')), { client }));
    assert.deepEqual(client.log(), ['PATCH User id-ada', 'GET User id-ada']);
    assert.equal(
      failed?.event === 'change-failed' ? failed.failure.summary : '',
      'emails changed on the service after the plan was made; plan again',
    );
  });

  it('refuses itself nothing where the version guards the other spelling', async () => {
    const client = refusing(scimError(400, 'invalidPath'));
    const resource = { type: 'User', name: 'ada', id: 'id-ada', version: 'W/"1"' } as const;
    await applyAll(planOf(withoutHome('ada', { resource })), { client, profile: { ...AT_ONCE, etag: 'ifMatch' } });
    assert.deepEqual(
      client.calls.map(({ what, ifMatch }) => [what, ifMatch]),
      [
        ['PATCH User id-ada', 'W/"1"'],
        ['PATCH User id-ada', 'W/"1"'],
      ],
    );
  });

  it('keeps to the spelling that worked for the rest of the run, and names its setting once', async () => {
    const client = refusing(scimError(501));
    const plan = planOf(withoutHome('ada'), withoutHome('bob', { dependsOn: ['user:ada'] }));
    const events = await applyAll(plan, { client });
    assert.equal(client.calls.filter(({ body }) => JSON.stringify(body) === JSON.stringify(OPERATIONS)).length, 1);
    assert.deepEqual(
      events.filter(({ event }) => event === 'second-spelling'),
      [{ event: 'second-spelling', settings: ['patch.elementRemoval: replaceAttribute'] }],
    );
  });

  it('takes what noTarget says is not there for done, where it is not', async () => {
    const client = refusing(scimError(400, 'noTarget'), [WORK]);
    const events = await applyAll(planOf(withoutHome('ada')), { client });
    assert.deepEqual(client.log(), ['PATCH User id-ada', 'GET User id-ada']);
    assert.equal(outcomes(events)[0]?.event, 'change-done');
  });

  it('makes the request anew where noTarget is about an element in another form', async () => {
    const client = refusing(scimError(400, 'noTarget'), [WORK, { ...HOME, type: 'private' }]);
    const [failed] = outcomes(await applyAll(planOf(withoutHome('ada')), { client }));
    assert.equal(
      failed?.event === 'change-failed' ? failed.failure.summary : '',
      'emails changed on the service after the plan was made; plan again',
    );
  });

  it('replaces the list where noTarget is about what is there, and names no setting', async () => {
    const client = refusing(scimError(400, 'noTarget'));
    const events = await applyAll(planOf(withoutHome('ada')), { client });
    assert.deepEqual(client.calls.at(-1)?.body, OTHERWISE);
    assert.deepEqual(
      outcomes(events).map(({ event }) => event),
      ['change-done'],
    );
  });

  it('tries it no second time', async () => {
    const client = fakeClient(({ what }) =>
      what.startsWith('GET') ? { id: 'id-ada', emails: [WORK, HOME] } : scimError(400, 'noTarget'),
    );
    const events = await applyAll(planOf(withoutHome('ada')), { client });
    assert.equal(client.calls.filter(({ what }) => what.startsWith('PATCH')).length, 2);
    assert.equal(outcomes(events)[0]?.event, 'change-failed');
  });

  for (const error of [scimError(400, 'invalidValue'), scimError(400), scimError(403, 'noTarget')]) {
    it(`keeps to the first spelling on ${error.status} ${error.scimType ?? 'without scimType'}`, async () => {
      const client = fakeClient(() => error);
      const events = await applyAll(planOf(withoutHome('ada')), { client });
      assert.equal(client.calls.length, 1);
      assert.equal(outcomes(events)[0]?.event, 'change-failed');
    });
  }

  it('gives the id of another resource, which a creation was answered with, to nobody', async () => {
    const client = fakeClient(({ what }) => (what.startsWith('POST') ? { id: 'eve-1', userName: 'eve' } : undefined));
    const plan = planOf(createUser('ada'), patchUser('bob', { dependsOn: ['user:ada'] }));
    const asking = { User: { pageSize: 100 }, Group: { pageSize: 100 } };
    const resources = { User: [{ id: 'eve-1', userName: 'eve' }], Group: [] };
    const reading = { resources, asking, isFresh: true, ignored: new Map(), unwanted: new Map() };
    const [failed, skipped] = outcomes(await applyAll(plan, { client, reading }));
    assert.deepEqual(client.log(), ['POST User ada']);
    assert.match(
      failed?.event === 'change-failed' ? failed.failure.summary : '',
      /created nothing: it answered with the id eve-1 of "eve", which was there before/,
    );
    assert.equal(skipped?.event, 'change-skipped');
  });

  it('knows a resource that it created in whatever case the service writes its name', async () => {
    const client = fakeClient(() => ({ id: 'ada-1', userName: 'ADA' }));
    const events = await applyAll(planOf(createUser('ada')), { client });
    assert.equal(outcomes(events)[0]?.event, 'change-done');
  });

  it('takes a resource that is already gone for deleted', async () => {
    const requests = [{ purpose: 'delete', method: 'DELETE', path: '/Users/id-ada' }] as const;
    const plan = planOf(patchUser('ada', { action: 'delete', after: null, requests }));
    const events = await applyAll(plan, { client: fakeClient(() => scimError(404)), verify: true });
    assert.deepEqual(outcomes(events), [{ event: 'change-done', key: 'user:ada', action: 'delete', id: 'id-ada' }]);
  });

  it('believes a web page that says 404 only where a look finds the resource gone', async () => {
    const requests = [{ purpose: 'delete', method: 'DELETE', path: '/Users/id-ada' }] as const;
    const plan = planOf(patchUser('ada', { action: 'delete', after: null, requests }));
    const ends = async (look: ScimError | undefined) => {
      const client = fakeClient(({ what }) => (what.startsWith('DELETE') ? notFoundPage() : look));
      const events = await applyAll(plan, { client });
      assert.deepEqual(client.log(), ['DELETE User id-ada', 'GET User id-ada']);
      return outcomes(events)[0]?.event;
    };
    assert.equal(await ends(scimError(404)), 'change-done');
    assert.equal(await ends(undefined), 'change-failed');
    assert.equal(await ends(notFoundPage()), 'change-failed');
  });

  it('takes a member that is already gone for removed', async () => {
    const events = await applyAll(removeMembers('1', '2'), { client: fakeClient(() => scimError(404)) });
    assert.equal(outcomes(events)[0]?.event, 'change-done');
  });

  it('takes nothing else that is gone for done', async () => {
    const events = await applyAll(planOf(patchUser('ada')), { client: fakeClient(() => scimError(404)) });
    assert.equal(outcomes(events)[0]?.event, 'change-failed');
    const adding = patchGroup('Analysts', [membersRequest('Analysts', { add: ['1'] })]);
    const others = await applyAll(planOf(adding), { client: fakeClient(() => scimError(404)) });
    assert.equal(outcomes(others)[0]?.event, 'change-failed');
  });

  it('never adopts a resource that appeared in the meantime', async () => {
    const client = fakeClient(({ what }) =>
      what.startsWith('POST') ? scimError(409, 'uniqueness') : { id: 'ada-1', userName: 'ada' },
    );
    const events = await applyAll(planOf(createUser('ada')), { client });
    assert.deepEqual(client.log(), ['POST User ada', 'LIST User userName eq "ada"']);
    const [failure] = events.filter((event) => event.event === 'change-failed');
    assert.equal(failure?.failure.summary, 'appeared after the plan was made; plan again');
    assert.match(failure?.failure.detail ?? '', /the service says no/u);
  });

  it('asks for a secret when the user is created, and for no other', async () => {
    const asked: string[] = [];
    const client = fakeClient();
    const body = { userName: 'ada', password: { $secret: 'env:ADA_PASSWORD' } };
    const other = { userName: 'bob', password: { $secret: 'env:BOB_PASSWORD' } };
    const plan = planOf(
      createUser('ada', { requests: [{ purpose: 'create', method: 'POST', path: '/Users', body }] }),
      createUser('bob', {
        requests: [{ purpose: 'create', method: 'POST', path: '/Users', body: other }],
        dependsOn: ['user:carl'],
      }),
      createUser('carl', { dependsOn: ['user:dora'] }),
      patchUser('dora', {
        requests: [
          {
            purpose: 'attributes',
            method: 'PATCH',
            path: '/Users/id-dora',
            operations: [{ op: 'add', path: 'title', value: 'Miss' }],
          },
        ],
      }),
    );
    const failing = fakeClient(({ what }) => (what === 'PATCH User id-dora' ? scimError(403) : undefined));
    const resolveSecret = (reference: { readonly $secret: string }) => {
      asked.push(reference.$secret);
      return Promise.resolve('correct horse');
    };
    await applyAll(plan, { client: failing, resolveSecret });
    assert.deepEqual(asked, ['env:ADA_PASSWORD']);
    assert.deepEqual(failing.calls.find(({ what }) => what === 'POST User ada')?.body, {
      userName: 'ada',
      password: 'correct horse',
    });
    assert.deepEqual(client.calls, []);
  });

  it('fails only the user whose secret cannot be had', async () => {
    const body = { userName: 'ada', password: { $secret: 'env:ADA_PASSWORD' } };
    const plan = planOf(
      createUser('ada', { requests: [{ purpose: 'create', method: 'POST', path: '/Users', body }] }),
      createUser('bob'),
    );
    const client = fakeClient();
    const events = await applyAll(plan, {
      client,
      resolveSecret: () => Promise.reject(new Error('ADA_PASSWORD is not set.')),
    });
    assert.deepEqual(client.log(), ['POST User bob']);
    const [failure] = events.filter((event) => event.event === 'change-failed');
    assert.equal(failure?.failure.summary, 'ADA_PASSWORD is not set.');
  });
});

describe('a spelling that the service refuses', () => {
  for (const [path, op, setting] of [
    ['emails[type eq "work"].value', 'replace', 'patch.elementChange to replaceAttribute'],
    ['emails[type eq "work"]', 'remove', 'patch.elementRemoval to replaceAttribute'],
    ['members[value eq "1"]', 'remove', 'members.removal to valueList'],
  ] as const) {
    it(`names the setting that changes it, and says what was carried out before: ${path}`, async () => {
      const first = {
        purpose: 'attributes',
        method: 'PATCH',
        path: '/Groups/id-Staff',
        operations: [{ op: 'replace', path: 'externalId' }],
      };
      const second = { purpose: 'attributes', method: 'PATCH', path: '/Groups/id-Staff', operations: [{ op, path }] };
      const requests = [first, second] as readonly PlannedRequest[];
      const client = fakeClient((_, nth) => (nth === 1 ? undefined : scimError(501)));
      const events = await applyAll(planOf(patchGroup('Staff', requests)), { client });
      const [failed] = events.filter((event) => event.event === 'change-failed');
      assert.equal(
        failed?.failure.detail,
        'Do something about it. If the service takes no filter in the path of a PATCH, set service.dialect.' +
          `${setting}. The requests before it were carried out.`,
      );
    });
  }
});
