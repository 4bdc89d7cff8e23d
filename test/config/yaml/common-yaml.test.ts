import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCommonYaml } from '../../../src/config/yaml/common-yaml.ts';
import { parseAnyYaml } from '../../../src/config/yaml/parse-yaml.ts';
import { sourceFile } from '../../../src/config/yaml/source-file.ts';
import { corpus } from '../../bench/corpus.ts';

/** True if the text is common; then the whole grammar must read the very same tree from it, without a complaint. */
function agrees(text: string): boolean {
  const common = parseCommonYaml(sourceFile('users/a.yaml', text));
  if (common === undefined) return false;
  const complaints: unknown[] = [];
  const exact = parseAnyYaml(sourceFile('users/a.yaml', text), (problem) => complaints.push(problem));
  assert.deepStrictEqual({ trees: [common], complaints: [] }, { trees: exact, complaints }, text);
  return true;
}

const WORDS = [
  'a',
  'ab',
  'true',
  'null',
  'yes',
  '-1',
  '+1',
  '01',
  '1.0',
  '.5',
  '1e3',
  '0x1F',
  '0o7',
  '-0',
  '.inf',
  '1e999',
];
const SIGNS = [
  ': ',
  ':',
  ' ',
  '  ',
  '- ',
  '-',
  ', ',
  ',',
  '[',
  ']',
  '{',
  '}',
  '#',
  ' #',
  '"',
  "'",
  "''",
  '\\',
  '\\n',
  '&x',
];
const MORE = [
  '*x',
  '!t',
  '|',
  '>',
  '@',
  '`',
  '%',
  '? ',
  '<<',
  '~',
  '$',
  '=',
  '/',
  '(',
  '.',
  'é',
  '漢',
  '😀',
  '\t',
  '---',
  '...',
];
const PARTS = [
  '"q"',
  "'s'",
  '"k": ',
  '"k":',
  '[]',
  '{}',
  '[a, b]',
  '{ a: b }',
  '{a: b}',
  '"a\\"b"',
  `\${env:X}`,
  'urn:a:b',
];

const token = fc.constantFrom(...WORDS, ...SIGNS, ...MORE, ...PARTS);
const value = fc.oneof(
  token,
  fc.constantFrom(...WORDS, ...PARTS),
  fc.constant(''),
  fc.array(token, { maxLength: 4 }).map((tokens) => tokens.join('')),
);
const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', '$f') },
  { weight: 1, arbitrary: value },
);
const indent = fc.constantFrom('', '', '  ', '  ', '    ', ' ', '   ');
const pair = fc.tuple(
  indent,
  fc.constantFrom('', '', '- ', '-   ', '- - '),
  key,
  fc.constantFrom(': ', ':', ':  '),
  value,
  fc.constantFrom('', '', ' ', ' # c', '# c'),
);
const line = fc.oneof(
  { weight: 6, arbitrary: pair.map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.tuple(indent, fc.constantFrom('- ', '-  '), value).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '# c', '   # c', '---', '...', '{', '}', '[') },
  { weight: 1, arbitrary: fc.tuple(indent, value).map((parts) => parts.join('')) },
);
const newline = fc.constantFrom('\n', '\n', '\r\n');
const anyText = fc
  .tuple(fc.array(line, { maxLength: 7 }), newline, fc.boolean())
  .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ''));
const json = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, 2, '\t'), newline)
  .map(([content, spaces, end]) => JSON.stringify({ a: content, b: 1 }, null, spaces).replaceAll('\n', end));

const [, [, users = ''] = []] = [...corpus(6)];
const misspelt = fc
  .tuple(fc.nat(users.length), fc.nat(3), token)
  .map(([at, length, inserted]) => users.slice(0, at) + inserted + users.slice(at + length));

function countAgreeing(text: fc.Arbitrary<string>, numRuns: number): number {
  let common = 0;
  fc.assert(
    fc.property(text, (one) => {
      if (agrees(one)) common++;
    }),
    { numRuns, seed: 6 },
  );
  return common;
}

describe('the reader of common YAML', () => {
  it('reads what the whole grammar reads, to the last offset, or leaves the text to it', () => {
    assert.ok(countAgreeing(anyText, 6000) > 300);
  });

  it('reads JSON as the whole grammar does', () => {
    assert.ok(countAgreeing(json, 500) > 250);
  });

  it('is not led astray by slips in real files', () => {
    assert.ok(countAgreeing(misspelt, 400) > 100);
  });

  it('is not led astray by slips in JSON', () => {
    const slips = fc.array(fc.tuple(fc.nat(200), fc.nat(2), token), { maxLength: 3 });
    const slipped = fc.tuple(json, slips).map(([text, edits]) =>
      edits.reduce((edited, [at, length, inserted]) => {
        const start = 1 + (at % Math.max(1, edited.length - 1));
        return edited.slice(0, start) + inserted + edited.slice(start + length);
      }, text),
    );
    assert.ok(countAgreeing(slipped, 1500) > 300);
  });

  it('knows all that real files are made of', () => {
    for (const [path, text] of corpus(300)) assert.ok(agrees(text), path);
    assert.ok(agrees(users.replaceAll('\n', '\r\n')), 'with the line ends of Windows');
    assert.ok(agrees(`---\n${users}`), 'with a line of dashes in front');
    assert.ok(agrees('{"users": [{"userName": "ada@example.com", "title": "\\"Head\\""}]}\n'), 'as JSON');
  });

  for (const [what, text] of [
    ['an anchor', 'users:\n  - &ada { userName: ada@example.com }\n'],
    ['a merge key', 'a: { b: c }\n<<: { d: e }\n'],
    ['a text of several lines', 'title: |\n  Head\n'],
    ['several documents', 'users: []\n---\ngroups: []\n'],
    ['a key that stands twice', 'a: b\na: c\n'],
    ['a tab', 'a:\tb\n'],
  ] as const) {
    it(`leaves ${what} to the whole grammar`, () => {
      assert.equal(parseCommonYaml(sourceFile('users/a.yaml', text)), undefined);
    });
  }
});
