import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import type { ExitCode } from './terminal/exit-code.ts';
import { keepOutputErrors } from './terminal/output-errors.ts';

/** What every command has; `run` returns the exit code. */
export abstract class BaseCommand extends Command {
  static override baseFlags = {
    'no-color': Flags.boolean({ summary: 'Print without colours, as with NO_COLOR.', helpGroup: 'GLOBAL' }),
  };

  protected override init(): Promise<void> {
    keepOutputErrors();
    return super.init();
  }

  abstract override run(): Promise<ExitCode>;
}
