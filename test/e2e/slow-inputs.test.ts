import assert from 'node:assert/strict';
import { globOf } from '../../src/syntax/key-pattern.ts';
import { assertQuick, INPUTS } from './slow-inputs.ts';

/** The others are tried by `npm run soak`. */
const SOME = INPUTS.filter((_, index) => index % 6 === 0);

describe('whatever a file of less than a MiB holds', () => {
  for (const [title, files] of SOME) {
    it(`${title}: is refused or read in seconds`, () => assertQuick(files()));
  }

  it('is no pattern on keys that takes longer than its length', () => {
    const before = process.cpuUsage();
    assert.ok(!globOf(`user:${'*a'.repeat(500)}b`).test(`user:${'a'.repeat(2_000)}`));
    assert.ok(process.cpuUsage(before).user < 1_000_000);
  });
});
