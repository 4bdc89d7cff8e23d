import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Document, isMap, isNode, isPair, isScalar, visit } from 'yaml';
import { doubtfulPart } from '../../../src/config/canonical/doubtful-part.ts';
import { formatAnyYaml, formatYaml } from '../../../src/config/format/format-yaml.ts';
import { readYaml } from '../../../src/config/format/read-yaml.ts';
import { sameMeaning } from '../../../src/config/format/same-meaning.ts';
import type { Report } from '../../../src/config/problems/report.ts';
import { parseCommonYaml } from '../../../src/config/yaml/common-yaml.ts';
import { parseYaml } from '../../../src/config/yaml/parse-yaml.ts';
import { sourceFile } from '../../../src/config/yaml/source-file.ts';
import type { Configuration } from '../../../src/model/configuration.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { load } from '../temporary-project.ts';

const text = fc.oneof(
  fc.constantFrom(
    'Ada',
    'yes',
    '00123',
    '1e3',
    '2024-01-01',
    '~',
    'null',
    'true',
    '+44 20',
    "it's",
    '"q"',
    'a: b',
    '# c',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((made) => made.replaceAll('${', '$ {')),
);
const scalar = fc.oneof(text, fc.constant(null), fc.integer({ min: 0, max: 99 }));
const partial = { requiredKeys: [] };
const email = fc.record({ value: text, type: fc.constantFrom('work', 'home', 'other'), Primary: fc.constant(false) });
const user = fc.record(
  {
    title: scalar,
    ACTIVE: fc.boolean(),
    Name: fc.record({ GivenName: text, familyName: text }, partial),
    emails: fc.uniqueArray(email, { maxLength: 3, selector: ({ type }) => type }),
    enterprise: fc.record({ department: scalar, manager: fc.constantFrom('u0@x', 'u1@x') }, partial),
    'urn:example:2.0:User': fc.record(
      { n: fc.oneof(scalar, fc.boolean()), deep: fc.record({ list: fc.array(text) }) },
      partial,
    ),
    $ignore: fc.constantFrom('title', ['title', 'nickName']),
    locale: text,
  },
  partial,
);
const project = fc.record({ users: fc.array(user, { maxLength: 3 }), style: fc.integer() }).map(({ users, style }) => ({
  style,
  users: users.map((attributes, index) => ({ ...attributes, userName: `u${index}@x` })),
}));

const RUNS = 400;

const word = fc.constantFrom(
  'Ada',
  'Ada van Berg',
  "O'Neill",
  'R&D: Basics',
  'yes',
  '00123',
  '"q"',
  'a-',
  '1.10',
  'Zoë',
);
const tame = fc
  .array(
    fc.record(
      {
        title: word,
        active: fc.boolean(),
        name: fc.record({ givenName: word, familyName: word }, partial),
        emails: fc.array(fc.record({ value: word, type: word, primary: fc.boolean() }, partial), { maxLength: 2 }),
        enterprise: fc.record({ department: word, manager: word }, partial),
        'x-unknown': fc.oneof(word, fc.integer(), fc.boolean(), fc.array(word, { maxLength: 2 })),
        $ignore: fc.array(word, { maxLength: 2 }),
      },
      partial,
    ),
    { minLength: 2, maxLength: 4 },
  )
  .map((users) => users.map((attributes, index) => ({ userName: `u${index}@x`, ...attributes })));

/** A place of a text, and what becomes of its line. */
const slips = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 9 })), { minLength: 1, maxLength: 2 });

