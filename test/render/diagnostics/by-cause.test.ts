import assert from 'node:assert/strict';
import { diagnostic } from '../../../src/diagnostics/make-diagnostic.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { byCause } from '../../../src/render/diagnostics/by-cause.ts';

function at(line: number, detail = 'Nobody is called Eve.'): Diagnostic {
  const start = { line, column: 5 };
  return { ...diagnostic('RC1304', detail), span: { file: 'users/a.yaml', start, end: start } };
}

describe('what is wrong in many places', () => {
  it('is said once, at its first place, with their number and up to five of them', () => {
    const [first, ...others] = byCause([1, 2, 3, 4, 5, 6, 7].map((line) => at(line)));
    assert.deepEqual(others, []);
    assert.equal(first?.span?.start.line, 1);
    assert.match(first?.detail ?? '', /The same in 7 places: users\/a\.yaml:1:5, .*users\/a\.yaml:5:5 and 2 more\.$/);
  });

  it('stays apart where the cause differs, or where there are two places', () => {
    const some = [at(1), at(2, 'Nobody is called Bob.'), at(3)];
    assert.deepEqual(byCause(some), some);
  });
});
