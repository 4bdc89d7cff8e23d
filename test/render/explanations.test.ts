import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { EXPLAINED_CODES, explain, explanationsPage } from '../../src/render/explanations/explanations.ts';
import { PLAIN } from '../../src/render/text/style.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const PAGE = `${ROOT}docs/diagnostics.md`;
const codesIn = (text: string): readonly string[] => [...text.matchAll(/'(RC\d{4})'/g)].map(([, code = '']) => code);

/** Every code that a source file reports. */
const REPORTED = globSync('src/**/*.ts', { cwd: ROOT })
  .filter((path) => !path.startsWith('src/render/explanations/'))
  .flatMap((path) => codesIn(readFileSync(`${ROOT}${path}`, 'utf8')));

describe('explanations', () => {
  it('are there for exactly the codes that are reported, once and in order', () => {
    assert.deepEqual(EXPLAINED_CODES, [...new Set(REPORTED)].sort());
  });

  it('say why and what to do', () => {
    const text = explain('RC1008', PLAIN) ?? '';
    assert.match(text, /^RC1008: key written twice\n\nCause: Two entries .*\n\nCure: {2}Remove or merge one\.\n$/);
    for (const code of EXPLAINED_CODES)
      assert.match(explain(code, PLAIN) ?? '', /^Cause: \S.*\n(?:.+\n)*\nCure: {2}\S/m, code);
  });

  it('are nothing for a code that is not known', () => {
    assert.equal(explain('RC9999', PLAIN), undefined);
  });

  /** UPDATE_GOLDEN=1 writes the page anew. */
  it('are the page of diagnostics', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PAGE, explanationsPage());
    assert.equal(readFileSync(PAGE, 'utf8'), explanationsPage());
  });
});
