import * as Flags from '@oclif/core/flags';
import type * as Interfaces from '@oclif/core/interfaces';
import { BaseCommand } from '../cli/base-command.ts';
import { idOfAll } from '../cli/environments/all-ids.ts';
import { chosenEnvironments, ENVIRONMENTS_FLAG } from '../cli/environments/chosen-environments.ts';
import type { End } from '../cli/environments/environment-end.ts';
import { planEnvironments } from '../cli/environments/plan-environments.ts';
import { emptyPlansFolder, planFileIn, savePlans } from '../cli/environments/save-plans.ts';
import { isOneDocument, showPlans } from '../cli/environments/show-plans.ts';
import { sha256 } from '../cli/files/sha256.ts';
import { writePrivateFile } from '../cli/files/write-file-whole.ts';
import { applyRun, PROJECT_FLAGS, planChoice, readingChoice, SERVICE_FLAGS, wantsJson } from '../cli/flags.ts';
import { openProject } from '../cli/open-project.ts';
import { checkOut } from '../cli/plan/check-out.ts';
import { PLAN_FORMAT_FLAGS, planPrinter } from '../cli/plan/plan-format.ts';
import { planNow } from '../cli/plan/plan-now.ts';
import { sealedOnce } from '../cli/plan/sealed-once.ts';
import { withService } from '../cli/service/open-service.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { printDiagnostics } from '../cli/terminal/print-diagnostics.ts';
import { createTerminal, type Terminal } from '../cli/terminal/terminal.ts';
import { worstExit } from '../cli/terminal/worst-exit.ts';
import type { Plan } from '../model/plan.ts';
import { shownPlan } from '../render/hidden/hidden-plan.ts';
import { type ApplyRun, applyCommand } from '../render/plan/apply-command.ts';
import { renderPlanJson } from '../render/plan/plan-json.ts';
import { renderRefusals } from '../render/plan/refusals.ts';
import { shellWord } from '../render/text/shell-word.ts';

