import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { planFileIn } from '../cli/environments/save-plans.ts';
import { showFolder } from '../cli/environments/show-folder.ts';
import { statOrNothing } from '../cli/files/write-file-whole.ts';
import { wantsJson } from '../cli/flags.ts';
import { loadPlan } from '../cli/plan/load-plan.ts';
import { PLAN_FORMAT_FLAGS, planPrinter } from '../cli/plan/plan-format.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { printDiagnostics } from '../cli/terminal/print-diagnostics.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';

export default class Show extends BaseCommand {
  static override summary = 'Print a saved plan.';
  static override description =
    'Prints a plan file, or all of a folder of plans, as plan printed them. Neither the project nor the service is read.';
  static override examples = [
    { description: 'Review a plan.', command: '<%= config.bin %> show plan.json' },
    { description: 'Page through it in colour.', command: 'FORCE_COLOR=1 <%= config.bin %> show plan.json | less -R' },
    {
      description: 'For a reviewer on GitHub or GitLab.',
      command: '<%= config.bin %> show plan.json --format markdown',
    },
    {
      description: 'A page to search and filter, in one file.',
      command: '<%= config.bin %> show plan.json --format html > plan.html',
    },
    {
      description: 'The plans of all environments on one page.',
      command: '<%= config.bin %> show plans --format html > plans.html',
    },
  ];
  static override args = {
    plan: Args.string({ description: 'A plan that plan --out saved, or a folder of plans.', required: true }),
  };
  static override flags = PLAN_FORMAT_FLAGS;

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Show);
    const terminal = createTerminal(flags['no-color'], flags.values);
    if ((await statOrNothing(args.plan))?.isDirectory()) {
      const format = wantsJson(flags) ? 'json' : flags.format;
      const runOf = (environment: string) => ({ file: planFileIn(args.plan, environment) });
      const printerOf = (environment: string, plans: number) => planPrinter(flags, runOf(environment), plans);
      return showFolder(args.plan, { format, runOf }, printerOf, terminal);
    }
    const { print } = planPrinter(flags, { file: args.plan });
    const plan = await loadPlan(args.plan);
    printDiagnostics(plan.diagnostics, new Map(), terminal);
    terminal.result(print(plan, terminal));
    return EXIT.done;
  }
}
