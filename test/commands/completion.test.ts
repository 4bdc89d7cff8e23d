import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { Config } from '@oclif/core/config';
import { completedCommands } from '../../src/cli/completed-commands.ts';
import { completionScript, type Shell } from '../../src/render/completion/completion.ts';
import { MAIN } from '../support/cli-process.ts';
import { runCli } from '../support/cli-run.ts';

describe('rollcall completion', function () {
  this.timeout(30_000);

  async function script(shell: Shell): Promise<string> {
    return completionScript(shell, completedCommands(await Config.load(MAIN)));
  }

  /** What bash offers behind these words. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const line = `${await script('bash')}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _rollcall; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line, 'bash', 'rollcall', ...words], { encoding: 'utf8' });
    assert.equal(stderr, '');
    return stdout.trim().split('\n');
  }

  it('completes commands, flags and values in bash', async () => {
    assert.deepEqual(await offered('pl'), ['plan']);
    assert.deepEqual(await offered('plan', '--form'), ['--format']);
    assert.deepEqual(await offered('plan', '--format', ''), ['text', 'json', 'markdown', 'html']);
    assert.deepEqual(await offered('plan', '--format', '=', 'm'), ['markdown']);
    assert.deepEqual(await offered('explain', 'RC110'), [
      'RC1101',
      'RC1102',
      'RC1103',
      'RC1104',
      'RC1105',
      'RC1106',
      'RC1107',
      'RC1108',
      'RC1109',
    ]);
    assert.deepEqual(await offered('completion', 'f'), ['fish']);
    assert.deepEqual(await offered('show', 'pla'), ['']);
  });

  it('names every command and flag in each shell', async () => {
    const commands = completedCommands(await Config.load(MAIN));
    const [zsh, fish] = [await script('zsh'), await script('fish')];
    for (const { name, flags } of commands) {
      assert.ok(zsh.includes(`\n    ${name})\n`), name);
      assert.ok(fish.includes(`-a ${name} -d '`), name);
      for (const flag of flags) {
        assert.match(zsh, new RegExp(`'\\*--${flag.name}[=[]`, 'u'));
        assert.match(fish, new RegExp(`from ${name}' -l ${flag.name} `, 'u'));
      }
    }
  });

  it('is printed by the command', async () => {
    const { code, stdout } = await runCli(['completion', 'bash']);
    assert.equal(code, 0);
    assert.equal(stdout, await script('bash'));
  });
});
