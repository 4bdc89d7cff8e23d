import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

/** Each row of a table that promises something ends with `FILE`: TITLE. */
function namedTests(): readonly (readonly [row: string, file: string, title: string])[] {
  const rows = readFileSync(new URL('docs/safety.md', ROOT), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|(?:---|.*\| shown by \|$)/u.test(line));
  return rows.map((row) => {
    const [, file = '', title = ''] = /\| `(test\/[^`]+)`: (.+) \|$/u.exec(row) ?? [];
    return [row, file, title];
  });
}

describe('the page on safety', () => {
  it('names for each promise a test that exists', () => {
    const rows = namedTests();
    assert.ok(rows.length > 30);
    for (const [row, file, title] of rows) {
      assert.ok(file !== '' && existsSync(new URL(file, ROOT)), row);
      const source = readFileSync(new URL(file, ROOT), 'utf8').replaceAll("\\'", "'");
      const calls = [...source.matchAll(/(?:describe|it)\(\s*['"`](.*)['"`],|^ {2,6}\[?'([^']+)',/gmu)];
      assert.ok(
        calls.some(([text]) => text.includes(title)),
        `${file} has no test "${title}"`,
      );
    }
  });
});
