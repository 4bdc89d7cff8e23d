import assert from 'node:assert/strict';
import { type StormReport, weather } from './storm.ts';
import { inSandbox, inScimmy } from './storm-services.ts';

const SEEDS = Number(process.env['SOAK_SEEDS'] ?? 300);
const FIRST = Number(process.env['SOAK_FIRST_SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe(`storms from seed ${FIRST} on`, () => {
  for (const [name, inService] of [
    ['SCIMMY', inScimmy],
    ['the sandbox', inSandbox],
  ] as const) {
    it(`converges on ${name} with ${SEEDS} seeds`, async () => {
      const reports: StormReport[] = [];
      const failures: string[] = [];
      for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
        try {
          reports.push(await inService(seed, 60, (service, world) => weather(service, world, seed)));
        } catch (error) {
          failures.push(`seed ${seed}: ${error instanceof Error ? error.message : error}`);
          process.stdout.write(`    ${failures.at(-1)}\n`);
        }
      }
      process.stdout.write(`    ${name}: ${summary(reports)}\n`);
      assert.deepEqual(failures, []);
    });
  }
});

function summary(reports: readonly StormReport[]): string {
  const runs = [1, 2, 3].map((count) => `${reports.filter((report) => report.runs === count).length} in ${count}`);
  const faults = new Map<string, number>();
  for (const report of reports)
    for (const [fault, count] of report.faults) faults.set(fault, (faults.get(fault) ?? 0) + count);
  const requests = reports.reduce((sum, report) => sum + report.requests, 0);
  const failed = reports.flatMap(({ events }) => events).filter(({ event }) => event === 'change-failed').length;
  const shown = [...faults].map(([fault, count]) => `${fault} ${count}`).join(', ');
  return `converged ${runs.join(', ')} runs; ${requests} requests, ${failed} changes failed once; ${shown}`;
}
