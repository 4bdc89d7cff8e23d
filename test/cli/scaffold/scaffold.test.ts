import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openProject } from '../../../src/cli/open-project.ts';
import { executePlan } from '../../../src/cli/plan/execute-plan.ts';
import { planNow } from '../../../src/cli/plan/plan-now.ts';
import { askChoice } from '../../../src/cli/scaffold/ask-choice.ts';
import { scaffold } from '../../../src/cli/scaffold/scaffold.ts';
import { withService } from '../../../src/cli/service/open-service.ts';
import { EXIT } from '../../../src/cli/terminal/exit-code.ts';
import { formatProject } from '../../../src/config/format/format-project.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { PROFILES } from '../../../src/profiles/profiles.ts';
import { inFolder } from '../../config/temporary-project.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';

const NEW = { region: undefined, ci: 'none' } as const;

/** What a newcomer does first, as the commands do it: plan, apply, plan again. */
async function tryOut(dir: string): Promise<readonly number[]> {
  const { terminal, stderr } = fakeTerminal({ tty: false });
  const choice = { dir, variables: {}, targets: [], now: new Date('2026-11-21'), tool: 'rollcall 0.0.0' };
  const project = await openProject(choice, true, terminal);
  assert.ok(project, stderr());
  const serving = { dir, sandbox: true, concurrency: 4, verbose: false, tool: choice.tool };
  return withService(project, serving, terminal, async (service) => {
    const session = { project, service, choice, reading: { maxRequests: 1000, verbose: false }, terminal };
    const planned = await planNow(session);
    const { plan } = planned;
    assert.deepEqual([plan.diagnostics.filter(({ severity }) => severity === 'error'), plan.refusals], [[], []]);
    const code = await executePlan(
      planned,
      service,
      { dir, concurrency: 4, verify: true, json: false, verbose: false },
      terminal,
    );
    assert.equal(code, EXIT.done, stderr());
    return [plan.changes.length, (await planNow(session)).plan.changes.length];
  });
}

describe('a new project', function () {
  this.timeout(20_000);

  for (const profile of PROFILES.values()) {
    it(`of ${profile.name} is valid and formatted, and plans and applies on its sandbox at once`, () =>
      inFolder({}, async (dir) => {
        await scaffold({ ...NEW, dir, profile });
        const { files } = await formatProject(dir);
        assert.deepEqual(
          files.filter(({ text, formatted }) => text !== formatted),
          [],
        );
        const [first = 0, second] = await tryOut(dir);
        assert.ok(first >= 2);
        assert.equal(second, 0);
      }));
  }

  it('leaves alone what is there, and adds no strangers to other people', () =>
    inFolder({ 'users/mine.yaml': 'users: []\n', '.gitignore': 'x\n' }, async (dir) => {
      const { written, kept, notIgnored } = await scaffold({ ...NEW, dir, profile: GENERIC });
      assert.deepEqual([written.length, kept.length], [1, 2]);
      assert.deepEqual(notIgnored, ['.rollcall/', '*.plan.json', 'plan.json', 'plan.md']);
      assert.equal(await readFile(join(dir, '.gitignore'), 'utf8'), 'x\n');
      const again = await scaffold({ ...NEW, dir, profile: GENERIC });
      assert.deepEqual([again.written, again.kept.length], [[], 3]);
    }));
});

describe('the questions of rollcall init', () => {
  const flags = { dir: '.', profile: undefined, region: undefined, ci: undefined };

  it('ask for what no flag says, again after a slip, and take the default for an empty answer', async () => {
    const { terminal, type, stderr } = fakeTerminal({ tty: true });
    const choice = askChoice(flags, terminal);
    for (const answer of ['genesis-cloud', 'Genesys-Cloud', '', 'github']) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      type(`${answer}\n`);
    }
    const { profile, region, ci } = await choice;
    assert.deepEqual([profile.name, region, ci], ['genesys-cloud', 'us-east-1', 'github']);
    assert.match(stderr(), /"genesis-cloud" is not known\. Did you mean "genesys-cloud"\?/u);
  });

  it('end after three slips and at the end of input', async () => {
    const { terminal, end } = fakeTerminal({ tty: true });
    end();
    await assert.rejects(askChoice(flags, terminal), /the input ended, and nothing was written/u);
    const slips = fakeTerminal({ tty: true });
    const choice = assert.rejects(askChoice(flags, slips.terminal), /no known profile was given/u);
    for (let slip = 0; slip < 3; slip++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      slips.type('?\n');
    }
    await choice;
  });

  it('are not asked where nobody can answer, and flags are checked', async () => {
    const { terminal } = fakeTerminal({ tty: false });
    const { profile, region, ci } = await askChoice(
      { ...flags, profile: 'genesys-cloud', region: 'new.example.com' },
      terminal,
    );
    assert.deepEqual([profile.name, region, ci], ['genesys-cloud', 'new.example.com', 'none']);
    await assert.rejects(
      askChoice({ ...flags, profile: 'oktta' }, terminal),
      /oktta is not known\. Did you mean "okta"\?/u,
    );
    await assert.rejects(askChoice({ ...flags, profile: 'okta', region: 'x' }, terminal), /has no regions/u);
    await assert.rejects(
      askChoice({ ...flags, profile: 'genesys-cloud', region: 'eu-west-9' }, terminal),
      /Did you mean/u,
    );
  });
});
