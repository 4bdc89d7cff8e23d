import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { QUIRK_SUMMARIES } from '../../src/sandbox/quirks.ts';

const PAGE = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

describe('docs/sandbox.md', () => {
  it('lists every quirk as --help does', () => {
    const rows = [...PAGE.matchAll(/^\| `([^`]+)` \| (.+) \| .*\|$/gm)].map(([, name, summary]) => [name, summary]);
    assert.deepEqual(rows, [...QUIRK_SUMMARIES]);
  });
});
