import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import { UsageError } from '../cli/terminal/usage-error.ts';
import { CODES } from '../diagnostics/table.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import { explain } from '../render/diagnostics/explanation.ts';

export default class Explain extends BaseCommand {
  static override summary = 'Print the cause and the cure of a diagnostic.';
  static override description = 'Every message about files and plans carries a code such as RC1101.';
  static override examples = [
    { description: 'What RC1205 means.', command: '<%= config.bin %> explain RC1205' },
    { description: 'The number alone will do.', command: '<%= config.bin %> explain 1205' },
  ];
  static override args = {
    code: Args.string({ required: true, description: 'The code, as in the brackets of the message.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Explain);
    const terminal = createTerminal(flags['no-color']);
    const code = /^\d+$/.test(args.code) ? `RC${args.code}` : args.code.toUpperCase();
    const text = explain(code, terminal.resultStyle, terminal.columns);
    if (text === undefined) {
      throw new UsageError(
        `there is no diagnostic ${code}.${didYouMean(code, CODES)}`,
        'Codes stand in brackets in front of a message, as in error[RC1101].',
      );
    }
    terminal.result(text);
    return EXIT.done;
  }
}
