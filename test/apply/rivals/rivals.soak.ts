import assert from 'node:assert/strict';
import { COLLISIONS, collide, SERVICES } from './collide.ts';

const SEEDS = Number(process.env['SOAK_SEEDS'] ?? 200);
const FIRST = Number(process.env['SOAK_FIRST_SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe(`two applies at once from two folders, from seed ${FIRST} on`, () => {
  for (const [service, profile] of SERVICES) {
    for (const collision of COLLISIONS) {
      it(`never both end in "Applied" when they collide: ${collision.what}, ${service}, ${SEEDS} seeds`, async () => {
        const failures: string[] = [];
        const counts = new Map<string, number>();
        for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
          try {
            const outcomes = (await collide(collision, seed, profile)).join(', ');
            counts.set(outcomes, (counts.get(outcomes) ?? 0) + 1);
          } catch (error) {
            failures.push(`seed ${seed}: ${error instanceof Error ? error.message : error}`);
          }
        }
        process.stdout.write(`    ${[...counts].map(([outcomes, count]) => `${outcomes}: ${count}`).join('; ')}\n`);
        assert.deepEqual(failures, []);
      });
    }
  }
});
