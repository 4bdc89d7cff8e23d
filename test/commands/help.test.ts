import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { runCli } from '../support/cli-run.ts';

const COMMANDS = readdirSync(new URL('../../src/commands/', import.meta.url)).map((file) => file.replace('.ts', ''));

describe('the help of each command', function () {
  this.timeout(30_000);

  for (const command of COMMANDS) {
    it(`${command} has two examples or more, each described`, async () => {
      const { code, stdout } = await runCli([command, '--help']);
      assert.equal(code, 0);
      const examples = [...stdout.matchAll(new RegExp(`^    \\$ rollcall ${command}`, 'gm'))];
      assert.ok(examples.length >= 2, stdout);
    });
  }
});
