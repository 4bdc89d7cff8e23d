import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sha256Base64 } from '../../../src/cli/files/sha256.ts';
import type { Access, Grant, Person } from '../../../src/model/access/grants.ts';
import { renderAccessCsv } from '../../../src/render/access/access-csv.ts';
import { renderAccessHtml } from '../../../src/render/access/access-html.ts';
import { renderAccessText } from '../../../src/render/access/access-text.ts';
import { PLAIN } from '../../../src/render/text/style.ts';

const file = { by: 'file', source: { file: 'groups.yaml', line: 3 } } as const;

function grant(changed: Partial<Grant> = {}): Grant {
  return { group: 'Staff', via: [], why: file, held: true, serviceOnly: false, ...changed };
}

function accessOf(people: readonly Partial<Person>[], changed: Partial<Access> = {}): Access {
  return {
    target: 'https://scim.example.com/scim/v2',
    environment: null,
    groups: [...new Set(people.flatMap(({ grants = [] }) => grants.map(({ group }) => group)))],
    people: people.map((person) => ({ name: 'ada', active: true, held: true, grants: [], ...person })),
    unreadable: [],
    ...changed,
  };
}

describe('who has what as text', () => {
  it('is a block for each person, and as wide as the page', () => {
    const long = 'a-group-with-a-long-name-of-many-words';
    const access = accessOf(
      [
        {
          displayName: 'Ada Lovelace',
          source: { file: 'users.yaml', line: 2 },
          grants: [
            grant(),
            grant({ group: long, via: ['Staff'], serviceOnly: true, expires: '2027-07-01T00:00:00.000Z' }),
          ],
        },
        { name: 'bob', active: false },
      ],
      { environment: 'staging', unreadable: [{ group: 'Hidden', reason: 'it is cut.' }] },
    );
    assert.equal(
      renderAccessText(access, PLAIN, { columns: 80, full: true }),
      `scim.example.com · environment staging · 2 people, 2 groups

! The members of Hidden cannot be read: it is cut.

ada  Ada Lovelace · active · users.yaml:2
  Staff                           groups.yaml:3
  ${long}
      through Staff · groups.yaml:3 · only on the service · until 2027-06-30

bob  inactive · only on the service
  no groups
`,
    );
  });
});

describe('who has what as CSV', () => {
  it('is a line for each group of each person, and one for whoever has none', () => {
    const rule = { by: 'rule', rule: 'title eq "Lead"', source: { file: 'groups.yaml', line: 9 } } as const;
    const access = accessOf([
      { grants: [grant(), grant({ group: 'Leads', why: rule, held: false })] },
      { name: 'bob' },
    ]);
    assert.deepEqual(renderAccessCsv(access).split('\r\n'), [
      'userName,displayName,active,userUntil,group,how,through,why,until,onService',
      'ada,,true,,Staff,direct,,groups.yaml:3,,true',
      'ada,,true,,Leads,by rule,,"by rule: title eq ""Lead"" · groups.yaml:9 · not on the service yet",,false',
      'bob,,true,,,,,,,',
      '',
    ]);
  });

  it('holds no cell that a spreadsheet takes for a formula, whatever the names are', () => {
    const name = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', ';', '|', 'a'),
      minLength: 1,
    });
    fc.assert(
      fc.property(name, name, name, (user, displayName, group) => {
        const grants = [grant({ group, via: [group], serviceOnly: true })];
        const rows = parseCsv(renderAccessCsv(accessOf([{ name: user, displayName, grants }])));
        assert.deepEqual(
          rows.map(({ length }) => length),
          [10, 10],
        );
        for (const cell of rows.flat()) assert.doesNotMatch(cell, /^\s*[=+\-@|%]/u);
      }),
      { seed: 1 },
    );
  });
});

describe('who has what as a page', () => {
  it('marks each cell by how and why, and holds nothing that runs', () => {
    const evil = `"><script>alert(1)</script>`;
    const access = accessOf([
      {
        name: evil,
        active: false,
        grants: [
          grant({ group: evil, held: false }),
          grant({ group: 'S', why: { by: 'service' }, serviceOnly: true }),
          grant({ group: 'N', via: [evil], expires: '2027-07-01T00:00:00.000Z' }),
        ],
      },
    ]);
    const text = renderAccessHtml(access, sha256Base64);
    assert.equal(text.match(/<script>/gu)?.length, 1);
    assert.match(text, /<td class="d p" data-w="direct: groups\.yaml:3 · not on the service yet" title="[^"]*">●\+</u);
    assert.match(text, /<td class="d s" data-w="direct: only on the service" title="[^"]*">●!</u);
    assert.match(text, /<td class="n x" data-w="nested: through [^"]* until 2027-06-30" title="[^"]*">○◷</u);
    assert.match(text, /<tr class="off">/u);
  });
});

/** CSV by RFC 4180. */
function parseCsv(text: string): readonly (readonly string[])[] {
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(
        ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    );
}
