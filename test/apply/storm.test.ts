import assert from 'node:assert/strict';
import { type StormReport, weather } from './storm.ts';
import { inSandbox, inScimmy } from './storm-services.ts';

const SEEDS = [1, 2];

function check({ runs, faults }: StormReport): void {
  assert.ok(runs <= 3);
  assert.ok(faults.size > 5, 'the storm was none');
}

describe('applying through a network that loses, cuts, delays and repeats', () => {
  for (const seed of SEEDS) {
    it(`converges on SCIMMY in at most three runs, with nothing twice and nobody else touched (seed ${seed})`, async () => {
      check(await inScimmy(seed, 60, (service, world) => weather(service, world, seed)));
    });

    it(`converges on the sandbox likewise (seed ${seed})`, async () => {
      check(await inSandbox(seed, 60, (service, world) => weather(service, world, seed)));
    });
  }
});
