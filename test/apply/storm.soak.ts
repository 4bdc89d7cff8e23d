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
      for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
        reports.push(await inService(seed, 60, (service, world) => weather(service, world, seed)));
      }
      process.stdout.write(`    ${name}: ${summary(reports)}\n`);
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