/** What people do to a formatted file: change one line. */
function slipped(text: string, [place, kind]: readonly [number, number]): string {
  const lines = text.split('\n');
  const at = place % lines.length;
  const line = lines[at] ?? '';
  const changes = [
    [line, ''],
    [],
    [`${line}  # comment`],
    [`  # comment`, line],
    [`${line} `],
    [line.replace(/: (\S+)$/, ': "$1"')],
    [line.replace(/"/g, '')],
    [` ${line}`],
    [line.replace(/: (\S+)$/, ": '$1'")],
    [lines[at + 1] ?? '', line],
  ];
  return [...lines.slice(0, at), ...(changes[kind] ?? []), ...lines.slice(at + (kind === 9 ? 2 : 1))].join('\n');
}

const into =
  (codes: string[]): Report =>
  ({ code, detail }, { start, end }) => {
    codes.push(`${code} ${detail} ${start}-${end}`);
  };

/** Writes a value as YAML in a random style: quotes, flow and block, blank lines, and numbered comments everywhere. */
function messy(value: JsonValue, style: number): { readonly text: string; readonly comments: number } {
  const document = new Document(value);
  let state = style;
  const chance = (of: number) => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return Math.abs(state >> 8) % of === 0;
  };
  let comments = 0;
  visit(document, (_, node) => {
    if (isScalar(node) && typeof node.value === 'string' && chance(3))
      node.type = chance(2) ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
    if (isMap(node) && chance(2)) node.flow = true;
    const target = isPair(node) ? node.key : node;
    if (!isNode(target) || !chance(4)) return;
    target.commentBefore = ` comment ${comments++}.`;
    target.spaceBefore = chance(2);
    if (isScalar(target) && !isPair(node)) target.comment = ` comment ${comments++}.`;
  });
  const written = document.toString({ lineWidth: 0, indent: chance(2) ? 2 : 4 });
  return { text: written, comments };
}

/** Writes a value as YAML as most people do: keys without quotes, short things on one line. */
function tidy(value: JsonValue, style: number): string {
  const document = new Document(value);
  visit(document, {
    Collection: (_, node, path) => {
      node.flow = path.length > 3 && (style >> (path.length + node.items.length)) % 2 === 0;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** A configuration without the places that formatting moves. */
function withoutPlaces(configuration: Configuration | undefined): JsonValue {
  return JSON.parse(
    JSON.stringify(configuration ?? null, (key, value) => (key === 'source' || key === 'pointer' ? undefined : value)),
  );
}

async function format(text: string): Promise<string> {
  const result = formatYaml('users/a.yaml', text, 'resources', ({ summary }) => assert.fail(`${summary}\n${text}`));
  assert.equal(result.kind, 'text', `${result.kind}: ${text}`);
  return result.kind === 'text' ? result.text : '';
}

function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/comment \d+\./g)].map(([comment]) => comment).sort();
}

describe('formatting any resource file', () => {
  it('changes neither the configuration nor a comment, and does so once', async () => {
    let valid = 0;
    await fc.assert(
      fc.asyncProperty(project, async ({ users, style }) => {
        const before = messy({ users } as unknown as JsonValue, style);
        const after = await format(before.text);
        assert.deepEqual(commentsIn(after), commentsIn(before.text), before.text);
        assert.equal(await format(after), after, before.text);
        const [old, now] = await Promise.all([before.text, after].map((text) => load({ 'users/a.yaml': text })));
        assert.deepEqual(withoutPlaces(now?.configuration), withoutPlaces(old?.configuration), before.text);
        assert.deepEqual(
          now?.diagnostics.map(({ code }) => code).sort(),
          old?.diagnostics.map(({ code }) => code).sort(),
        );
        if (now?.configuration !== undefined) valid++;
      }),
      { numRuns: 100, seed: 11 },
    );
    assert.ok(valid > 50, `only ${valid} projects were valid`);
  });

  it('says of a file that is formatted, or nearly, what the whole grammar says', () => {
    let formatted = 0;
    fc.assert(
      fc.property(tame, fc.integer(), slips, (users, style, made) => {
        const written = tidy({ users }, style);
        const first = formatAnyYaml('a.yaml', written, 'resources', () => undefined);
        const canonical = first.kind === 'text' ? first.text : written;
        for (const text of [canonical, made.reduce(slipped, canonical)]) {
          const quick = formatYaml('a.yaml', text, 'resources', () => undefined);
          assert.deepEqual(
            quick,
            formatAnyYaml('a.yaml', text, 'resources', () => undefined),
            text,
          );
          const common = parseCommonYaml(sourceFile('a.yaml', text));
          if (common !== undefined && doubtfulPart(text, common) !== undefined) formatted++;
        }
      }),
      { numRuns: RUNS, seed: 12 },
    );
    assert.ok(formatted > RUNS / 20, `only ${formatted} files were common`);
  });

  it('finds in a file what validate finds there, and what it says is the same', () => {
    const found = { fine: 0, faulty: 0 };
    fc.assert(
      fc.property(
        tame,
        fc.integer(),
        slips,
        fc.constantFrom('', '# a\n', ' # a\n   # b\n'),
        (users, style, made, end) => {
          const file = sourceFile('a.yaml', made.reduce(slipped, tidy({ users }, style)) + end);
          const [said, told]: [string[], string[]] = [[], []];
          const [exact, read] = [parseYaml(file, into(said)), readYaml(file, into(told))];
          assert.deepEqual(told, said, file.text);
          assert.equal(read === undefined, exact === undefined, file.text);
          assert.ok(sameMeaning(exact ?? [], read?.trees ?? []), file.text);
          found[said.length === 0 ? 'fine' : 'faulty']++;
        },
      ),
      { numRuns: RUNS, seed: 13 },
    );
    assert.ok(Math.min(found.fine, found.faulty) > RUNS / 20, JSON.stringify(found));
  });

  it('has nothing to do in any example', () => {
    const paths = globSync('examples/**/*.yaml');
    assert.ok(paths.length > 10, paths.join());
    for (const path of paths) {
      const kind = path.endsWith('rollcall.yaml') ? 'project' : 'resources';
      const text = readFileSync(path, 'utf8');
      const result = formatYaml(path, text, kind, ({ summary }) => assert.fail(summary));
      assert.deepEqual(result, { kind: 'text', text }, path);
    }
  });
});
