import assert from 'node:assert/strict';
import { applyThroughLies } from './lying-world.ts';

const SEEDS = Number(process.env['SOAK_SEEDS'] ?? 300);
const FIRST = Number(process.env['SOAK_FIRST_SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe(`applies on services that lie, from seed ${FIRST} on`, () => {
  it(`say "Applied" only where it is so, in ${SEEDS} worlds`, async () => {
    const failures: string[] = [];
    const counts = new Map<string, number>();
    for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
      try {
        const { outcome } = await applyThroughLies(seed);
        counts.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
        process.stdout.write(`    ${failures.at(-1)}\n`);
      }
    }
    process.stdout.write(`    ${[...counts].map(([kind, count]) => `${kind}: ${count}`).join(', ')}\n`);
    assert.equal(failures.length, 0, `${failures.length} worlds`);
  });
});
