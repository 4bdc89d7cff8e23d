import assert from 'node:assert/strict';
import { globOf } from '../../src/syntax/key-pattern.ts';
import { assertQuick, INPUTS } from './slow-inputs.ts';

/** Those that took longest once; all are tried by `npm run soak`. */
const TELLING: ReadonlySet<string> = new Set([
  'aliases of aliases',
  'open quotes in lines',
  'documents',
  'entries of one name',
  'a table of rows that are too long',
  'a table of wrong values',
  'a filter of blanks',
  'globs that are just not too many',
  'ignored attributes',
]);
const SOME = INPUTS.filter(([title]) => TELLING.has(title));

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
