import assert from 'node:assert/strict';
import fc from 'fast-check';
import { equal } from '../../src/syntax/filter/filter.ts';
import { FilterSyntaxError } from '../../src/syntax/filter/filter-syntax-error.ts';
import { type Path, parsePath, printPath } from '../../src/syntax/path.ts';
import { ATTRIBUTE_PATHS, VALUE_FILTERS } from './filter/arbitrary-filter.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const PATHS: fc.Arbitrary<Path> = fc
  .tuple(ATTRIBUTE_PATHS, fc.option(VALUE_FILTERS, { nil: undefined }))
  .map(([path, filter]) => (filter === undefined ? path : { ...path, filter }));

describe('a path', () => {
  for (const text of [
    'members',
    'name.familyName',
    'addresses[type eq "work"]',
    'members[value eq "2819c223-7f76-453a-919d-413861904646"]',
    'members[value eq "2819c223-7f76-453a-919d-413861904646"].displayName',
    'members[value eq "2819c223"].$ref',
    `${ENTERPRISE}:department`,
    `${ENTERPRISE}:manager.value`,
  ]) {
    it(`is read and printed as it stands: ${text}`, () => {
      assert.equal(printPath(parsePath(text)), text);
    });
  }

  it('is the same after printing and parsing, whatever it holds', () => {
    fc.assert(
      fc.property(PATHS, (path) => assert.deepEqual(parsePath(printPath(path)), path)),
      { seed: 7644, numRuns: 500 },
    );
  });

  it('has its parts apart', () => {
    assert.deepEqual(parsePath('urn:example:2.0:User:emails[type eq "work"].value'), {
      schema: 'urn:example:2.0:User',
      attribute: 'emails',
      filter: equal({ attribute: 'type' }, 'work'),
      subAttribute: 'value',
    });
  });

  it('is a whole extension when its URN is known, in any case', () => {
    assert.deepEqual(parsePath(ENTERPRISE.toUpperCase(), [ENTERPRISE]), { schema: ENTERPRISE });
    assert.equal(printPath({ schema: ENTERPRISE }), ENTERPRISE);
  });

  it('is split at its last colon when its URN is not known', () => {
    assert.deepEqual(parsePath(ENTERPRISE), { schema: ENTERPRISE.slice(0, -':User'.length), attribute: 'User' });
  });

  for (const [text, position] of [
    ['', 0],
    ['emails[', 7],
    ['emails[type eq "work"', 21],
    ['emails[type eq "work"]value', 22],
    ['emails[type eq "work"].', 23],
    ['emails[type eq "work"].a.b', 23],
    ['emails.value[type eq "work"]', 12],
    ['name.a.b', 0],
    ['user name', 4],
    ['/name', 0],
  ] as const) {
    it(`is refused with its position: ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parsePath(text),
        (error) => error instanceof FilterSyntaxError && error.position === position,
      );
    });
  }
});
