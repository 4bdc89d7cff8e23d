import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { FORMAT_FLAGS, PROJECT_FLAGS, wantsJson } from '../cli/flags.ts';
import { runHistories, runNamed } from '../cli/plan/run-histories.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import { renderRun, renderRuns } from '../render/history-text.ts';

export default class History extends BaseCommand {
  static override summary = 'List past applies, or show one.';
  static override description =
    'Reads the journals in DIR/.rollcall/journal, which apply writes and keeps for 30 days. Nothing is asked of the service.';
  static override examples = [
    { description: 'List past applies, the latest first.', command: '<%= config.bin %> history' },
    {
      description: 'What one of them did; the beginning of its name is enough.',
      command: '<%= config.bin %> history 2027-06-30T12',
    },
    { description: 'The same for a program.', command: '<%= config.bin %> history 2027-06-30T12 --json' },
  ];
  static override args = {
    run: Args.string({ description: 'The name of a run, or the beginning of it; without it all are listed.' }),
  };
  static override flags = { dir: PROJECT_FLAGS.dir, ...FORMAT_FLAGS };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(History);
    const terminal = createTerminal(flags['no-color']);
    const runs = await runHistories(flags.dir);
    const chosen = args.run === undefined ? undefined : runNamed(args.run, runs);
    if (wantsJson(flags)) terminal.result(JSON.stringify(chosen ?? runs, null, 2));
    else if (chosen === undefined) terminal.result(renderRuns(runs, terminal.resultStyle));
    else terminal.result(renderRun(chosen, terminal.resultStyle));
    return EXIT.done;
  }
}
