import assert from 'node:assert/strict';
import { DECLARABLE_ATTRIBUTES } from '../../../src/model/attribute-table.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { evaluate } from '../../../src/syntax/filter/evaluate.ts';
import { filterIndex } from '../../../src/syntax/filter/filter-index.ts';
import { filterRules } from '../../../src/syntax/filter/filter-rules.ts';
import { parseFilter } from '../../../src/syntax/filter/parse-filter.ts';
import { resolveAliases } from '../../../src/syntax/filter/resolve-aliases.ts';

const rules = filterRules('User', DECLARABLE_ATTRIBUTES.User);
const users = [
  { userName: 'ada', title: 'Lead', active: true, [ENTERPRISE_USER_SCHEMA]: { department: 'Research' } },
  { userName: 'Bob', title: 'lead', active: false, [ENTERPRISE_USER_SCHEMA]: { department: 'Research' } },
  { userName: 'cleo', emails: [{ value: 'C@x' }, { value: 'c@x' }], [ENTERPRISE_USER_SCHEMA]: { department: 'Sales' } },
  { userName: 'dan', emails: [{ value: 'd@x', type: 'work' }] },
];

describe('an index of what filters look at', () => {
  const matching = filterIndex(users, (user) => user, rules);

  for (const text of [
    'enterprise.department eq "Research"',
    'enterprise.department eq "research"',
    'title eq "Lead"',
    'TITLE eq "lead"',
    'userName eq "BOB"',
    'emails eq "c@X"',
    'emails.value eq "d@x"',
    'emails[type eq "work"]',
    'active eq true',
    'active eq "true"',
    'title eq null',
    'title ne "Lead"',
    'not (title eq "Lead")',
    'enterprise.department eq "Research" and title eq "lead"',
    'enterprise.department eq "Sales" or userName eq "ada"',
    'enterprise.department eq "Sales" or title pr',
    'userName eq "nobody" or userName eq "dan"',
    'title pr and userName eq "nobody"',
  ]) {
    it(`finds in their order whom each would match alone: ${text}`, () => {
      const filter = resolveAliases(parseFilter(text));
      assert.deepEqual(
        matching(filter),
        users.filter((user) => evaluate(filter, user, rules)),
      );
    });
  }

  it('looks at a few people for each of thousands of rules by department', () => {
    let looks = 0;
    const people = Array.from({ length: 3_000 }, (_, index) => ({ userName: `u${index}`, title: `t${index}` }));
    const find = filterIndex(
      people,
      (person) => {
        looks += 1;
        return person;
      },
      rules,
    );
    for (const { title, userName } of people) {
      assert.deepEqual(
        find(parseFilter(`title eq "${title}"`)).map((found) => found.userName),
        [userName],
      );
    }
    assert.ok(looks <= 10 * people.length, `${looks} looks at ${people.length} people`);
  });
});
