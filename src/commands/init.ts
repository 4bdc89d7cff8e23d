import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { PROJECT_FLAGS } from '../cli/flags.ts';
import { askChoice } from '../cli/scaffold/ask-choice.ts';
import { nextSteps } from '../cli/scaffold/next-steps.ts';
import { scaffold } from '../cli/scaffold/scaffold.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import { UsageError } from '../cli/terminal/usage-error.ts';
import { loadProject } from '../config/load-project.ts';

export default class Init extends BaseCommand {
  static override summary = 'Start a project.';
  static override description =
    'Writes rollcall.yaml, an example of users and groups, .gitignore and, if you like, a CI workflow. At a terminal ' +
    'it asks what the flags do not say. Files that exist stay as they are. The result can be planned and applied with ' +
    '--sandbox at once.';
  static override examples = [
    { description: 'Answer a few questions.', command: '<%= config.bin %> init' },
    {
      description: 'Ask nothing.',
      command: '<%= config.bin %> init --profile genesys-cloud --region eu-west-1 --ci github',
    },
    { description: 'In a folder of its own.', command: '<%= config.bin %> init --dir people --ci gitlab' },
  ];
  static override flags = {
    dir: PROJECT_FLAGS.dir,
    profile: Flags.string({ summary: 'The service: generic, genesys-cloud, entra-id, …', helpValue: 'NAME' }),
    region: Flags.string({ summary: 'The region of the service, where it has regions.', helpValue: 'REGION' }),
    ci: Flags.option({ options: ['github', 'gitlab', 'none'] as const })({
      summary: 'The workflow to write: plan on pull requests, apply on main, nightly drift check.',
    }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Init);
    const terminal = createTerminal(flags['no-color']);
    const { dir, region, ci } = flags;
    // A project that is there has chosen its service.
    const { configuration } = await loadProject({ dir, variables: {}, now: new Date() });
    const existing = configuration?.service.profile;
    refuseOther(flags.profile, existing);
    const choice = await askChoice({ dir, profile: flags.profile ?? existing, region, ci }, terminal);
    const result = await scaffold(choice);
    for (const path of result.written) terminal.result(path);
    const warn = terminal.messageStyle.yellow('!');
    for (const path of result.kept) terminal.message(`${warn} ${path} exists and stays as it is.`);
    terminal.message(nextSteps(choice, result));
    return EXIT.done;
  }
}

/** What would be said about another service than the file names would be wrong. */
function refuseOther(profile: string | undefined, existing: string | undefined): void {
  if (profile === undefined || existing === undefined || profile.toLowerCase() === existing) return;
  throw new UsageError(
    `there is a rollcall.yaml for ${existing}, which stays as it is, and --profile says ${profile}.`,
    'Leave --profile out, change service.profile in rollcall.yaml, or start another project with --dir.',
  );
}
