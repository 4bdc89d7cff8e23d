import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type * as Interfaces from '@oclif/core/interfaces';
import { BaseCommand } from '../cli/base-command.ts';
import { applyEnvironments, type ToApply } from '../cli/environments/apply-environments.ts';
import { chosenEnvironments, ENVIRONMENTS_FLAG } from '../cli/environments/chosen-environments.ts';
import { plansIn } from '../cli/environments/save-plans.ts';
import { statOrNothing } from '../cli/files/write-file-whole.ts';
import {
  applyRun,
  FORMAT_FLAGS,
  FULL_FLAG,
  PROJECT_FLAGS,
  planChoice,
  readingChoice,
  SERVICE_FLAGS,
  VALUES_FLAG,
  wantsJson,
} from '../cli/flags.ts';
import { openProject } from '../cli/open-project.ts';
import { executePlan } from '../cli/plan/execute-plan.ts';
import { checkId, expectedDigest } from '../cli/plan/expected-plan.ts';
import { ALLOW_FLAG, allowances } from '../cli/plan/guard-flags.ts';
import { loadPlan } from '../cli/plan/load-plan.ts';
import { planToApply } from '../cli/plan/plan-to-apply.ts';
import { refuseChoice, savedChoice } from '../cli/plan/saved-plan.ts';
import { withService } from '../cli/service/open-service.ts';
import { confirmApply } from '../cli/terminal/confirm.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal, type Terminal } from '../cli/terminal/terminal.ts';
import type { Allowances } from '../model/guards.ts';
import { guardPlan } from '../plan/guard/guard.ts';
import { shownPlan } from '../render/hidden/hidden-plan.ts';
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
    plan: Args.string({
      description: 'A plan that plan --out saved, or a folder of plans; without it the plan is made now.',
    }),
  };
  static override flags = {
    ...PROJECT_FLAGS,
    ...SERVICE_FLAGS,
    ...FORMAT_FLAGS,
    ...VALUES_FLAG,
    ...ALLOW_FLAG,
    env: ENVIRONMENTS_FLAG,
    'parallel-environments': Flags.integer({
      summary: 'Of several environments, how many to apply at one time.',
      helpValue: 'N',
      default: 1,
      min: 1,
      max: 50,
    }),
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
    const terminal = createTerminal(flags['no-color'], flags.values);
    const tool = `${this.config.name} ${this.config.version}`;
    const allow = allowances(flags.allow);
    const expected = expectedDigest(flags.expect);
    const many = await severalToApply(args.plan, flags);
    if (many.kind === 'many') return applyMany(many.environments, { allow, expected, tool }, flags, terminal);
    const saved = args.plan === undefined ? undefined : await loadPlan(args.plan, expected);
    const one = { ...flags, env: many.env };
    const choice = saved === undefined ? planChoice(one) : savedChoice(saved, one);
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
      const shown = shownPlan(plan, flags.values);
      const print = (style: Style) => renderPlanText(shown, style, run, page) + renderPlanId(plan, style);
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

type ApplyFlags = Interfaces.InferredFlags<typeof Apply.flags>;

type Several =
  | { readonly kind: 'one'; readonly env: string | undefined }
  | { readonly kind: 'many'; readonly environments: readonly ToApply[] };

/** Whether a folder of plans or several environments are to be applied. */
async function severalToApply(
  path: string | undefined,
  { env, dir, var: variables, target }: ApplyFlags,
): Promise<Several> {
  if (path === undefined || !(await statOrNothing(path))?.isDirectory()) {
    const chosen = await chosenEnvironments(env, dir);
    if (chosen.kind === 'one') return chosen;
    if (path === undefined) return { kind: 'many', environments: chosen.names.map((name) => ({ name })) };
    return { kind: 'one', env: chosen.names.join(' and ') };
  }
  refuseChoice({ env: env?.join(' and '), var: variables, target });
  const files = await plansIn(path);
  return { kind: 'many', environments: files.map((saved) => ({ name: saved.name, saved })) };
}

interface Session {
  readonly allow: Allowances;
  readonly expected: string | undefined;
  readonly tool: string;
}

function applyMany(
  environments: readonly ToApply[],
  { allow, expected, tool }: Session,
  flags: ApplyFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const choice = { ...planChoice({ ...flags, env: undefined }), tool };
  return applyEnvironments(
    environments,
    {
      ...flags,
      environment: { choice, service: { ...flags, tool }, reading: readingChoice(flags), allow },
      width: flags['parallel-environments'],
      verify: !flags['no-verify'],
      autoApprove: flags['auto-approve'],
      json: wantsJson(flags),
      run: applyRun(flags, undefined),
      expected,
    },
    terminal,
  );
}
