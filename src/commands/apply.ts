import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import {
  applyRun,
  FORMAT_FLAGS,
  FULL_FLAG,
  PROJECT_FLAGS,
  planChoice,
  readingChoice,
  SERVICE_FLAGS,
  wantsJson,
} from '../cli/flags.ts';
import { openProject } from '../cli/open-project.ts';
import { executePlan } from '../cli/plan/execute-plan.ts';
import { checkId, expectedDigest } from '../cli/plan/expected-plan.ts';
import { ALLOW_FLAG, allowances } from '../cli/plan/guard-flags.ts';
import { loadPlan } from '../cli/plan/load-plan.ts';
import { digestOf, type Planned, planNow, type Session } from '../cli/plan/plan-now.ts';
import { checkOrigin, checkUnmoved, savedChoice } from '../cli/plan/saved-plan.ts';
import { withService } from '../cli/service/open-service.ts';
import { confirmApply } from '../cli/terminal/confirm.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { printDiagnostics } from '../cli/terminal/print-diagnostics.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import type { Allowances } from '../model/guards.ts';
import type { Plan } from '../model/plan.ts';
import { guardPlan } from '../plan/guard/guard.ts';
import { renderPlanId } from '../render/plan/plan-id-line.ts';
import { planTitle, renderPlanText } from '../render/plan/plan-text.ts';
import type { Style } from '../render/text/style.ts';

export default class Apply extends BaseCommand {
  static override summary = 'Make the service equal to the files.';
  static override description =
    'Plans, asks, applies and proves: what was written is read again at the end, and compared with the plan and with what was there before. With a plan file it applies exactly that plan, or refuses with exit code 3 ' +
    'if the files or the touched resources changed since. A plan that the guards refuse is not applied either. ' +
    'Only a typed "yes" is accepted.';
  static override examples = [
    { description: 'Plan, review, confirm and apply.', command: '<%= config.bin %> apply' },
    { description: 'Try it without a service.', command: '<%= config.bin %> apply --sandbox' },
    { description: 'Apply a plan that was reviewed before.', command: '<%= config.bin %> apply plan.json' },
    {
      description: 'In CI, without a plan file: apply what was reviewed, or nothing.',
      command: '<%= config.bin %> apply --auto-approve --expect 3f2a…',
    },
    {
      description: 'In CI: ask nobody, one JSON event a line.',
      command: '<%= config.bin %> apply plan.json --auto-approve --json',
    },
  ];
  static override args = {
    plan: Args.string({ description: 'A plan that plan --out saved; without it the plan is made now.' }),
  };
  static override flags = {
    ...PROJECT_FLAGS,
    ...SERVICE_FLAGS,
    ...FORMAT_FLAGS,
    ...ALLOW_FLAG,
    expect: Flags.string({
      summary: 'Apply only the plan with this id, or with a plan file only the file with this SHA-256.',
      description:
        'All 64 digits of the id, as plan --format markdown or --json prints it; of a file, the number that plan --out prints.',
      helpValue: 'ID',
    }),
    'no-verify': Flags.boolean({
      summary: 'Do not read again at the end what was written.',
    }),
    full: FULL_FLAG,
    'auto-approve': Flags.boolean({ summary: 'Apply without asking.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Apply);
    const terminal = createTerminal(flags['no-color']);
    const tool = `${this.config.name} ${this.config.version}`;
    const allow = allowances(flags.allow);
    const expected = expectedDigest(flags.expect);
    const saved = args.plan === undefined ? undefined : await loadPlan(args.plan, expected);
    const choice = saved === undefined ? planChoice(flags) : savedChoice(saved, flags);
    const project = await openProject(choice, flags.sandbox, terminal);
    if (project === undefined) return EXIT.error;
    return withService(project, { ...flags, tool }, terminal, async (service) => {
      const session = { project, service, choice: { ...choice, tool }, reading: readingChoice(flags), terminal };
      const planned = await planToApply(saved, session, allow);
      if (planned === undefined) return EXIT.error;
      const { plan } = planned;
      const json = wantsJson(flags);
      // What is allowed already is needed again, and no more of it than this plan takes.
      const run = { ...applyRun(flags, args.plan), refusals: guardPlan(plan, {}) };
      const page = { columns: terminal.columns, full: flags.full };
      const print = (style: Style) => renderPlanText(plan, style, run, page) + renderPlanId(plan, style);
      if (json) terminal.message(print(terminal.messageStyle));
      else terminal.result(print(terminal.resultStyle));
      if (saved === undefined) checkId(plan, expected);
      if (plan.refusals.length > 0) return EXIT.refused;
      if (plan.changes.length === 0 && !json) return EXIT.done;
      terminal.message('');
      const needsNoApproval = flags['auto-approve'] || plan.changes.length === 0;
      if (needsNoApproval || (await confirmApply(planTitle(plan), terminal))) {
        // Whoever was asked may have taken a while.
        const reading = { ...planned.reading, isFresh: needsNoApproval };
        return executePlan({ ...planned, reading }, service, { ...flags, verify: !flags['no-verify'], json }, terminal);
      }
      terminal.message('Nothing was applied.');
      return EXIT.error;
    });
  }
}

/**
 * The saved plan if it still fits, else one made now, judged by the guards on what the service holds now;
 * undefined if what was printed says why there is none.
 */
async function planToApply(saved: Plan | undefined, session: Session, allow: Allowances): Promise<Planned | undefined> {
  const { project, service, choice, terminal } = session;
  if (saved !== undefined) {
    const { tool, now } = choice;
    checkOrigin(saved, { tool, target: service.target, digest: digestOf(project, choice), now });
  }
  const { plan: current, ...made } = await planNow(session);
  if (printDiagnostics(current.diagnostics, project.files, terminal)) return undefined;
  if (saved !== undefined) checkUnmoved(saved, current);
  const { populations, guards } = current;
  const plan = saved === undefined ? current : { ...saved, populations, guards };
  return { plan: { ...plan, refusals: guardPlan(plan, allow) }, ...made };
}
