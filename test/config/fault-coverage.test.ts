import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url).pathname;
const codesIn = (path: string, pattern: RegExp): string[] =>
  [...readFileSync(`${ROOT}${path}`, 'utf8').matchAll(pattern)].map(([, code = '']) => code);

const PROBLEMS = globSync('src/config/problems/*.ts', { cwd: ROOT });
const KNOWN = [...new Set(PROBLEMS.flatMap((path) => codesIn(path, /'(RC\d{4})'/g)))].sort();

/** What needs flags, permissions, or huge files is tried by tests of its own. */
const WITHOUT_FOLDER = ['RC1002', 'RC1004', 'RC1401', 'RC1403', 'RC1407'];

describe('the faulty projects', () => {
  it('are at least sixty', () => {
    assert.ok(globSync('test/config/faults/*/expected.txt', { cwd: ROOT }).length >= 60);
  });

  it('show of every problem with files how it looks', () => {
    const shown = globSync('test/config/faults/*/expected.txt', { cwd: ROOT }).flatMap((path) =>
      codesIn(path, /^(?:error|warning|hint)\[(RC\d{4})\]/gm),
    );
    assert.deepEqual(
      KNOWN.filter((code) => !shown.includes(code)),
      WITHOUT_FOLDER,
    );
  });
});
