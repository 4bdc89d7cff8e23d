import assert from 'node:assert/strict';
import { canonicalJson } from '../../src/model/json.ts';

describe('canonical JSON', () => {
  it('does not depend on the order of names', () => {
    assert.equal(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' }), canonicalJson({ a: 'x', b: [{ c: null, d: 1 }] }));
  });

  it('keeps the order of arrays', () => {
    assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]));
  });
});
