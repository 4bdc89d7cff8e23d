import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePrivateFile } from '../../src/cli/write-private-file.ts';

describe('writing a private file', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollcall-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('lets only its owner read it', async () => {
    const path = join(dir, 'plan.json');
    await writePrivateFile(path, 'secret');
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal(await readFile(path, 'utf8'), 'secret');
  });

  it('narrows a file that others could read', async () => {
    const path = join(dir, 'plan.json');
    await writeFile(path, 'old');
    await chmod(path, 0o644);
    await writePrivateFile(path, 'new');
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal(await readFile(path, 'utf8'), 'new');
  });

  it('leaves nothing behind where it fails', async () => {
    await assert.rejects(writePrivateFile(dir, 'new'), { syscall: 'rename' });
    await assert.rejects(writePrivateFile(join(dir, 'missing', 'plan.json'), 'new'), { code: 'ENOENT' });
    assert.deepEqual(await readdir(dir), []);
  });
});
