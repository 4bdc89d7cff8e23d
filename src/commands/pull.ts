import * as Flags from '@oclif/core/flags';
import type * as Interfaces from '@oclif/core/interfaces';
import { BaseCommand } from '../cli/base-command.ts';
import { chosenEnvironments, ENVIRONMENTS_FLAG } from '../cli/environments/chosen-environments.ts';
import { forEachEnvironment } from '../cli/environments/each-environment.ts';
import { attempt, faulty } from '../cli/environments/environment-end.ts';
import { PROJECT_FLAGS, planChoice, readingChoice, SERVICE_FLAGS, VALUES_FLAG } from '../cli/flags.ts';
import { openProject, type ValidProject } from '../cli/open-project.ts';
import { pullGrouping } from '../cli/pull/pull-grouping.ts';
import { type PullChoice, pullNew, refuseSecondDeclaration, refuseUselessRun } from '../cli/pull/pull-new.ts';
import { refuseUnreadFile } from '../cli/pull/pull-undeclared.ts';
import { pullUpdate } from '../cli/pull/pull-update.ts';
import { withService } from '../cli/service/open-service.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal, type Terminal } from '../cli/terminal/terminal.ts';
import { UsageError } from '../cli/terminal/usage-error.ts';
import { worstExit } from '../cli/terminal/worst-exit.ts';

export default class Pull extends BaseCommand {
  static override summary = 'Write what the service holds as YAML.';
  static override description =
    'Writes users/*.yaml and groups/*.yaml; planning them right after changes nothing. Names stand instead of ids, ' +
    'what the service makes itself and passwords are left out. With --update it brings what changed on the service ' +
    'into the files that are there, YAML and CSV: only the changed values are touched, and who is renamed is renamed ' +
    'wherever a file names them. What --target names and no file declares goes to users/pulled.yaml or ' +
    'groups/pulled.yaml.';
  static override examples = [
    { description: 'Start a project from what is there.', command: '<%= config.bin %> pull' },
    {
      description: 'One file for each department, in another folder.',
      command: '<%= config.bin %> pull --by enterprise.department --out pulled',
    },
    {
      description: 'Bring drift back into the files, then look at it.',
      command: '<%= config.bin %> pull --update && git diff',
    },
    {
      description: 'Declare somebody whom the service has already.',
      command: '<%= config.bin %> pull --update --target user:ada@example.com',
    },
    { description: 'Only some groups.', command: "<%= config.bin %> pull --target 'group:team-*' --out teams" },
  ];
  static override flags = {
    ...PROJECT_FLAGS,
    ...SERVICE_FLAGS,
    env: ENVIRONMENTS_FLAG,
    ...VALUES_FLAG,
    target: Flags.string({
      ...SERVICE_FLAGS.target,
      multiple: true,
      summary: 'Only matching resources; can be given several times.',
    }),
    out: Flags.string({ summary: "Where the files go; the project's folder if not given.", helpValue: 'DIR' }),
    by: Flags.string({
      summary:
        'Files by the values of an attribute of users, one for each person (file), or all together (none); long ones are divided.',
      helpValue: 'ATTRIBUTE|file|none',
      default: 'none',
    }),
    force: Flags.boolean({ summary: 'Overwrite files that exist.' }),
    update: Flags.boolean({
      summary: 'Bring what changed on the service into the existing files.',
      exclusive: ['out', 'force'],
    }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Pull);
    const terminal = createTerminal(flags['no-color'], flags.values);
    const tool = `${this.config.name} ${this.config.version}`;
    const chosen = await chosenEnvironments(flags.env, flags.dir);
    if (chosen.kind === 'many') return updateMany(chosen.names, { ...flags, tool }, terminal);
    const plan = { ...planChoice({ ...flags, env: chosen.env }), reading: readingChoice(flags) };
    const choice = { ...plan, out: flags.out ?? flags.dir, grouping: pullGrouping(flags.by), force: flags.force };
    if (!flags.update) {
      const settings = await openSettings(choice, flags.sandbox, terminal);
      if (settings === undefined) return EXIT.error;
      return withService(settings, { ...flags, tool }, terminal, (service) => pullNew(service, choice, terminal));
    }
    const project = await openProject(plan, flags.sandbox, terminal);
    if (project === undefined) return EXIT.error;
    await refuseUnreadFile(project.configuration, plan);
    return withService(project, { ...flags, tool }, terminal, (service) =>
      pullUpdate(project, service, plan, terminal),
    );
  }
}

/**
 * The project without its entries, of which only a sandbox is made, once it is known that they are not in the way of new
 * files.
 */
async function openSettings(
  choice: PullChoice,
  sandbox: boolean,
  terminal: Terminal,
): Promise<ValidProject | undefined> {
  const project = await openProject(choice, sandbox, terminal);
  if (project === undefined) return undefined;
  refuseSecondDeclaration(project, choice);
  await refuseUselessRun(choice);
  return sandbox ? project : { ...project, configuration: { ...project.configuration, users: [], groups: [] } };
}

type PullFlags = Interfaces.InferredFlags<typeof Pull.flags> & { readonly tool: string };

/** Brings the drift of several services into the files, one after the other: each sees what those before it changed. */
async function updateMany(names: readonly string[], flags: PullFlags, terminal: Terminal): Promise<ExitCode> {
  if (!flags.update) {
    throw new UsageError('pull writes the files of one service.', 'Name one environment with --env, or add --update.');
  }
  const common = { ...planChoice({ ...flags, env: undefined }), reading: readingChoice(flags) };
  const codes = await forEachEnvironment(names, 1, terminal, async (environment, own) => {
    const { code } = await attempt(environment, own, async () => {
      own.message(`${own.messageStyle.bold(environment)}:`);
      const choice = { ...common, environment };
      const project = await openProject(choice, flags.sandbox, own);
      if (project === undefined) return faulty(environment);
      await refuseUnreadFile(project.configuration, choice);
      const ended = await withService(project, flags, own, (service) => pullUpdate(project, service, choice, own));
      return { environment, code: ended, result: { kind: 'unchanged' } };
    });
    return code;
  });
  return worstExit(codes);
}
