import assert from 'node:assert/strict';
import { applyPaced, type PacedReport } from './paced.ts';

function tell(what: string, idealMs: number, { ms, requests, refused }: PacedReport): void {
  const ratio = (ms / idealMs).toFixed(3);
  process.stdout.write(`    ${what}: ${Math.round(ms)} ms, ${ratio} of the ideal, ${refused} of ${requests} refused\n`);
}

describe('the pace of an apply by the clock on the wall', () => {
  it('is 900 changes at 300 a minute in at most 1.1 times the ideal time, with at most 1 % refused', async () => {
    const report = await applyPaced({ changes: 900, requestsPerMinute: 300, latencyMs: 50 });
    tell('900 at 300 a minute', 180_000, report);
    assert.equal(report.done, 900);
    assert.ok(report.ms <= 180_000 * 1.1);
    assert.ok(report.refused <= report.requests / 100);
  });

  it('is 1,000 creations at 50 ms by 10 in at most 1.15 times the ideal time', async () => {
    const report = await applyPaced({ changes: 1000, requestsPerMinute: null, latencyMs: 50 });
    tell('1,000 by 10', 5000, report);
    assert.equal(report.done, 1000);
    assert.ok(report.ms <= 5000 * 1.15);
  });
});
