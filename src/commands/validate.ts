import { BaseCommand } from '../cli/base-command.ts';
import { EXIT, type ExitCode } from '../cli/exit-code.ts';
import { FORMAT_FLAGS, PROJECT_FLAGS, projectChoice, wantsJson } from '../cli/flags.ts';
import { createTerminal } from '../cli/terminal.ts';
import { loadProject } from '../config/load-project.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';

export default class Validate extends BaseCommand {
  static override summary = 'Check the files of a project, offline.';
  static override description =
    'Prints every problem of every file at once, each with file, line and column. Nothing is sent and no secret is read. ' +
    'Exits with 0 if there is no error, else with 1.';
  static override examples = [
    { description: 'Check the project in this folder.', command: '<%= config.bin %> validate' },
    {
      description: 'Check one environment of another folder.',
      command: '<%= config.bin %> validate --dir people --env staging',
    },
    { description: 'Problems as JSON, for a program.', command: '<%= config.bin %> validate --json' },
  ];
  static override flags = { ...PROJECT_FLAGS, ...FORMAT_FLAGS };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Validate);
    const terminal = createTerminal(flags['no-color']);
    const { configuration, diagnostics, files } = await loadProject(projectChoice(flags));
    const isValid = configuration !== undefined && diagnostics.every(({ severity }) => severity !== 'error');
    const users = configuration?.users.length ?? 0;
    const groups = configuration?.groups.length ?? 0;
    if (wantsJson(flags)) {
      const result = { valid: isValid, users, groups, files: files.size, diagnostics };
      terminal.result(JSON.stringify(result, null, 2));
    } else {
      if (diagnostics.length > 0) terminal.result(renderDiagnostics(diagnostics, files, terminal.resultStyle));
      const ok = terminal.resultStyle.green('OK');
      const counts = [counted(users, 'user'), counted(groups, 'group')].join(', ');
      if (isValid) terminal.result(`${ok}: ${counts} in ${counted(files.size, 'file')}.`);
    }
    return isValid ? EXIT.done : EXIT.error;
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
