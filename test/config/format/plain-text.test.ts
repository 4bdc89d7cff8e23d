import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Document } from 'yaml';
import { isRetyped } from '../../../src/config/format/plain-text.ts';

/** How readers of YAML 1.1 and 1.2 recognise what is no text. */
const PATTERNS = (['1.1', '1.2'] as const).flatMap((version) =>
  new Document(null, { version }).schema.tags.flatMap((tag) =>
    tag.default === true && 'test' in tag && tag.test instanceof RegExp ? [tag.test] : [],
  ),
);

describe('telling text from what readers of YAML take for something else', () => {
  it('finds every number, boolean, null and date', () => {
    assert.ok(PATTERNS.length > 15);
    for (const pattern of PATTERNS) {
      fc.assert(
        fc.property(fc.stringMatching(pattern), (text) => assert.ok(isRetyped(text), text)),
        { numRuns: 100, seed: 7 },
      );
    }
  });

  it('takes nothing else for one', () => {
    const unit = fc.constantFrom(...'eE+-.:_0123579abxoTZ ~nul');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) =>
        assert.equal(
          isRetyped(text),
          PATTERNS.some((pattern) => pattern.test(text)),
        ),
      ),
      { numRuns: 3000, seed: 7 },
    );
  });
});
