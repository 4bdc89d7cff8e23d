import { applyThroughLies } from './lying-world.ts';

describe('an apply on a service that lies', () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    it(`says "Applied" only where it is so (seed ${seed})`, async () => {
      await applyThroughLies(seed);
    });
  }
});
