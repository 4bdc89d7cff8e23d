import assert from 'node:assert/strict';
import { ConnectionError } from '../../src/scim/http/connection-error.ts';
import { fakeClient, scimError, tooManyRequests } from './fake-client.ts';
import { applyAll, createUser, membersRequest, outcomes, patchGroup, patchUser, planOf } from './plans.ts';

describe('applying a plan', () => {
  it('tells what it starts, what it did and the totals', async () => {
    const plan = planOf(createUser('ada'), patchUser('bob', { dependsOn: ['user:ada'] }));
    const events = await applyAll(plan, { client: fakeClient() });
    assert.deepEqual(events[0], { event: 'started', changes: 2 });
    assert.deepEqual(outcomes(events), [
      { event: 'change-done', key: 'user:ada', action: 'create', id: 'new-ada' },
      { event: 'change-done', key: 'user:bob', action: 'update', id: 'id-bob' },
    ]);
    assert.deepEqual(events.at(-1), {
      event: 'finished',
      done: 2,
      failed: 0,
      skipped: 0,
      notKept: 0,
      notProven: 0,
      verified: false,
    });
  });

  it('starts a change only when those it depends on are done', async () => {
    const client = fakeClient();
    const late = patchUser('late', { dependsOn: ['user:first', 'user:second'] });
    await applyAll(planOf(late, createUser('first'), createUser('second', { dependsOn: ['user:first'] })), { client });
    assert.deepEqual(client.log(), ['POST User first', 'POST User second', 'PATCH User id-late']);
  });

  it('runs independent changes at the same time, and never more than it may', async () => {
    const changes = Array.from({ length: 12 }, (_, number) => createUser(`user${number}`));
    const client = fakeClient();
    await applyAll(planOf(...changes), { client, concurrency: 3 });
    assert.equal(client.peak(), 3);
    assert.equal(client.calls.length, 12);
  });

  it('sends the requests of one resource one after the other, in their order', async () => {
    const operation = (value: string) => [{ op: 'replace', path: 'title', value }];
    const requests = ['a', 'b', 'c'].map(
      (value) =>
        ({ purpose: 'attributes', method: 'PATCH', path: '/Users/id-ada', operations: operation(value) }) as const,
    );
    const client = fakeClient();
    await applyAll(planOf(patchUser('ada', { requests })), { client });
    assert.deepEqual(
      client.calls.map(({ body }) => body),
      ['a', 'b', 'c'].map(operation),
    );
    assert.equal(client.peak(), 1);
  });

  it('fills the ids of created resources into operations and bodies', async () => {
    const client = fakeClient();
    const plan = planOf(
      patchGroup('Analysts', [membersRequest('Analysts', { add: [{ $pending: 'user:ada' }] })], {
        dependsOn: ['user:ada'],
      }),
      createUser('ada'),
      createUser('bob', {
        dependsOn: ['user:ada'],
        requests: [
          {
            purpose: 'create',
            method: 'POST',
            path: '/Users',
            body: { userName: 'bob', x: { manager: { $pending: 'user:ada' } } },
          },
        ],
      }),
    );
    await applyAll(plan, { client });
    const bodyOf = (what: string) => client.calls.find((call) => call.what === what)?.body;
    assert.deepEqual(bodyOf('PATCH Group id-Analysts'), [
      { op: 'add', path: 'members', value: [{ value: 'new-ada' }] },
    ]);
    assert.deepEqual(bodyOf('POST User bob'), { userName: 'bob', x: { manager: 'new-ada' } });
  });

  it('breaks a cycle of managers by the request that waits', async () => {
    const manager = (key: string) => [{ op: 'add', path: 'manager', value: { value: { $pending: key } } }];
    const withManager = (name: string, boss: string) =>
      createUser(name, {
        requests: [
          { purpose: 'create', method: 'POST', path: '/Users', body: { userName: name } },
          {
            purpose: 'attributes',
            method: 'PATCH',
            path: `/Users/{pending:user:${name}}`,
            operations: manager(`user:${boss}`),
            dependsOn: [`user:${boss}`],
          },
        ],
      });
    const client = fakeClient();
    const events = await applyAll(planOf(withManager('ada', 'bob'), withManager('bob', 'ada')), {
      client,
      concurrency: 1,
    });
    const looks = ['LIST User all', 'GET User new-ada', 'GET User new-bob'];
    assert.deepEqual(client.log(), [
      'POST User ada',
      'POST User bob',
      ...looks,
      'PATCH User new-ada',
      'PATCH User new-bob',
    ]);
    assert.deepEqual(client.calls[5]?.body, [{ op: 'add', path: 'manager', value: { value: 'new-bob' } }]);
    assert.equal(outcomes(events).length, 2);
  });

  it('skips the dependents of a failure, and theirs, and goes on with the rest', async () => {
    const client = fakeClient(({ what }) => (what === 'POST User ada' ? scimError(400, 'invalidValue') : undefined));
    const plan = planOf(
      createUser('ada'),
      patchUser('bob', { dependsOn: ['user:ada'] }),
      patchUser('carl', { dependsOn: ['user:bob'] }),
      createUser('dora'),
    );
    const events = await applyAll(plan, { client });
    assert.deepEqual(client.log(), ['POST User ada', 'POST User dora']);
    const skipped = events.filter((event) => event.event === 'change-skipped');
    assert.deepEqual(
      skipped.map(({ key, because }) => [key, because]),
      [
        ['user:bob', 'needs user:ada, which failed'],
        ['user:carl', 'needs user:bob, which was skipped'],
      ],
    );
    assert.deepEqual(events.at(-1), {
      event: 'finished',
      done: 1,
      failed: 1,
      skipped: 2,
      notKept: 0,
      notProven: 0,
      verified: false,
    });
  });

  it('does not hold back those who only waited for the id when a later request fails', async () => {
    const client = fakeClient(({ what }) => (what === 'PATCH User new-ada' ? scimError(500) : undefined));
    const boss = {
      purpose: 'attributes',
      method: 'PATCH',
      path: '/Users/{pending:user:ada}',
      operations: [],
      dependsOn: ['user:bob'],
    } as const;
    const post = { purpose: 'create', method: 'POST', path: '/Users', body: { userName: 'ada' } } as const;
    const plan = planOf(createUser('ada', { requests: [post, boss] }), createUser('bob', { dependsOn: ['user:ada'] }));
    const events = await applyAll(plan, { client });
    assert.deepEqual(
      outcomes(events).map(({ event }) => event),
      ['change-done', 'change-failed'],
    );
  });

  it('fails a change whose last request needs something that failed, and says so', async () => {
    const client = fakeClient(({ what }) => (what === 'POST User boss' ? scimError(400) : undefined));
    const post = { purpose: 'create', method: 'POST', path: '/Users', body: { userName: 'ada' } } as const;
    const patch = {
      purpose: 'attributes',
      method: 'PATCH',
      path: '/Users/{pending:user:ada}',
      operations: [],
      dependsOn: ['user:boss'],
    } as const;
    const events = await applyAll(planOf(createUser('ada', { requests: [post, patch] }), createUser('boss')), {
      client,
    });
    const failure = events.find((event) => event.event === 'change-failed' && event.key === 'user:ada');
    assert.deepEqual(failure, {
      event: 'change-failed',
      key: 'user:ada',
      action: 'create',
      failure: {
        summary: 'needs user:boss, which failed',
        detail: 'What does not need it was sent; plan again for the rest.',
      },
    });
  });

  it('says why a change failed, with what to do', async () => {
    const failed = {
      reason: 'reset',
      problem: 'the connection broke',
      hint: 'Run again.',
      mayHaveBeenProcessed: true,
    } as const;
    const error = new ConnectionError({ method: 'PATCH', url: 'https://scim.example.com/Users/1' }, failed);
    const events = await applyAll(planOf(patchUser('ada')), { client: fakeClient(() => error) });
    assert.deepEqual(outcomes(events), [
      {
        event: 'change-failed',
        key: 'user:ada',
        action: 'update',
        failure: { summary: error.message, detail: 'Run again.' },
      },
    ]);
  });

  it('throws what only a bug can cause', async () => {
    const client = fakeClient(() => new TypeError('x is not a function'));
    await assert.rejects(applyAll(planOf(patchUser('ada')), { client }), TypeError);
  });

  it('starts nothing more once interrupted, and finishes what is under way', async () => {
    const controller = new AbortController();
    const client = fakeClient(({ what }) => {
      if (what === 'POST User user1') controller.abort();
      return undefined;
    });
    const plan = planOf(...Array.from({ length: 6 }, (_, number) => createUser(`user${number}`)));
    const events = await applyAll(plan, { client, concurrency: 2, signal: controller.signal });
    assert.ok(client.calls.length <= 3, `sent ${client.calls.length}`);
    const skipped = events.filter((event) => event.event === 'change-skipped');
    assert.equal(skipped.length, 6 - client.calls.length);
    assert.ok(skipped.every(({ because }) => because === 'interrupted'));
    assert.equal(outcomes(events).filter(({ event }) => event === 'change-done').length, client.calls.length);
  });

  const endsAll = [
    [scimError(401), 'the service no longer accepts the credentials'],
    [tooManyRequests(3600), 'the service asks for a pause of 3600 seconds, which is too long to wait'],
  ] as const;
  for (const [error, because] of endsAll) {
    it(`starts nothing more once no other change can succeed either: ${because}`, async () => {
      const client = fakeClient(({ what }) => (what === 'POST User user1' ? error : undefined));
      const plan = planOf(...Array.from({ length: 6 }, (_, number) => createUser(`user${number}`)));
      const events = await applyAll(plan, { client, concurrency: 1 });
      assert.deepEqual(client.log(), ['POST User user0', 'POST User user1']);
      const skipped = events.filter((event) => event.event === 'change-skipped');
      assert.deepEqual(
        skipped.map((event) => event.because),
        Array.from({ length: 4 }, () => because),
      );
      assert.equal(outcomes(events).find(({ event }) => event === 'change-failed')?.event, 'change-failed');
    });
  }

  it('goes on after a refusal that passes or concerns one change alone', async () => {
    for (const error of [scimError(403), tooManyRequests(30)]) {
      const client = fakeClient(({ what }) => (what === 'POST User user0' ? error : undefined));
      await applyAll(planOf(createUser('user0'), createUser('user1')), { client, concurrency: 1 });
      assert.deepEqual(client.log(), ['POST User user0', 'POST User user1']);
    }
  });

  it('refuses dependencies that can never be met, before it sends anything', async () => {
    const client = fakeClient();
    const circle = planOf(
      createUser('ada', { dependsOn: ['user:bob'] }),
      createUser('bob', { dependsOn: ['user:ada'] }),
    );
    await assert.rejects(applyAll(circle, { client }), /These changes wait for each other: user:ada, user:bob/u);
    const unknown = planOf(createUser('ada', { dependsOn: ['user:nobody'] }));
    await assert.rejects(applyAll(unknown, { client }), /user:ada depends on user:nobody/u);
    assert.deepEqual(client.calls, []);
  });
});
