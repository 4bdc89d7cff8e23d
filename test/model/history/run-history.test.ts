import assert from 'node:assert/strict';
import type { JournalEntry } from '../../../src/model/history/journal-entry.ts';
import { runHistory } from '../../../src/model/history/run-history.ts';

const COUNTS = { done: 1, failed: 0, skipped: 1, notKept: 0 };

/** A journal of two changes, of which one was skipped. */
function endOf(because: string, counts: Partial<typeof COUNTS> = {}): string | undefined {
  const entries = [
    { entry: 'run', changes: 2 },
    { entry: 'event', event: { event: 'change-done', key: 'user:ada', action: 'create' } },
    { entry: 'event', event: { event: 'change-skipped', key: 'user:bob', action: 'create', because } },
    { entry: 'event', event: { event: 'finished', ...COUNTS, ...counts } },
  ] as unknown as readonly JournalEntry[];
  return runHistory('run', entries)?.end;
}

describe('the end of a past apply', () => {
  it('is an interruption where nothing failed, and failures where something did', () => {
    assert.equal(endOf('interrupted'), 'interrupted');
    assert.equal(endOf('interrupted', { failed: 1 }), 'with failures');
    assert.equal(endOf('needs user:ada, which failed', { failed: 1 }), 'with failures');
    assert.equal(endOf('', { skipped: 0 }), 'done');
  });
});
