import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileWhole, writePrivateFile } from '../../../src/cli/files/write-file-whole.ts';

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

describe('writing a file whole', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollcall-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('keeps its mode, whatever the mask of this process', async () => {
    for (const mode of [0o640, 0o666, 0o755]) {
      const path = join(dir, 'people.yaml');
      await writeFile(path, 'old');
      await chmod(path, mode);
      await writeFileWhole(path, 'new', dir);
      assert.equal((await stat(path)).mode & 0o777, mode);
      assert.equal(await readFile(path, 'utf8'), 'new');
    }
  });

  it('makes a file that others may read where there is none', async () => {
    const path = join(dir, 'people.yaml');
    await writeFileWhole(path, 'new', dir);
    assert.equal((await stat(path)).mode & 0o777, 0o666 & ~process.umask());
  });

  it('writes neither into what a link leads to nor through a linked folder', async () => {
    await writeFile(join(dir, 'target.yaml'), 'old');
    await symlink('target.yaml', join(dir, 'link.yaml'));
    await mkdir(join(dir, 'folder'));
    await symlink('folder', join(dir, 'linked'));
    await assert.rejects(writeFileWhole(join(dir, 'link.yaml'), 'new', dir), /link\.yaml is a link/);
    await assert.rejects(writeFileWhole(join(dir, 'linked', 'a.yaml'), 'new', dir), /linked is a link/);
    assert.equal(await readFile(join(dir, 'target.yaml'), 'utf8'), 'old');
    assert.deepEqual(await readdir(join(dir, 'folder')), []);
  });

  it('does not write into the file that is there, which somebody may be reading', async () => {
    const path = join(dir, 'people.yaml');
    await writeFile(path, 'old');
    const before = (await stat(path)).ino;
    await writeFileWhole(path, 'new', dir);
    assert.notEqual((await stat(path)).ino, before);
  });
});
