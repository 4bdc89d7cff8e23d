import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { CODES, TABLE } from '../../src/diagnostics/table.ts';
import { titleOf } from '../../src/render/diagnostics/explanation.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const codesIn = (path: string): readonly string[] =>
  [...readFileSync(`${ROOT}${path}`, 'utf8').matchAll(/'(RC\d{4})'/g)].map(([, code = '']) => code);

describe('the table of diagnostics', () => {
  it('has exactly the codes that are reported, in order', () => {
    const reported = globSync('src/**/*.ts', { cwd: ROOT }).flatMap(codesIn);
    assert.deepEqual(CODES, [...new Set(reported)].sort());
  });

  it('is what docs/diagnostics.md says of each code', () => {
    const page = readFileSync(`${ROOT}docs/diagnostics.md`, 'utf8');
    const [, ...entries] = page.replaceAll(/^## .*\n\n/gm, '').split(/^### /m);
    const expected = Object.entries(TABLE).map(
      ([code, row]) => `${code} ${titleOf(row)}\n${row.cause}\n\n**Cure:** ${row.cure}\n`,
    );
    assert.deepEqual(
      entries.map((entry) => `${entry.trimEnd()}\n`),
      expected,
    );
  });
});
