import assert from 'node:assert/strict';
import { applyEnvironments } from '../../../src/cli/environments/apply-environments.ts';
import { inFolder } from '../../config/temporary-project.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';

const PROJECT = `environments:
  here: { service: { baseUrl: "https://here.example.com" } }
  there: { service: { baseUrl: "https://there.example.com" } }
  broken: { select: { users: nonsense pr } }
users: [{ userName: ada }]
`;

/** Applies environments of the project to sandboxes, and gives what was shown when somebody was asked, and the exit code. */
async function asked(dir: string, names: readonly string[], answer: string) {
  const { terminal, type, stderr } = fakeTerminal({ tty: true, env: { COLUMNS: '100' }, noColor: true });
  const common = { dir, concurrency: 1, verbose: false };
  const choice = {
    ...common,
    environment: {
      choice: { dir, variables: {}, targets: [], now: new Date(), tool: 'rollcall 0.0.0' },
      service: { ...common, sandbox: true, tool: 'rollcall 0.0.0' },
      reading: { maxRequests: 100, verbose: false },
      allow: {},
    },
    width: 1,
    expected: undefined,
    autoApprove: false,
    full: false,
    run: {},
    verify: true,
    json: false,
  };
  const ended = applyEnvironments(
    names.map((name) => ({ name })),
    choice,
    terminal,
  );
  while (!stderr().includes('Only "yes"')) await new Promise((resolve) => setTimeout(resolve, 5));
  const shown = stderr();
  type(`${answer}\n`);
  return { shown, code: await ended };
}

describe('whoever applies several environments', () => {
  it('is asked once, below the table of all and with the name of each service', () =>
    inFolder({ 'rollcall.yaml': PROJECT }, async (dir) => {
      const { shown, code } = await asked(dir, ['here', 'broken', 'there'], 'no');
      const [, table = '', question = ''] = /\n(environment .*?)\n\n(.*)$/su.exec(shown) ?? [];
      assert.match(table, /^here .* to apply\nbroken .* failed: its files hold errors\.\nthere .* to apply/mu);
      assert.equal(
        question,
        'SANDBOX · profile generic · environment here\nSANDBOX · profile generic · environment there\n' +
          'Apply these changes to 2 environments? Only "yes" is accepted: ',
      );
      assert.equal(code, 1);
    }));

  it('is asked for the one that is left by its name', () =>
    inFolder({ 'rollcall.yaml': PROJECT }, async (dir) => {
      const { shown, code } = await asked(dir, ['here'], 'yes');
      assert.match(shown, /Apply these changes to SANDBOX · profile generic · environment here\? Only "yes"/u);
      assert.equal(code, 0);
    }));
});
