import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RFC_ATTRIBUTES } from '../../../src/model/attribute-table.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { evaluate, matchesElement, rulesOf, type Truth, truthOf } from '../../../src/syntax/filter/evaluate.ts';
import { parseFilter } from '../../../src/syntax/filter/parse-filter.ts';
import { FILTERS } from './arbitrary-filter.ts';

const RULES = rulesOf(RFC_ATTRIBUTES.User);
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const ADA: JsonObject = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
  id: 'Aa',
  userName: 'Ada@example.com',
  active: true,
  title: '',
  nickName: null,
  ims: [],
  name: { familyName: 'Lovelace' },
  emails: [
    { value: 'ada@example.com', type: 'work', primary: true },
    { value: 'ada@home.example', type: 'home' },
    { value: 'ada@other.example' },
  ],
  [ENTERPRISE]: { department: 'Research', manager: { value: '42' } },
  meta: { created: '2026-01-01T00:00:00Z' },
  loginCount: 7,
};

const CASES: readonly (readonly [filter: string, truth: Truth])[] = [
  ['userName eq "ada@EXAMPLE.com"', true],
  ['USERNAME eq "ada@example.com"', true],
  ['id eq "aa"', false],
  ['id eq "Aa"', true],
  ['userName ne "x"', true],
  ['userName co "@example"', true],
  ['userName sw "ada"', true],
  ['userName ew ".com"', true],
  ['userName ew ".org"', false],
  ['userName gt "aca"', true],
  ['userName lt "aca"', false],
  ['loginCount ge 7', true],
  ['loginCount gt 7', false],
  ['loginCount le 7', true],
  ['loginCount eq "7"', false],
  ['loginCount ne "7"', true],
  ['loginCount gt "6"', false],
  ['loginCount co 7', false],
  ['active eq true', true],
  ['active eq "true"', false],
  ['active ne false', true],
  ['emails eq "ada@home.example"', true],
  ['emails.value eq "ADA@home.example"', true],
  ['emails co "nobody"', false],
  ['emails.type eq "home"', true],
  ['emails.type eq "other"', false],
  ['emails[type eq "home" and value co "home"]', true],
  ['emails[type eq "home" and value co "example.com"]', false],
  ['emails[type eq "other"]', 'unknown'],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada@example.com"', true],
  [`${ENTERPRISE}:department eq "research"`, true],
  [`${ENTERPRISE.toUpperCase()}:DEPARTMENT eq "research"`, true],
  [`${ENTERPRISE}:manager eq "42"`, true],
  [`${ENTERPRISE}:manager.value eq "42"`, true],
  [`${ENTERPRISE}:division eq "x"`, 'unknown'],
  ['urn:example:2.0:User:x eq "x"', 'unknown'],
  ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"', true],
  ['meta.created eq "2026-01-01T01:00:00+01:00"', true],
  ['meta.created eq "2026-01-01T00:00:00+00"', true],
  ['meta.created eq "2026-01-01T01:00:00+0100"', true],
  ['meta.created eq "2026-01-01T00:00:00"', true],
  ['meta.created gt "2025-12-31T23:59:59.999Z"', true],
  ['meta.created lt "2026-01-01T01:30:00+02:00"', false],
  ['meta.created sw "2026-"', true],
  ['userName pr', true],
  ['title pr', false],
  ['title eq ""', true],
  ['nickName pr', false],
  ['nickName eq "x"', 'unknown'],
  ['nickName ne "x"', 'unknown'],
  ['nickName eq null', true],
  ['nickName ne null', false],
  ['userName eq null', false],
  ['userName ne null', true],
  ['userName gt null', false],
  ['ims pr', false],
  ['ims eq "x"', 'unknown'],
  ['ims[type eq "x"]', 'unknown'],
  ['not (nickName eq "x")', 'unknown'],
  ['not (userName eq "x")', true],
  ['not (nickName pr)', true],
  ['nickName eq "x" or active eq true', true],
  ['nickName eq "x" or active eq false', 'unknown'],
  ['nickName eq "x" and active eq false', false],
  ['nickName eq "x" and active eq true', 'unknown'],
  ['name pr', true],
  ['name.familyName eq "lovelace"', true],
  ['name.givenName eq "Ada"', 'unknown'],
  ['constructor pr', false],
];

describe('evaluating a filter', () => {
  for (const [filter, truth] of CASES) {
    it(`answers ${truth} to ${filter}`, () => {
      assert.equal(truthOf(parseFilter(filter), ADA, RULES), truth);
      assert.equal(evaluate(parseFilter(filter), ADA, RULES), truth === true);
    });
  }

  it('obeys the rules that it is given for case', () => {
    const filter = parseFilter('userName eq "ada@example.com" or emails[type eq "WORK"]');
    assert.equal(truthOf(filter, ADA, { ...RULES, caseExact: () => true }), 'unknown');
    const folded = {
      ...RULES,
      caseExact: ({ attribute, subAttribute }: { attribute: string; subAttribute?: string }) =>
        attribute !== 'emails' || subAttribute !== 'type',
    };
    assert.equal(truthOf(filter, ADA, folded), true);
  });

  it('selects elements of a multi-valued attribute, primitive ones by value', () => {
    const parent = { attribute: 'emails' };
    const filter = parseFilter('value eq "A"');
    assert.equal(matchesElement(filter, { value: 'a', type: 'work' }, parent, RULES), true);
    assert.equal(matchesElement(filter, 'a', parent, RULES), true);
    assert.equal(matchesElement(filter, { type: 'a' }, parent, RULES), false);
  });

  it('follows the laws of three-valued logic', () => {
    fc.assert(
      fc.property(FILTERS, FILTERS, (a, b) => {
        const truth = (filter: typeof a) => truthOf(filter, ADA, RULES);
        const not = (operand: typeof a): typeof a => ({ kind: 'not', operand });
        assert.equal(truth(not(not(a))), truth(a));
        assert.equal(truth(not({ kind: 'and', operands: [a, b] })), truth({ kind: 'or', operands: [not(a), not(b)] }));
      }),
      { seed: 7644, numRuns: 300 },
    );
  });
});
