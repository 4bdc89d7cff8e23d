import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const PAGES = ['CHANGELOG.md', ...globSync('docs/*.md', { cwd: fileURLToPath(ROOT) }).sort()];

/** A path with a placeholder in capitals or a pattern names many files, and is tried up to there. */
function certain(path: string): string {
  return path.replace(/[^/]*(?:\*|\bNAME|NN-|SOME-).*/u, '');
}

describe('every page', () => {
  for (const page of PAGES) {
    it(`${page} names only files that are there`, () => {
      const text = readFileSync(new URL(page, ROOT), 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/gu)].map(
        ([, path = '']) => new URL(path, new URL(page, ROOT)),
      );
      const named = [...text.matchAll(/`((?:src|test|docs|schemas|examples)\/[^`\s]*)`/gu)].map(
        ([, path = '']) => new URL(certain(path), ROOT),
      );
      assert.deepEqual(
        [...links, ...named].filter((url) => !existsSync(url)).map(({ pathname }) => pathname),
        [],
      );
    });
  }
});
