import assert from 'node:assert/strict';
import { withoutCommands } from '../../../src/cli/terminal/workflow-commands.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';

const COMMANDS = [
  '::set-env name=A::b',
  '  ::error::x',
  '\t\u00a0::stop-commands::t',
  '##[group]x',
  'a ##[add-mask]b ##[c',
];
const AGENTS = ['##vso[task.setvariable variable=PATH]x', 'a ##vso[task.complete]b'];
const OBEYED = /^\s*::|##\[|##vso\[/;

/** What is left of it when the marks are taken away that we make. */
const meant = (text: string): string => text.replaceAll('\\u005b', '[').replaceAll('\\::', '::');

describe('the output in GitHub Actions and Azure Pipelines', () => {
  it('has nothing that a runner obeys', () => {
    for (const end of ['\n', '\r\n', '\r', '\u2028', '\u0085', '\f']) {
      const text = `first${end}${[...COMMANDS, ...AGENTS].join(end)}${end}last a::b ## [ c`;
      const cleaned = withoutCommands(text);
      for (const line of cleaned.split(/[\n\r\f\u0085\u2028\u2029]/)) assert.doesNotMatch(line, OBEYED);
      assert.equal(meant(cleaned), text);
    }
  });

  it('stays JSON that says the same', () => {
    const value = { 'a ##[b': ['::x', '##vso[y', '\\##[z'] };
    const cleaned = withoutCommands(JSON.stringify(value, null, 2));
    assert.doesNotMatch(cleaned, OBEYED);
    assert.deepEqual(JSON.parse(cleaned), value);
  });

  it('is cleaned where one of them says that it reads it', () => {
    for (const env of [{ GITHUB_ACTIONS: 'true' }, { TF_BUILD: 'True' }]) {
      const { terminal, stdout, stderr } = fakeTerminal({ tty: false, env });
      terminal.result('data ##[add-mask]x');
      terminal.message('data ##vso[task.complete]x');
      assert.equal(stdout(), 'data ##\\u005badd-mask]x\n');
      assert.equal(stderr(), 'data ##vso\\u005btask.complete]x\n');
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
