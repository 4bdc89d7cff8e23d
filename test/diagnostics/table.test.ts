import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { CODES, TABLE } from '../../src/diagnostics/table.ts';
import { titleOf } from '../../src/render/diagnostics/explanation.ts';
import { assertGolden } from '../support/golden.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const PAGE = `${ROOT}docs/diagnostics.md`;
const codesIn = (path: string): readonly string[] =>
  [...readFileSync(`${ROOT}${path}`, 'utf8').matchAll(/'(RC\d{4})'/g)].map(([, code = '']) => code);

describe('the table of diagnostics', () => {
  it('has exactly the codes that are reported, in order', () => {
    const reported = globSync('src/**/*.ts', { cwd: ROOT }).flatMap(codesIn);
    assert.deepEqual(CODES, [...new Set(reported)].sort());
  });

  it('is what docs/diagnostics.md says of each code', () => assertGolden(pageFor(readFileSync(PAGE, 'utf8')), PAGE));
});

/** The page with its own introduction and sections, and one entry for each code; a new code joins the section before it. */
function pageFor(page: string): string {
  const [introduction = ''] = page.split(/^## /m);
  const sections = new Map([...page.matchAll(/^(## .*\n\n)### (RC\d+)/gm)].map(([, title, code]) => [code, title]));
  const entries = Object.entries(TABLE).map(
    ([code, row]) => `${sections.get(code) ?? ''}### ${code} ${titleOf(row)}\n${row.cause}\n\n**Cure:** ${row.cure}\n`,
  );
  return `${introduction}${entries.join('\n')}`;
}
