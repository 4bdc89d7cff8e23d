import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { actorOf } from '../../../src/cli/origin/actor.ts';
import { runOrigin } from '../../../src/cli/origin/run-origin.ts';
import { inFolder } from '../../config/temporary-project.ts';

const [ONE, OTHER] = ['1'.repeat(40), '2'.repeat(64)];

describe('where an apply comes from', () => {
  const commitIn = (files: Readonly<Record<string, string>>, env = {}, folder = '') =>
    inFolder(files, async (dir) => (await runOrigin(join(dir, folder), env)).commit);

  it("is what CI's variables say", () =>
    inFolder({ '.git/HEAD': ONE }, async (dir) => {
      const github = { GITHUB_ACTOR: 'ada', GITHUB_TRIGGERING_ACTOR: 'bob', GITHUB_SHA: OTHER };
      assert.deepEqual(await runOrigin(dir, github), { actor: 'bob', commit: OTHER });
      assert.deepEqual(await runOrigin(dir, { GITLAB_USER_LOGIN: 'eve', CI_COMMIT_SHA: '' }), {
        actor: 'eve',
        commit: ONE,
      });
    }));

  it("is the system's user elsewhere", () => {
    assert.equal(actorOf({ GITHUB_ACTOR: '' }), userInfo().username);
  });

  it('is the commit that .git names: by itself, by its branch or by its packed branch, from a folder below too', async () => {
    assert.equal(await commitIn({ '.git/HEAD': `${ONE}\n`, 'it/people/rollcall.yaml': '' }, {}, 'it/people'), ONE);
    const branch = { '.git/HEAD': 'ref: refs/heads/main\n' };
    assert.equal(await commitIn({ ...branch, '.git/refs/heads/main': `${OTHER}\n` }), OTHER);
    assert.equal(await commitIn({ ...branch, '.git/packed-refs': `# pack\n${ONE} refs/heads/main\n` }), ONE);
  });

  it('is found in a second working tree', () =>
    inFolder({ 'one/.git/refs/heads/side': ONE }, async (dir) => {
      const git = join(dir, 'one/.git/worktrees/two');
      await mkdir(git, { recursive: true });
      await mkdir(join(dir, 'two'));
      await writeFile(join(git, 'HEAD'), 'ref: refs/heads/side\n');
      await writeFile(join(git, 'commondir'), '../..\n');
      await writeFile(join(dir, 'two/.git'), `gitdir: ${git}\n`);
      assert.equal((await runOrigin(join(dir, 'two'), {})).commit, ONE);
    }));

  it('is unknown where a branch has no commit, leads out of .git, or is none', async () => {
    assert.equal(await commitIn({ '.git/HEAD': 'ref: refs/heads/main\n' }), null);
    assert.equal(await commitIn({ '.git/HEAD': 'ref: refs/../../secret\n', secret: ONE }), null);
    assert.equal(await commitIn({ '.git/HEAD': 'what?\n' }), null);
  });
});