export default class PlanCommand extends BaseCommand {
  static override summary = 'Show what apply would change.';
  static override description =
    'Reads the service, compares it with the files and prints the difference. Nothing is written to the service. ' +
    'A plan that the guards refuse is printed whole, with what would allow it, and exits with 3. ' +
    'A plan file holds personal data, so only its owner can read it.';
  static override examples = [
    { description: 'Plan the project in this folder.', command: '<%= config.bin %> plan' },
    { description: 'Try it without a service.', command: '<%= config.bin %> plan --sandbox' },
    {
      description: 'Save the plan, to apply exactly that one later.',
      command: '<%= config.bin %> plan --out plan.json',
    },
    { description: 'In CI: exit with 2 if there are changes.', command: '<%= config.bin %> plan --detailed-exitcode' },
    {
      description: 'For a comment on a pull request, without values.',
      command: '<%= config.bin %> plan --format markdown --values none',
    },
    {
      description: 'A page to search and filter, in one file.',
      command: '<%= config.bin %> plan --format html > plan.html',
    },
    { description: 'Only what concerns some groups.', command: "<%= config.bin %> plan --target 'group:team-*'" },
  ];
  static override flags = {
    ...PROJECT_FLAGS,
    ...SERVICE_FLAGS,
    ...PLAN_FORMAT_FLAGS,
    env: ENVIRONMENTS_FLAG,
    out: Flags.string({
      summary: 'Save the plan to this file; of several environments, to this folder.',
      helpValue: 'FILE|DIR',
    }),
    'detailed-exitcode': Flags.boolean({ summary: 'Exit with 2 if there are changes.' }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(PlanCommand);
    const terminal = createTerminal(flags['no-color'], flags.values);
    const tool = `${this.config.name} ${this.config.version}`;
    const chosen = await chosenEnvironments(flags.env, flags.dir);
    if (chosen.kind === 'many') return planMany(chosen.names, flags, tool, terminal);
    const choice = { ...planChoice({ ...flags, env: chosen.env }), tool };
    if (flags.out !== undefined) await checkOut(flags.out, flags.dir);
    const applied = applyRun(flags, flags.out);
    const { isForPeople, print } = planPrinter(flags, applied);
    const project = await openProject(choice, flags.sandbox, terminal);
    if (project === undefined) return EXIT.error;
    const { plan } = await withService(project, { ...flags, tool }, terminal, (service) =>
      planNow({ project, service, choice, reading: readingChoice(flags), terminal }),
    );
    const isFaulty = printDiagnostics(plan.diagnostics, project.files, terminal);
    if (!isForPeople) terminal.result(print(plan, terminal, project.files));
    if (isFaulty) return EXIT.error;
    if (isForPeople) terminal.result(print(plan, terminal));
    else if (isRefused(plan))
      terminal.message(
        renderRefusals(shownPlan(plan, flags.values), terminal.messageStyle, applied, {
          columns: terminal.columns,
          full: flags.full,
        }),
      );
    if (flags.out !== undefined) await save(plan, flags.out, applied, terminal);
    if (isRefused(plan)) return EXIT.refused;
    return flags['detailed-exitcode'] && plan.changes.length > 0 ? EXIT.changes : EXIT.done;
  }
}

type PlanFlags = Interfaces.InferredFlags<typeof PlanCommand.flags>;

/** Plans several environments, each under its heading, and sums them up. */
async function planMany(
  names: readonly string[],
  flags: PlanFlags,
  tool: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const format = wantsJson(flags) ? 'json' : flags.format;
  if (flags.out !== undefined) await emptyPlansFolder(flags.out, flags.dir);
  const service = { ...flags, tool };
  const choice = { ...planChoice({ ...flags, env: undefined }), tool };
  const { out } = flags;
  const runOf = (name: string) => applyRun(flags, out === undefined ? undefined : planFileIn(out, name));
  const printerOf = (name: string) => planPrinter(flags, runOf(name), names.length + 1);
  const shown = { printerOf, isOneDocument: isOneDocument(format), detailed: flags['detailed-exitcode'] };
  const environment = { choice, service, reading: readingChoice(flags) };
  const ends = await planEnvironments(names, environment, shown, terminal);
  showPlans(ends, { format, runOf }, terminal);
  if (flags.out !== undefined) await saveMany(flags.out, ends, flags.dir, terminal);
  return worstExit(ends.map(({ code }) => code));
}

function isRefused({ refusals }: Plan): boolean {
  return refusals.length > 0;
}

/** Saves the plans that there are, and says how to apply them. */
async function saveMany(out: string, ends: readonly End[], dir: string, terminal: Terminal): Promise<void> {
  const saved = await savePlans(out, ends);
  const words = ['rollcall', 'apply', out, ...(dir === '.' ? [] : ['--dir', dir])];
  terminal.message(
    saved.length === 0
      ? `No plan could be saved to ${out}.`
      : `Saved to ${out}: ${saved.join(', ')}. To apply them: ${words.map(shellWord).join(' ')}`,
  );
  const id = idOfAll(ends);
  if (id !== undefined) terminal.message(`To apply nothing but these very plans, add: --expect ${id}`);
}

async function save(plan: Plan, path: string, run: ApplyRun, terminal: Terminal): Promise<void> {
  const text = renderPlanJson(sealedOnce(plan));
  await writePrivateFile(path, text);
  const canBeApplied = plan.refusals.every((refusal) => 'allow' in refusal);
  const cure = canBeApplied
    ? `To apply it: ${applyCommand(shownPlan(plan, terminal.values), run)}`
    : 'It cannot be applied as it is.';
  terminal.message(`Saved to ${path}. ${cure}`);
  terminal.message(`To apply nothing but this very file, add: --expect ${sha256(text)}`);
}
