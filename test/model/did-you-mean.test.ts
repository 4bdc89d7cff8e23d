import assert from 'node:assert/strict';
import fc from 'fast-check';
import { similarNames } from '../../src/config/check/similar-names.ts';
import { closest, distance } from '../../src/model/did-you-mean.ts';

/** The textbook table, without the shortcuts. */
function slowDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number): number => table[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const best = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same);
      (table[row] ?? [])[column] = swap ? Math.min(best, at(row - 2, column - 2) + 1) : best;
    }
  }
  return at(a.length, b.length);
}

describe('the distance of two words', () => {
  it('is what the textbook says, up to the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, limit) => {
        assert.equal(distance(a, b, limit), Math.min(slowDistance(a, b), limit + 1));
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
});

describe('the closest word', () => {
  const names = ['displayName', 'nickName', 'title', 'active'];

  it('is found by one of its words, where no other has that word', () => {
    assert.equal(closest('genesys', ['generic', 'genesys-cloud', 'google-cloud-identity']), 'genesys-cloud');
    assert.equal(closest('manager', ['title', 'enterprise.manager']), 'enterprise.manager');
    assert.equal(closest('cloud', ['genesys-cloud', 'google-cloud-identity']), undefined);
  });

  it('is found in spite of slips and case', () => {
    assert.equal(closest('dispalyName', names), 'displayName');
    assert.equal(closest('nickname', names), 'nickName');
    assert.equal(closest('activ', names), 'active');
  });

  it('is none where nothing is near', () => {
    assert.equal(closest('shoeSize', names), undefined);
    assert.equal(closest('x', names), undefined);
  });
});

describe('similar names', () => {
  it('are slips of the pen', () => {
    const similar = similarNames(['ada@example.com', 'grace@example.com']);
    assert.equal(similar('adaa@example.com'), 'ada@example.com');
    assert.equal(similar('Garce@example.com'), 'grace@example.com');
    assert.equal(similar('alan@example.com'), undefined);
  });

  it('are not those that differ in their digits only', () => {
    assert.equal(similarNames(['user1@example.com'])('user2@example.com'), undefined);
    assert.equal(similarNames(['user1@example.com'])('usre1@example.com'), 'user1@example.com');
  });
});
