import { BaseCommand } from '../cli/base-command.ts';
import { examine } from '../cli/doctor/examine.ts';
import { FORMAT_FLAGS, PROJECT_FLAGS, projectChoice, SERVICE_FLAGS, wantsJson } from '../cli/flags.ts';
import { openProject } from '../cli/open-project.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import { renderHealth } from '../render/health-text.ts';

export default class Doctor extends BaseCommand {
  static override summary = 'Check connection, token and permissions, and say what the service can do.';
  static override description =
    'Reads one user and one group and what the service says of itself; nothing is written. Prints what works, how ' +
    'rollcall will speak to the service and where it has that from, and what cannot be done there. ' +
    'Exits with 1 if something fails that a plan needs.';
  static override examples = [
    { description: 'Examine the service of the project in this folder.', command: '<%= config.bin %> doctor' },
    { description: 'The same for one environment, as JSON.', command: '<%= config.bin %> doctor --env staging --json' },
    { description: 'What the sandbox of the profile can do.', command: '<%= config.bin %> doctor --sandbox' },
  ];
  static override flags = {
    ...PROJECT_FLAGS,
    sandbox: SERVICE_FLAGS.sandbox,
    verbose: SERVICE_FLAGS.verbose,
    ...FORMAT_FLAGS,
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Doctor);
    const terminal = createTerminal(flags['no-color']);
    const tool = `${this.config.name} ${this.config.version}`;
    const project = await openProject(projectChoice(flags), flags.sandbox, terminal);
    if (project === undefined) return EXIT.error;
    const { dir, sandbox, verbose } = flags;
    const health = await examine(project, { dir, sandbox, verbose, tool, concurrency: 3 }, terminal);
    terminal.result(wantsJson(flags) ? JSON.stringify(health, null, 2) : renderHealth(health, terminal.resultStyle));
    return health.healthy ? EXIT.done : EXIT.error;
  }
}
