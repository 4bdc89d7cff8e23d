import assert from 'node:assert/strict';
import fc from 'fast-check';
import { equal, type Filter } from '../../../src/syntax/filter/filter.ts';
import { FilterSyntaxError } from '../../../src/syntax/filter/filter-syntax-error.ts';
import { parseFilter } from '../../../src/syntax/filter/parse-filter.ts';
import { printFilter } from '../../../src/syntax/filter/print-filter.ts';
import { FILTERS } from './arbitrary-filter.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The examples of RFC 7644 section 3.4.2.2, figure 2. */
const RFC_EXAMPLES = [
  'userName eq "bjensen"',
  `name.familyName co "O'Malley"`,
  'userName sw "J"',
  'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
  'title pr',
  'meta.lastModified gt "2011-05-13T04:42:34Z"',
  'meta.lastModified ge "2011-05-13T04:42:34Z"',
  'meta.lastModified lt "2011-05-13T04:42:34Z"',
  'meta.lastModified le "2011-05-13T04:42:34Z"',
  'title pr and userType eq "Employee"',
  'title pr or userType eq "Intern"',
  'schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"',
  'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
  'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
  'emails[type eq "work" and value co "@example.com"]',
  'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
];

/** Each with where it goes wrong and the message. */
const FAULTS: readonly (readonly [text: string, position: number, message: RegExp])[] = [
  ['', 0, /name of an attribute/],
  ['userName', 8, /space and an operator/],
  ['userName is "x"', 9, /operator .* instead of "is"/],
  ['userName eq', 11, /Expected a space after "eq"/],
  ['userName eq ', 12, /Expected a value/],
  ['userName eq bjensen', 12, /double quotes/],
  ['userName eq "bjensen', 12, /no closing quote/],
  ['userName eq "b\\jensen"', 12, /not valid JSON/],
  ['userName eq "a\nb"', 12, /not valid JSON/],
  ['active eq True', 10, /true, false or null/],
  ['active eq 01', 10, /Expected a value/],
  ['title pr and', 12, /Expected a space after "and"/],
  ['title pr and ', 13, /name of an attribute/],
  ['title pr title pr', 9, /"and", "or" or the end/],
  ['title eq "x"and title pr', 12, /space before "and"/],
  ['(title pr', 9, /Expected .*"\)"/],
  ['title pr)', 8, /the end/],
  ['emails[type eq "work"', 21, /Expected .*"\]"/],
  ['emails[a[b pr]]', 8, /cannot stand inside/],
  ['emails[type eq "work"].value eq "x"', 22, /the end/],
  ['__proto__ pr', 0, /not the name/],
  ['1a pr', 0, /"1a" is not the name/],
  ['urn:example:2.0 pr', 0, /not the name/],
  ['name.a.b pr', 0, /not the name/],
];

describe('a filter', () => {
  for (const example of RFC_EXAMPLES) {
    it(`of the RFC is read and printed as it stands: ${example}`, () => {
      assert.equal(printFilter(parseFilter(example)), example);
    });
  }

  for (const [text, position, message] of FAULTS) {
    it(`is refused with its position: ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseFilter(text),
        (error) => {
          assert.ok(error instanceof FilterSyntaxError);
          assert.match(error.message, message);
          assert.equal(error.position, position);
          return true;
        },
      );
    });
  }

  it('is the same after printing and parsing, whatever it holds', () => {
    fc.assert(
      fc.property(FILTERS, (filter) => assert.deepEqual(parseFilter(printFilter(filter)), filter)),
      { seed: 7644, numRuns: 1000 },
    );
  });

  it('is read in full or refused with a syntax error, never anything else', () => {
    const pieces = [
      'a',
      ' ',
      'eq',
      'pr',
      'and',
      'or',
      'not',
      '(',
      ')',
      '[',
      ']',
      '"',
      '"x"',
      '.',
      ':',
      '\\',
      '1',
      'null',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (words) => {
        const text = words.join('');
        try {
          const filter = parseFilter(text);
          assert.deepEqual(parseFilter(printFilter(filter)), filter);
        } catch (error) {
          assert.ok(error instanceof FilterSyntaxError, String(error));
          assert.ok(error.position >= 0 && error.position <= text.length);
        }
      }),
      { seed: 7644, numRuns: 3000 },
    );
  });

  it('binds not stronger than and, and stronger than or', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((attribute): Filter => ({ kind: 'present', path: { attribute } }));
    assert.ok(a && b && c);
    assert.deepEqual(parseFilter('a pr or b pr and not (c pr)'), {
      kind: 'or',
      operands: [a, { kind: 'and', operands: [b, { kind: 'not', operand: c }] }],
    });
    assert.deepEqual(parseFilter('(a pr or b pr) and c pr'), {
      kind: 'and',
      operands: [{ kind: 'or', operands: [a, b] }, c],
    });
  });

  it('drops parentheses that change nothing', () => {
    assert.equal(printFilter(parseFilter('((a pr) and ((b pr and (c pr))))')), 'a pr and b pr and c pr');
  });

  it('may have a quote right behind the operator, as in an example of the RFC', () => {
    assert.equal(printFilter(parseFilter('value eq"a"')), 'value eq "a"');
  });

  it('reads operators in any case and any white space between words', () => {
    assert.equal(printFilter(parseFilter(' a  EQ\t1 AND NOT( b Pr )  oR c GT 2 ')), 'a eq 1 and not (b pr) or c gt 2');
  });

  it('splits a URN at its last colon, because URNs contain dots', () => {
    assert.deepEqual(
      parseFilter(`${ENTERPRISE}:manager.value eq "26118915"`),
      equal({ schema: ENTERPRISE, attribute: 'manager', subAttribute: 'value' }, '26118915'),
    );
  });

  it('reads an attribute named like an operator', () => {
    assert.equal(printFilter(parseFilter('not pr and and pr or or pr')), 'not pr and and pr or or pr');
  });

  it('unescapes every escape of JSON', () => {
    const text = 'a eq "\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud83d\\ude00"';
    assert.deepEqual(parseFilter(text), equal({ attribute: 'a' }, '" \\ / \b\f\n\r\t \u00e9 \ud83d\ude00'));
  });

  it('is refused when it is nested too deep, and read when it is only long', () => {
    assert.throws(() => parseFilter(`${'('.repeat(100_000)}a pr`), /100 levels/);
    assert.throws(() => parseFilter(`${'not ('.repeat(101)}a pr${')'.repeat(101)}`), /100 levels/);
    assert.ok(parseFilter(`${'not ('.repeat(100)}a pr${')'.repeat(100)}`));
    const long = parseFilter(Array.from({ length: 20_000 }, (_, index) => `id eq "${index}"`).join(' or '));
    assert.ok(long.kind === 'or' && long.operands.length === 20_000);
  });
});
