import { COLLISIONS, collide, SERVICES } from './collide.ts';

describe('two applies at once from two folders', () => {
  for (const [service, profile] of SERVICES) {
    for (const collision of COLLISIONS) {
      it(`never both end in "Applied" when they collide: ${collision.what}, ${service}`, async () => {
        for (const seed of [1, 2]) await collide(collision, seed, profile);
      });
    }
  }
});
