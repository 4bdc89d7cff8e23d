import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openProject, type PlanChoice, type ValidProject } from '../../../src/cli/open-project.ts';
import { executePlan } from '../../../src/cli/plan/execute-plan.ts';
import { planNow } from '../../../src/cli/plan/plan-now.ts';
import { pullNew } from '../../../src/cli/pull/pull-new.ts';
import { scaffold } from '../../../src/cli/scaffold/scaffold.ts';
import { withService } from '../../../src/cli/service/open-service.ts';
import { EXIT } from '../../../src/cli/terminal/exit-code.ts';
import { PROFILES } from '../../../src/profiles/profiles.ts';
import { inFolder } from '../../config/temporary-project.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';

describe('what is pulled from the sandbox of each profile', function () {
  this.timeout(20_000);
  const { terminal, stderr } = fakeTerminal({ tty: false });

  async function open(choice: PlanChoice): Promise<ValidProject> {
    const project = await openProject(choice, true, terminal);
    assert.ok(project, stderr());
    return project;
  }

  for (const profile of PROFILES.values()) {
    it(`plans to nothing right after: ${profile.name}`, () =>
      inFolder({}, async (dir) => {
        await scaffold({ dir, profile, region: undefined, ci: 'none' });
        const tool = 'rollcall 0.0.0';
        const choice = { dir, variables: {}, targets: [], now: new Date('2026-11-21'), tool };
        const project = await open(choice);
        await withService(
          project,
          { dir, sandbox: true, concurrency: 4, verbose: false, tool },
          terminal,
          async (service) => {
            const reading = { maxRequests: 1000, verbose: false };
            const planned = await planNow({ project, service, choice, reading, terminal });
            assert.equal(
              await executePlan(
                planned,
                service,
                { dir, concurrency: 4, verify: true, json: false, verbose: false },
                terminal,
              ),
              EXIT.done,
            );
            const out = join(dir, 'pulled');
            const pulled = { ...choice, out, grouping: { by: 'none' }, force: false, reading } as const;
            assert.equal(await pullNew(service, pulled, terminal), EXIT.done, stderr());
            const copy = await open({ ...choice, dir: out });
            assert.ok(copy.configuration.users.length >= 2);
            assert.deepEqual(
              copy.configuration.groups.map(({ name, members }) => [name, members?.entries.length]),
              project.configuration.groups.map(({ name, members }) => [name, members?.entries.length]),
            );
            const { plan: again } = await planNow({
              project: copy,
              service,
              choice: { ...choice, dir: out },
              reading,
              terminal,
            });
            assert.deepEqual([again.changes, again.diagnostics, again.refusals], [[], [], []]);
          },
        );
      }));
  }
});
