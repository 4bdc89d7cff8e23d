import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inFolder } from '../config/temporary-project.ts';
import { runCli } from '../support/cli-run.ts';

const MESSY = "users:\n- title: Boss # why\n  userName: 'ada@example.com'\n";
const TIDY = 'users:\n  - userName: ada@example.com\n    title: Boss # why\n';
const PROJECT = 'environments: { eu: { resources: [eu/*.yaml] }, us: { resources: [us/*.yaml] } }\n';

describe('rollcall fmt', () => {
  it('lists with --check what differs in any environment, writes nothing and exits with 1', () =>
    inFolder({ 'rollcall.yaml': PROJECT, 'eu/a.yaml': MESSY, 'us/b.yaml': TIDY }, async (dir) => {
      const { code, stdout, stderr } = await runCli(['fmt', '--check', '--dir', dir]);
      assert.deepEqual([code, stdout], [1, 'eu/a.yaml\n']);
      assert.equal(stderr, '1 of 3 files differs; run rollcall fmt.\n');
      assert.equal(await readFile(join(dir, 'eu/a.yaml'), 'utf8'), MESSY);
    }));

  it('formats and lists the files, and has nothing to do the second time', () =>
    inFolder({ 'rollcall.yaml': PROJECT, 'eu/a.yaml': MESSY, 'us/b.yaml': TIDY }, async (dir) => {
      const first = await runCli(['fmt', '--dir', dir]);
      assert.deepEqual([first.code, first.stdout, first.stderr], [0, 'eu/a.yaml\n', 'Formatted 1 file.\n']);
      assert.equal(await readFile(join(dir, 'eu/a.yaml'), 'utf8'), TIDY);
      const second = await runCli(['fmt', '--check', '--dir', dir]);
      assert.deepEqual([second.code, second.stdout], [0, '']);
    }));

  it('formats the rest where a file is not YAML, and exits with 1', () =>
    inFolder({ 'rollcall.yaml': '{}\n', 'users/a.yaml': 'users: [\n', 'users/b.yaml': MESSY }, async (dir) => {
      const { code, stdout, stderr } = await runCli(['fmt', '--dir', dir]);
      assert.deepEqual([code, stdout], [1, 'users/b.yaml\n']);
      assert.match(stderr, /RC1001.*\n --> users\/a\.yaml/u);
    }));

  it('says what a project is where there is none', () =>
    inFolder({}, async (dir) => {
      const { code, stderr } = await runCli(['fmt', '--dir', dir]);
      assert.equal(code, 1);
      assert.match(stderr, /RC1005/u);
    }));
});
