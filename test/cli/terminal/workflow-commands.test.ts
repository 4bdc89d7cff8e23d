import assert from 'node:assert/strict';
import { withoutCommands } from '../../../src/cli/terminal/workflow-commands.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';

const COMMANDS = ['::set-env name=A::b', '  ::error::x', '\t\u00a0::stop-commands::t', '##[group]x', '   ##[command]x'];

describe('the output in GitHub Actions', () => {
  it('has no line that a runner obeys', () => {
    for (const end of ['\n', '\r\n', '\r', '\u2028', '\u0085', '\f']) {
      const cleaned = withoutCommands(`first${end}${COMMANDS.join(end)}${end}last a::b ##[ c`);
      for (const line of cleaned.split(/[\n\r\f\u0085\u2028\u2029]/)) assert.doesNotMatch(line, /^\s*(?:::|##\[)/);
      assert.equal(cleaned.replaceAll('\\', ''), `first${end}${COMMANDS.join(end)}${end}last a::b ##[ c`);
    }
  });

  it('holds annotations, which are meant for the runner, as they are', () => {
    const { terminal, stdout, stderr } = fakeTerminal({ tty: false, env: { GITHUB_ACTIONS: 'true' } });
    terminal.commands('::error::ours');
    terminal.result('::error::data');
    terminal.message('::error::data');
    assert.equal(stdout(), '::error::ours\n\\::error::data\n');
    assert.equal(stderr(), '\\::error::data\n');
  });

  it('is as it is elsewhere', () => {
    const { terminal, stdout } = fakeTerminal({ tty: false });
    terminal.result('::error::data');
    assert.equal(stdout(), '::error::data\n');
  });
});
