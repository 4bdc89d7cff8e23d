import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import { runCli, temporaryProject } from '../support/cli-run.ts';

describe('rollcall validate', () => {
  let valid: Awaited<ReturnType<typeof temporaryProject>>;
  let faulty: Awaited<ReturnType<typeof temporaryProject>>;
  before(async () => {
    valid = await temporaryProject({
      'rollcall.yaml': 'users: [{ userName: ada@example.com }, { userName: bob@example.com }]\n',
    });
    faulty = await temporaryProject({ 'rollcall.yaml': 'users: [{ userNam: ada@example.com }]\n' });
  });
  after(() => Promise.all([valid.remove(), faulty.remove()]));

  it('counts what is valid and exits with 0', async () => {
    assert.deepEqual(await runCli(['validate', '--dir', valid.dir]), {
      code: 0,
      stdout: 'OK: 2 users, 0 groups in 1 file.\n',
      stderr: '',
    });
  });

  it('prints what is wrong and exits with 1', async () => {
    const { code, stdout, stderr } = await runCli(['validate'], { cwd: faulty.dir });
    assert.equal(code, 1);
    assert.equal(stderr, '');
    assert.match(stdout, /userNam/u);
    assert.doesNotMatch(stdout, /OK/u);
  });

  it('tells a program the same as JSON', async () => {
    const { code, stdout } = await runCli(['validate', '--json'], { cwd: faulty.dir });
    assert.equal(code, 1);
    const result = JSON.parse(stdout);
    assert.equal(result.valid, false);
    assert.equal(result.files, 1);
    assert.equal(result.diagnostics[0].severity, 'error');
    assert.equal(result.diagnostics[0].span.file, 'rollcall.yaml');
  });

  it('annotates the lines of a pull request, with paths from the root of the repository', async () => {
    const { code, stdout } = await runCli(['validate', '--format', 'github', '--dir', faulty.dir], {
      env: { GITHUB_WORKSPACE: dirname(faulty.dir) },
    });
    assert.equal(code, 1);
    const [annotation, , count] = stdout.split('\n');
    assert.ok(annotation?.startsWith(`::error file=${basename(faulty.dir)}/rollcall.yaml,line=1,endLine=1,col=9,`));
    assert.match(count ?? '', /^\d errors$/);
    assert.equal((await runCli(['validate', '--format', 'github', '--dir', valid.dir])).stdout.slice(0, 3), 'OK:');
  });

  it('evaluates policies, which may be mere warnings', async () => {
    for (const [severity, expected] of [
      ['error', 1],
      ['warning', 0],
    ] as const) {
      const policy = `{ name: Titles, users: userName pr, require: [title], severity: ${severity} }`;
      const project = await temporaryProject({
        'rollcall.yaml': `policies: [${policy}]\nusers: [{ userName: ada@example.com }]\n`,
      });
      const { code, stdout } = await runCli(['validate', '--dir', project.dir]);
      await project.remove();
      assert.equal(code, expected);
      assert.match(stdout, new RegExp(`^${severity}\\[RC1601\\]: policy violated\\n --> rollcall.yaml:2:9\\n`));
    }
  });

  it('is coloured where colour is asked for', async () => {
    const coloured = await runCli(['validate'], { cwd: valid.dir, env: { FORCE_COLOR: '1' } });
    assert.ok(coloured.stdout.startsWith('\u001b[32mOK'));
  });
});
