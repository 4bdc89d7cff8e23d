import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalized } from '../../../src/model/text/normalized.ts';

describe('the normal form of a text', () => {
  it('is that of Unicode where no letter has more than 30 marks', () => {
    const letter = fc.constantFrom('a', 'é', '\u1100', '\u1161', 'ﬁ', '\u212b', 'か', ' ', '😀', '\ud800');
    const marks = fc.array(fc.constantFrom('\u0300', '\u0315', '\u0344', '\u3099', '\uff9e'), { maxLength: 10 });
    const text = fc.array(fc.tuple(letter, marks), { maxLength: 6 });
    fc.assert(
      fc.property(text, fc.constantFrom('NFC' as const, 'NFKC' as const), (parts, form) => {
        const written = parts.map(([first, rest]) => first + rest.join('')).join('');
        assert.equal(normalized(written, form), written.normalize(form));
      }),
      { seed: 1 },
    );
  });

  it('is found at once however many marks there are, and is then a fixed point too', () => {
    const text = `a${'\u0315\u0300'.repeat(200_000)}b`;
    const once = normalized(text, 'NFC');
    assert.equal(normalized(once, 'NFC').length, once.length);
    assert.equal(once.length, text.length);
  });
});
