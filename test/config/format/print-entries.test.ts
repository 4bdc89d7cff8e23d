import assert from 'node:assert/strict';
import fc from 'fast-check';
import { styledEntry } from '../../../src/config/canonical/styled-entry.ts';
import { printAnyEntries, printEntries } from '../../../src/config/format/print-entries.ts';
import { RESOURCES_SHAPE } from '../../../src/config/format/shapes.ts';
import type { JsonObject } from '../../../src/model/json.ts';

const text = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('Ada', 'van der Berg', 'a@b.example', 'yes', '00123', '1.10', 'a-', '~', '+44 20'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("O'Neill", 'say "hi"', `'it's "q"'`, 'R&D: x', '# c', 'a #b', '- a', '{a}', ''),
  },
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const partial = { requiredKeys: [] };
const element = fc.record({ primary: fc.boolean(), type: text, value: text }, partial);
const entry: fc.Arbitrary<JsonObject> = fc.record(
  {
    $id: text,
    userName: text,
    active: fc.boolean(),
    title: fc.oneof(text, fc.constant(null)),
    name: fc.record({ familyName: text, givenName: text }, partial),
    emails: fc.array(element, { maxLength: 2 }),
    enterprise: fc.record({ manager: text, department: text }, partial),
    'urn:example:2.0:User': fc.record(
      { n: fc.oneof(text, fc.boolean(), fc.double(), fc.constant(null)), deep: fc.record({ list: fc.array(text) }) },
      partial,
    ),
    locale: fc.string({ minLength: 80, maxLength: 130, unit: fc.constantFrom('a', ' ', 'b') }),
    members: fc.array(fc.oneof(text, fc.record({ group: text })), { maxLength: 3 }),
  },
  partial,
);

describe('printing entries', () => {
  it('gives what the whole grammar gives, of any entries', () => {
    let sure = 0;
    const shape = RESOURCES_SHAPE.kind === 'map' ? RESOURCES_SHAPE.keyOf('users')?.value : undefined;
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 3 }), (entries) => {
        assert.equal(printEntries('users', entries), printAnyEntries('users', entries));
        const item = shape?.kind === 'list' ? shape.item : RESOURCES_SHAPE;
        if (entries.length > 0 && entries.every((each) => styledEntry(each, item) !== undefined)) sure++;
      }),
      { numRuns: 500, seed: 21 },
    );
    assert.ok(sure > 30, `only ${sure} were printed without it`);
  });
});
