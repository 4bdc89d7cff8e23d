import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { FORMAT_FLAGS, PROJECT_FLAGS, VALUES_FLAG, wantsJson } from '../cli/flags.ts';
import { runHistories, runNamed } from '../cli/plan/run-histories.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import { UsageError } from '../cli/terminal/usage-error.ts';
import { shownHistory } from '../render/hidden/hidden-history.ts';
import { renderRunMarkdown } from '../render/history-markdown.ts';
import { renderRun, renderRuns } from '../render/history-text.ts';

export default class History extends BaseCommand {
  static override summary = 'List past applies, or show one.';
  static override description =
    'Reads the journals in DIR/.rollcall/journal, which apply writes and keeps for 30 days: who applied which plan from which commit, and each value before and after. Nothing is asked of the service.';
  static override examples = [
    { description: 'List past applies, the latest first.', command: '<%= config.bin %> history' },
    {
      description: 'What one of them did; the beginning of its name is enough.',
      command: '<%= config.bin %> history 2027-06-30T12',
    },
    {
      description: 'For a comment on the pull request that was applied, without values.',
      command: '<%= config.bin %> history 2027-06-30T12 --format markdown --values none',
    },
    { description: 'The same for a program.', command: '<%= config.bin %> history 2027-06-30T12 --json' },
  ];
  static override args = {
    run: Args.string({ description: 'The name of a run, or the beginning of it; without it all are listed.' }),
  };
  static override flags = {
    dir: PROJECT_FLAGS.dir,
    ...FORMAT_FLAGS,
    format: Flags.option({ options: ['text', 'json', 'markdown'] as const })({
      summary: 'How to print the result; markdown is for one run.',
      default: 'text',
    }),
    ...VALUES_FLAG,
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(History);
    const terminal = createTerminal(flags['no-color'], flags.values);
    const { format, values } = flags;
    const runs = (await runHistories(flags.dir)).map((run) => shownHistory(run, values));
    const chosen = args.run === undefined ? undefined : runNamed(args.run, runs);
    const page = { columns: terminal.columns, full: true };
    checkFlags(flags, args.run);
    if (chosen !== undefined && format === 'markdown') {
      terminal.result(renderRunMarkdown(chosen));
      return EXIT.done;
    }
    if (wantsJson(flags)) terminal.result(JSON.stringify(chosen ?? runs, null, 2));
    else if (chosen === undefined) terminal.result(renderRuns(runs, terminal.resultStyle, page));
    else terminal.result(renderRun(chosen, terminal.resultStyle, page));
    return EXIT.done;
  }
}

/** Throws UsageError for Markdown of all runs. */
function checkFlags({ format }: { readonly format: string }, run: string | undefined): void {
  if (format === 'markdown' && run === undefined) {
    throw new UsageError('--format markdown shows one run.', 'Name the run: rollcall history RUN --format markdown.');
  }
}
