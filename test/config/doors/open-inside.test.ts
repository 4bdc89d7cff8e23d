import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { openInside } from '../../../src/config/doors/open-inside.ts';
import { workingTree } from '../../../src/config/doors/working-tree.ts';
import { inFolder } from '../temporary-project.ts';

describe('a file that a project names', () => {
  it('tells nobody by a link whether there is a file outside of the working tree', async () => {
    await inFolder({ 'outside/there.txt': 'x', 'repository/.git/HEAD': 'x' }, async (dir) => {
      const root = join(dir, 'repository');
      const tree = workingTree(root);
      const targets = ['there.txt', 'missing.txt', 'missing/x.txt', 'there.txt/x'];
      for (const [index, target] of targets.entries()) {
        await symlink(join(dir, 'outside', target), join(root, `absolute${index}`));
        await symlink(join('..', 'outside', target), join(root, `relative${index}`));
        await symlink(`relative${index}`, join(root, `twice${index}`));
        for (const kind of ['absolute', 'relative', 'twice']) {
          const opened = await openInside(`${kind}${index}`, tree, { maxBytes: 100 });
          const expected = { kind: 'forbidden', reason: 'it lies outside of the working tree' };
          assert.deepEqual(opened, expected, `${kind} ${target}`);
        }
      }
      await symlink('../outside', join(root, 'folder'));
      assert.equal((await openInside('folder/missing.txt', tree, { maxBytes: 100 })).kind, 'forbidden');
    });
  });

  it('is said to be missing where it, or what a link in the tree leads to, is', async () => {
    await inFolder({ '.git/HEAD': 'x' }, async (dir) => {
      await symlink('nowhere.txt', join(dir, 'link'));
      await symlink('circle', join(dir, 'circle'));
      for (const path of ['missing.txt', 'link', 'circle']) {
        assert.equal((await openInside(path, workingTree(dir), { maxBytes: 100 })).kind, 'unreadable', path);
      }
    });
  });
});
