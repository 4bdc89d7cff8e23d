import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, symlink } from 'node:fs/promises';
import { formatProject } from '../../../src/config/format/format-project.ts';
import { loadProject } from '../../../src/config/load-project.ts';
import { inFolder, PROJECT } from '../temporary-project.ts';

const ADA = 'users: [{ userName: ada@example.com }]\n';
const BOB = 'users: [{ userName: bob@example.com }]\n';

interface Told {
  readonly codes: readonly (readonly [string, string | undefined])[];
  readonly isFaulty: boolean;
  readonly details: string;
}

async function told(dir: string): Promise<Told> {
  const { configuration, diagnostics } = await loadProject({ dir, variables: {} });
  return {
    codes: diagnostics.map(({ code, span }) => [code, span?.file] as const),
    isFaulty: configuration === undefined,
    details: diagnostics.map(({ detail }) => detail).join('\n'),
  };
}

describe('the files of a project', () => {
  it('are an error where a link to one leads nowhere, with and without globs', async () => {
    for (const settings of ['', 'resources: ["users/*.yaml"]\n', 'resources: ["**/*.yaml"]\n']) {
      await inFolder({ 'rollcall.yaml': PROJECT + settings, 'users/a.yaml': ADA }, async (dir) => {
        await symlink('gone.yaml', `${dir}/users/c.yaml`);
        const { codes, isFaulty, details } = await told(dir);
        assert.deepEqual([codes, isFaulty], [[['RC1002', 'users/c.yaml']], true]);
        assert.match(details, /there is no such file/);
      });
    }
  });

  it('are an error where a link to a folder of them leads nowhere or in a circle', async () => {
    for (const target of ['../gone', 'team']) {
      await inFolder({ 'rollcall.yaml': PROJECT, 'users/a.yaml': ADA }, async (dir) => {
        await symlink(target, `${dir}/users/team`);
        const { codes, isFaulty } = await told(dir);
        assert.deepEqual([codes, isFaulty], [[['RC1002', 'users/team']], true]);
        assert.deepEqual(
          (await formatProject(dir)).diagnostics.map(({ code }) => code),
          ['RC1002'],
        );
      });
    }
  });

  // Nothing is unreadable for the superuser.
  const itUnlessRoot = process.getuid?.() === 0 ? () => undefined : it;
  itUnlessRoot('are an error where a folder cannot be listed', async () => {
    await inFolder({ 'rollcall.yaml': PROJECT, 'users/a.yaml': ADA, 'users/team/b.yaml': BOB }, async (dir) => {
      await chmod(`${dir}/users/team`, 0);
      const { codes, isFaulty, details } = await told(dir).finally(() => chmod(`${dir}/users/team`, 0o700));
      assert.deepEqual([codes, isFaulty], [[['RC1002', 'users/team']], true]);
      assert.match(details, /you may not read it/);
    });
  });

  it('are an error where one is a pipe, which is not waited for', async () => {
    await inFolder({ 'rollcall.yaml': PROJECT, 'users/a.yaml': ADA }, async (dir) => {
      execFileSync('bash', ['-c', 'mkfifo users/b.yaml'], { cwd: dir });
      await symlink('b.yaml', `${dir}/users/c.yaml`);
      const { codes, details } = await told(dir);
      assert.deepEqual(codes, [
        ['RC1002', 'users/b.yaml'],
        ['RC1002', 'users/c.yaml'],
      ]);
      assert.match(details, /no regular file/);
    });
  });

  it('may be links to files and folders, and stand beside links that no glob takes', async () => {
    await inFolder({ 'rollcall.yaml': PROJECT, 'users/a.yaml': ADA, 'shared/b.yaml': BOB }, async (dir) => {
      await symlink('../shared', `${dir}/users/team`);
      await symlink('gone', `${dir}/users/.#a.yaml`);
      await symlink('gone', `${dir}/notes`);
      const { configuration, diagnostics } = await loadProject({ dir, variables: {} });
      assert.deepEqual(diagnostics, []);
      assert.deepEqual(
        configuration?.users.map(({ name }) => name),
        ['ada@example.com', 'bob@example.com'],
      );
    });
  });

  it('are a warning where the default globs pass over what looks like one', async () => {
    const others = { 'users/b.yml': BOB, 'users/team/C.YAML': BOB, 'groups/d.json': '{}', 'users/e.csv': 'userName\n' };
    const files = { 'rollcall.yaml': PROJECT, 'users/a.yaml': ADA, 'users/README.md': '', ...others };
    await inFolder(files, async (dir) => {
      const { codes, isFaulty, details } = await told(dir);
      assert.deepEqual([codes, isFaulty], [[['RC1022', 'rollcall.yaml']], false]);
      for (const path of Object.keys(others)) assert.ok(details.includes(path), path);
      assert.ok(!details.includes('README'));
    });
    const written = { ...files, 'rollcall.yaml': `${PROJECT}resources: ["users/*.yaml"]\n` };
    await inFolder(written, async (dir) => assert.deepEqual((await told(dir)).codes, []));
  });
});
