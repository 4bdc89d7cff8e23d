import * as Args from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.ts';
import { completedCommands } from '../cli/completed-commands.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import { completionScript, SHELLS } from '../render/completion/completion.ts';

export default class Completion extends BaseCommand {
  static override summary = 'Print the script by which a shell completes commands.';
  static override description = 'It completes commands, flags and their values.';
  static override examples = [
    { description: 'In ~/.bashrc.', command: 'source <(<%= config.bin %> completion bash)' },
    { description: 'In ~/.zshrc, after compinit.', command: 'source <(<%= config.bin %> completion zsh)' },
    { description: 'The script itself.', command: '<%= config.bin %> completion bash' },
    {
      description: 'For fish.',
      command: '<%= config.bin %> completion fish > ~/.config/fish/completions/rollcall.fish',
    },
  ];
  static override args = {
    shell: Args.option({ options: SHELLS })({ description: 'The shell.', required: true }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(Completion);
    const terminal = createTerminal(flags['no-color']);
    terminal.result(completionScript(args.shell, completedCommands(this.config)));
    return EXIT.done;
  }
}
