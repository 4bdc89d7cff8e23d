import assert from 'node:assert/strict';
import { confirmApply } from '../../../src/cli/terminal/confirm.ts';
import { UsageError } from '../../../src/cli/terminal/usage-error.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';

describe('confirming an apply', () => {
  for (const [typed, isApproved] of [
    ['yes', true],
    [' yes ', true],
    ['y', false],
    ['YES', false],
    ['', false],
    ['no', false],
  ] as const) {
    it(`takes "${typed}" for ${isApproved ? 'yes' : 'no'}`, async () => {
      const { terminal, type } = fakeTerminal({ tty: true });
      const answer = confirmApply('scim.example.com', terminal);
      type(`${typed}\n`);
      assert.equal(await answer, isApproved);
    });
  }

  it('names the host', async () => {
    const { terminal, type, stderr } = fakeTerminal({ tty: true, noColor: true });
    const answer = confirmApply('scim.example.com', terminal);
    type('no\n');
    await answer;
    assert.equal(stderr(), 'Apply these changes to scim.example.com? Only "yes" is accepted: ');
  });

  it('refuses where nobody can be asked, and names the flag', async () => {
    const { terminal } = fakeTerminal({ tty: false });
    await assert.rejects(confirmApply('scim.example.com', terminal), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.hint, /--auto-approve/u);
      return true;
    });
  });
});
