import assert from 'node:assert/strict';
import { killOnce, startKilling } from './killed-apply.ts';

const SEEDS = [11, 12];

describe('an apply that is killed', function () {
  this.timeout(60_000);
  let service: Awaited<ReturnType<typeof startKilling>>;
  before(async () => {
    service = await startKilling();
  });
  after(() => service.stop());

  it('is finished by the next one, with nothing twice, wherever it was', async () => {
    const told: number[] = [];
    for (const seed of SEEDS) told.push(await killOnce(service, seed));
    assert.ok(
      told.some((count) => count > 0 && count < 100),
      `killed after ${told.join(', ')} changes, which is never in the middle`,
    );
  });
});
