import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { applyPaced, applyTo, type PacedReport } from './paced.ts';

const SERVICE = fileURLToPath(new URL('far-service-process.ts', import.meta.url));

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
    const service = spawn(process.execPath, [SERVICE], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [url] = await once(service.stdout, 'data');
      const { done, ms } = await applyTo(String(url).trim(), { changes: 1000, requestsPerMinute: null });
      tell('1,000 by 10', 5000, { ms, requests: 1000, refused: 0, done });
      assert.equal(done, 1000);
      assert.ok(ms <= 5000 * 1.15);
    } finally {
      service.kill();
    }
  });
});
