import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { JournalError } from '../../../src/apply/journal.ts';
import { runHistories, runNamed } from '../../../src/cli/plan/run-histories.ts';
import { openJournal } from '../../../src/cli/plan/run-journal.ts';
import { knownSecrets } from '../../../src/cli/service/known-secrets.ts';
import { UsageError } from '../../../src/cli/terminal/usage-error.ts';
import type { JournalEntry } from '../../../src/model/history/journal-entry.ts';

const TIME = '2027-06-30T12:00:00.000Z';
const RUN: JournalEntry = {
  entry: 'run',
  time: TIME,
  tool: 'rollcall 0.1.0',
  target: 'https://scim.example.com',
  profile: 'generic',
  environment: null,
  digest: 'd',
  changes: 2,
};
const INTENT: JournalEntry = {
  entry: 'intent',
  time: TIME,
  key: 'user:ada',
  request: 1,
  attempt: 1,
  method: 'POST',
  path: '/Users',
};

describe('the files of journals', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollcall-journal-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('are for their owner only, out of git, and whole before append ends', async () => {
    const journal = await openJournal(dir, new Date(TIME));
    await journal.append(RUN);
    assert.equal(journal.path, join(dir, '.rollcall/journal/2027-06-30T12-00-00.000Z.jsonl'));
    assert.deepEqual(JSON.parse(await readFile(journal.path, 'utf8')), RUN);
    assert.equal((await stat(journal.path)).mode & 0o777, 0o600);
    assert.equal(await readFile(join(dir, '.rollcall/.gitignore'), 'utf8'), '*\n');
    await journal.close();
  });

  it('keep the order of entries that come at the same time', async () => {
    const journal = await openJournal(dir, new Date(TIME));
    await Promise.all(Array.from({ length: 100 }, (_, request) => journal.append({ ...INTENT, request })));
    await journal.close();
    const lines = (await readFile(journal.path, 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).request),
      Array.from({ length: 100 }, (_, request) => request),
    );
  });

  it('hold no secret, in whatever spelling a service repeats it', async () => {
    const secret = `"${randomBytes(16).toString('hex')}/ü`;
    knownSecrets.add(secret);
    const journal = await openJournal(dir, new Date(TIME));
    await journal.append({ ...INTENT, path: `/Users?q=${encodeURIComponent(secret)}`, body: { echo: secret } });
    await journal.close();
    const text = await readFile(journal.path, 'utf8');
    assert.ok(!text.includes(secret.slice(1, 33)), text);
  });

  it('are deleted after 30 days, when the next apply begins', async () => {
    const first = await openJournal(dir, new Date(TIME));
    await first.close();
    await writeFile(join(dirname(first.path), 'notes.txt'), 'not a journal');
    const later = (days: number) => new Date(Date.parse(TIME) + days * 86_400_000);
    await (await openJournal(dir, later(30))).close();
    assert.equal((await readdir(dirname(first.path))).length, 3);
    await (await openJournal(dir, later(31))).close();
    assert.deepEqual(await readdir(dirname(first.path)), [
      '2027-07-30T12-00-00.000Z.jsonl',
      '2027-07-31T12-00-00.000Z.jsonl',
      'notes.txt',
    ]);
  });

  it('say that they cannot be written', async () => {
    await writeFile(join(dir, '.rollcall'), 'a file where a folder must be');
    await assert.rejects(openJournal(dir, new Date(TIME)), JournalError);
  });

  it('tell the past, also of a run that was killed in the middle of a line', async () => {
    const journal = await openJournal(dir, new Date(TIME));
    const event = { event: 'change-started', key: 'user:ada', action: 'create' } as const;
    await journal.append(RUN);
    await journal.append({ entry: 'event', time: TIME, event });
    await journal.append(INTENT);
    await journal.close();
    await appendFile(journal.path, '{"entry":"outco');
    const [run] = await runHistories(dir);
    assert.equal(run?.end, 'killed');
    assert.equal(run?.planned, 2);
    assert.deepEqual(run?.changes, [
      { key: 'user:ada', action: 'create', result: 'unknown', requests: 1, because: null, correlationIds: [] },
    ]);
  });

  it('are found by the beginning of their name, if that is of one only', async () => {
    for (const hour of [12, 13]) {
      const journal = await openJournal(dir, new Date(`2027-06-30T${hour}:00:00Z`));
      await journal.append(RUN);
      await journal.close();
    }
    const runs = await runHistories(dir);
    assert.equal(runs[0]?.run, '2027-06-30T13-00-00.000Z');
    assert.equal(runNamed('2027-06-30T12', runs).run, '2027-06-30T12-00-00.000Z');
    assert.throws(() => runNamed('2027', runs), UsageError);
    assert.throws(() => runNamed('2026', runs), UsageError);
  });

  it('are none where nothing was applied', async () => {
    assert.deepEqual(await runHistories(dir), []);
  });
});
