import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Whether `npm run golden` runs the tests, so that expected files are written instead of compared with. */
export const WRITES_GOLDEN = process.env['ROLLCALL_GOLDEN'] === 'write';

/** Compares a text with the file that says what is expected; under `npm run golden` the file is written first. */
export function assertGolden(actual: string, file: URL | string): void {
  if (WRITES_GOLDEN) writeFileSync(file, actual);
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : 'nothing yet: run npm run golden\n';
  assert.equal(actual, expected);
}
