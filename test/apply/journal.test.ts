import assert from 'node:assert/strict';
import { JournalError } from '../../src/apply/journal.ts';
import type { JournalEntry } from '../../src/model/history/journal-entry.ts';
import { testClient } from '../support/http-client.ts';
import { type HttpServer, json, startHttpServer } from '../support/http-server.ts';
import { applyAll, createUser, outcomes, planOf } from './plans.ts';

describe('the journal of an apply', () => {
  let entries: JournalEntry[];
  let server: HttpServer;
  let intentsAtRequest: number[];
  let statuses: number[];
  const journal = {
    append: async (entry: JournalEntry) => {
      entries.push(entry);
    },
  };
  const withPassword = createUser('ada', {
    requests: [
      {
        purpose: 'create',
        method: 'POST',
        path: '/Users',
        body: { userName: 'ada', password: { $secret: 'env:ADA_PASSWORD' } },
      },
    ],
  });
  const resolveSecret = () => Promise.resolve('correct horse');

  beforeEach(async () => {
    entries = [];
    intentsAtRequest = [];
    statuses = [];
    server = await startHttpServer((request, response) => {
      if (request.method === 'GET') return json(response, 200, { totalResults: 0, Resources: [] });
      intentsAtRequest.push(entries.filter(({ entry }) => entry === 'intent').length);
      const status = statuses.shift() ?? 201;
      return json(
        response,
        status,
        { id: 'ada-1', userName: 'ada' },
        { 'x-request-id': `r${intentsAtRequest.length}` },
      );
    });
  });
  afterEach(() => server.close());

  it('knows of every attempt before it is sent, and how it came out', async () => {
    statuses = [429];
    await applyAll(planOf(withPassword), { client: testClient(server.url), journal, resolveSecret });
    // The second is the look-up of the name in between.
    assert.deepEqual(intentsAtRequest, [1, 3]);
    assert.deepEqual(
      entries.flatMap((entry) =>
        entry.entry === 'outcome' ? [[entry.attempt, entry.status, entry.correlationId]] : [],
      ),
      [
        [1, 429, 'r1'],
        [1, 200, undefined],
        [1, 201, 'r2'],
      ],
    );
  });

  it('shows references in the place of secrets', async () => {
    await applyAll(planOf(withPassword), { client: testClient(server.url), journal, resolveSecret });
    assert.equal(JSON.parse(server.received[0]?.body ?? '').password, 'correct horse');
    const [intent] = entries.filter((entry) => entry.entry === 'intent');
    assert.deepEqual(intent?.body, { userName: 'ada', password: { $secret: 'env:ADA_PASSWORD' } });
    assert.ok(!JSON.stringify(entries).includes('correct horse'));
  });

  it('begins with what is applied and ends with what came of it', async () => {
    await applyAll(planOf(withPassword), { client: testClient(server.url), journal, resolveSecret });
    const [first] = entries;
    assert.ok(first?.entry === 'run' && first.changes === 1 && first.target === 'https://scim.example.com');
    const last = entries.at(-1);
    assert.ok(last?.entry === 'event' && last.event.event === 'finished' && last.event.done === 1);
  });

  it('stops every request where it cannot be written', async () => {
    const broken = {
      append: (entry: JournalEntry) =>
        entry.entry === 'intent' ? Promise.reject(new JournalError('the disk is full')) : Promise.resolve(),
    };
    const events = await applyAll(planOf(createUser('ada'), createUser('bob')), {
      client: testClient(server.url),
      journal: broken,
    });
    assert.deepEqual(server.received, []);
    assert.deepEqual(
      outcomes(events).map((event) => event.event === 'change-failed' && event.failure.summary),
      Array.from({ length: 2 }, () => 'The journal cannot be written: the disk is full'),
    );
  });
});
