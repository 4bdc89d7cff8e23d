import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOut } from '../../../src/cli/plan/check-out.ts';
import { UsageError } from '../../../src/cli/terminal/usage-error.ts';

describe('the file that a plan is saved in', () => {
  let dir = '';
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollcall-'));
    await mkdir(join(dir, 'folder'));
    await writeFile(join(dir, 'rollcall.yaml'), 'users: []\n');
    await writeFile(join(dir, 'package.json'), '{ "name": "x" }');
    await writeFile(join(dir, 'old.json'), '{ "format": 0, "checksum": "x" }');
    await writeFile(join(dir, 'empty'), '');
  });
  after(() => rm(dir, { recursive: true }));

  it('may be new, empty or a plan, of another format too', async () => {
    for (const name of ['new.json', 'empty', 'old.json']) await checkOut(join(dir, name), dir);
  });

  it('is none that holds anything else, no folder and no device, and stands in a folder that is there', async () => {
    const refused = {
      'rollcall.yaml': /rollcall\.yaml exists and is not a plan, so it is not overwritten\.$/u,
      'package.json': /is not a plan/u,
      folder: /folder is a folder\.$/u,
      'missing/plan.json': /there is no folder .*missing\.$/u,
      'empty/plan.json': /there is no folder .*empty\.$/u,
    };
    for (const [name, reason] of Object.entries(refused)) {
      await assert.rejects(checkOut(join(dir, name), dir), (error) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, reason);
        return true;
      });
    }
    await assert.rejects(checkOut('/dev/null', dir), /no regular file/u);
    await assert.rejects(checkOut('', dir), /--out names no file/u);
  });
});
