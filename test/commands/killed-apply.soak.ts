import { killOnce, startKilling } from './killed-apply.ts';

const KILLS = Number(process.env['SOAK_KILLS'] ?? 100);
const FIRST = Number(process.env['SOAK_FIRST_SEED'] ?? Math.floor(Math.random() * 1_000_000));

describe(`an apply that is killed, from seed ${FIRST} on`, () => {
  it(`is finished by the next one at ${KILLS} random moments`, async () => {
    const told: number[] = [];
    for (let seed = FIRST; seed < FIRST + KILLS; seed += 1) {
      const service = await startKilling();
      try {
        told.push(await killOnce(service, seed));
      } finally {
        await service.stop();
      }
    }
    process.stdout.write(`    killed after so many changes were told: ${told.toSorted((a, b) => a - b).join(' ')}\n`);
  });
});
