import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { renderDiagnostics } from '../../../src/render/diagnostics/diagnostics-text.ts';
import { PLAIN, type Style } from '../../../src/render/text/style.ts';
import { textWidth } from '../../../src/render/text/text-width.ts';

const at = (line: number, column: number, endColumn: number, endLine = line): Diagnostic => ({
  code: 'RC1101',
  severity: 'error',
  summary: 'unknown key',
  detail: 'Remove it.',
  span: { file: 'a.yaml', start: { line, column }, end: { line: endLine, column: endColumn } },
});

const render = (diagnostic: Diagnostic, text: string): string =>
  renderDiagnostics([diagnostic], new Map([['a.yaml', text]]), PLAIN);

/** The line of the frame and the carets below it. */
function frame(diagnostic: Diagnostic, text: string): readonly [string, string] {
  const lines = render(diagnostic, text).split('\n');
  const carets = lines.findIndex((line) => /^ *\| +\^+$/.test(line) || /^ *\| \^+$/.test(line));
  return [lines[carets - 1] ?? '', lines[carets] ?? ''];
}

describe('printed diagnostics', () => {
  it('show what, where, the line, why and what to do', () => {
    const text = 'users:\n  - titel: x\n';
    assert.equal(
      render(at(2, 5, 10), text),
      `error[RC1101]: unknown key
 --> a.yaml:2:5
  |
2 |   - titel: x
  |     ^^^^^
  |
  = Remove it.

1 error
`,
    );
  });

  it('are nothing where there are none', () => {
    assert.equal(renderDiagnostics([], new Map(), PLAIN), '');
  });

  it('count errors and warnings', () => {
    const warning = { ...at(1, 1, 2), severity: 'warning' } as const;
    const count = (...all: Diagnostic[]) => renderDiagnostics(all, new Map(), PLAIN).trimEnd().split('\n').at(-1);
    assert.equal(count(at(1, 1, 2), warning, warning), '1 error, 2 warnings');
    assert.equal(count(warning), '1 warning');
    assert.equal(count(at(1, 1, 2), at(1, 1, 2)), '2 errors');
  });

  it('do without a place, a detail or the file', () => {
    const { code, severity, summary } = at(1, 1, 1);
    assert.equal(render({ code, severity, summary }, ''), 'error[RC1101]: unknown key\n\n1 error\n');
    assert.match(renderDiagnostics([at(7, 1, 2)], new Map(), PLAIN), /--> a\.yaml:7:1\n {2}= Remove it\.\n/);
    assert.match(render(at(99, 1, 2), 'short\n'), /--> a\.yaml:99:1\n {3}= Remove it\.\n/);
  });

  it('mark what is as wide as it looks: tabs, wide characters and emoji', () => {
    assert.deepEqual(frame(at(1, 6, 9), '\ta: \tb: 1'), ['1 |     a:  b: 1', '  |         ^^^']);
    assert.deepEqual(frame(at(1, 5, 7), 'a: "愛達"'), ['1 | a: "愛達"', '  |     ^^^^']);
    assert.deepEqual(frame(at(1, 12, 13), 'n: 👩🏽‍🚀 x'), ['1 | n: 👩🏽‍🚀 x', '  |       ^']);
    assert.deepEqual(frame(at(1, 6, 7), 'n: e\u0301x'), ['1 | n: e\u0301x', '  |     ^']);
  });

  it('mark the first line of a longer value, and one column of an empty one', () => {
    assert.deepEqual(frame(at(1, 4, 3, 2), 'a: [x,\n  y]\n'), ['1 | a: [x,', '  |    ^^^']);
    assert.deepEqual(frame(at(1, 3, 3), 'a:\n'), ['1 | a:', '  |   ^']);
  });

  it('align the frame with long line numbers', () => {
    const lines = render(at(1234, 1, 3), `${'\n'.repeat(1233)}abc\n`).split('\n');
    assert.deepEqual(lines.slice(1, 6), ['    --> a.yaml:1234:1', '     |', '1234 | abc', '     | ^^', '     |']);
  });

  it('cut long lines around the value', () => {
    const [line, carets] = frame(at(1, 501, 504), `${'x'.repeat(500)}abc${'y'.repeat(500)}`);
    assert.ok(textWidth(line) <= 104, line);
    assert.match(line, /^1 \| …x+abcy+…$/);
    assert.equal(line.indexOf('abc'), carets.indexOf('^^^'));
    const [whole, marks] = frame(at(1, 1, 1001), 'z'.repeat(1000));
    assert.match(whole, /^1 \| z+…$/);
    assert.equal(marks.length, whole.length);
  });

  it('never send control characters to the terminal', () => {
    const hostile = 'a: \u001b[31mred\u0007\u202edlrow\u009b2J\r';
    const printed = render({ ...at(1, 4, 9), summary: '\u001b[2J', detail: 'x\u001b]0;title\u0007y\r' }, hostile);
    assert.doesNotMatch(printed.replaceAll('\n', ''), /\p{Cc}|[\u202a-\u202e]/u);
    assert.match(printed, /␛\[31mred␇/);
  });

  it('are at most as wide as a page, but for what cannot be broken', () => {
    const words = fc.array(fc.stringMatching(/^[a-z.,"]{1,20}$/), { maxLength: 60 });
    fc.assert(
      fc.property(words, (all) => {
        const printed = render({ ...at(1, 1, 2), detail: all.join(' ') }, 'x\n');
        for (const line of printed.split('\n')) assert.ok(line.length <= 96, line);
        assert.equal(printed.replaceAll(/\s+/g, ' ').includes(all.join(' ')), true);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('keep the examples of a detail as they are', () => {
    assert.match(render({ ...at(1, 1, 2), detail: 'Write:\n\n  a:\n    b: 1' }, 'x'), /= Write:\n\n {6}a:\n {8}b: 1\n/);
  });

  it('colour errors red and warnings yellow', () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const style: Style = {
      bold: (text) => text,
      dim: (text) => text,
      red: tag('red'),
      green: tag('green'),
      yellow: tag('yellow'),
      cyan: (text) => text,
    };
    const files = new Map([['a.yaml', 'abc\n']]);
    assert.match(renderDiagnostics([at(1, 1, 3)], files, style), /<red>error\[RC1101\]<\/red>[\s\S]*<red>\^\^<\/red>/);
    const warning = { ...at(1, 1, 3), severity: 'warning' } as const;
    assert.match(
      renderDiagnostics([warning], files, style),
      /<yellow>warning\[RC1101\]<\/yellow>[\s\S]*<yellow>\^\^<\/yellow>/,
    );
  });
});
