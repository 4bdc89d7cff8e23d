import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateFolder } from '../../../src/cli/files/state-folder.ts';

describe('the state folder', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollcall-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('is readable by its owner only and kept out of git', async () => {
    await mkdir(join(dir, '.rollcall'), { mode: 0o755 });
    const folder = await stateFolder(dir, 'sandbox');
    assert.equal(folder, join(dir, '.rollcall', 'sandbox'));
    for (const path of [folder, join(dir, '.rollcall')]) assert.equal((await stat(path)).mode & 0o777, 0o700);
    assert.equal(await readFile(join(dir, '.rollcall', '.gitignore'), 'utf8'), '*\n');
  });

  it('can be asked for again', async () => {
    assert.equal(await stateFolder(dir, 'sandbox'), await stateFolder(dir, 'sandbox'));
  });
});
