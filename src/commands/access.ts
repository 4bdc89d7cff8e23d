import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type * as Interfaces from '@oclif/core/interfaces';
import { accessPrinter, patternOf } from '../cli/access-format.ts';
import { BaseCommand } from '../cli/base-command.ts';
import { chosenEnvironments, ENVIRONMENTS_FLAG } from '../cli/environments/chosen-environments.ts';
import { forEachEnvironment, SIDE_BY_SIDE } from '../cli/environments/each-environment.ts';
import { attempt, faulty } from '../cli/environments/environment-end.ts';
import { PROJECT_FLAGS, projectChoice, readingChoice, SERVICE_FLAGS, VALUES_FLAG } from '../cli/flags.ts';
import { openFiles, openProject, type ProjectChoice, sharedReading } from '../cli/open-project.ts';
import { withService } from '../cli/service/open-service.ts';
import { profileOf } from '../cli/service/profile-of.ts';
import { readService } from '../cli/service/read-service.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal, type Terminal } from '../cli/terminal/terminal.ts';
import { UsageError } from '../cli/terminal/usage-error.ts';
import { worstExit } from '../cli/terminal/worst-exit.ts';
import type { Access } from '../model/access/grants.ts';
import type { Directory } from '../model/directory.ts';
import { accessMatching, findAccess } from '../plan/access/find-access.ts';
import { type EnvironmentAccess, mergeAccess } from '../plan/access/merge-access.ts';
import { shownAccess } from '../render/hidden/hidden-access.ts';

const { target: _all, ...READING_FLAGS } = SERVICE_FLAGS;

export default class AccessCommand extends BaseCommand {
  static override summary = 'Show who is in which group, and why.';
  static override description =
    'Lists each person with all groups, direct and through other groups, and what is behind it: a line of a file, a ' +
    'rule, or the service alone. It reads the service whole; with --declared only the files.';
  static override examples = [
    { description: 'Everybody, for people to read.', command: '<%= config.bin %> access' },
    { description: 'What one person has.', command: '<%= config.bin %> access ada@example.com' },
    { description: 'Who is in some groups.', command: "<%= config.bin %> access 'group:*-admins'" },
    {
      description: 'A grid of people and groups to search, in one file.',
      command: '<%= config.bin %> access --format html > access.html',
    },
    { description: 'One person in all services.', command: '<%= config.bin %> access ada@example.com --env all' },
    {
      description: 'A table for a spreadsheet, of the files alone.',
      command: '<%= config.bin %> access --declared --format csv > access.csv',
    },
  ];
  static override args = {
    pattern: Args.string({
      description: 'People or groups by name, with * for any text; user:PATTERN or group:PATTERN for one of both.',
    }),
  };
  static override flags = {
    ...PROJECT_FLAGS,
    ...READING_FLAGS,
    env: ENVIRONMENTS_FLAG,
    declared: Flags.boolean({ summary: 'Read the files alone, and not the service.', exclusive: ['sandbox'] }),
    format: Flags.option({ options: ['text', 'json', 'csv', 'html'] as const })({
      summary: 'How to print it.',
      default: 'text',
    }),
    json: Flags.boolean({ summary: 'Short for --format json.' }),
    ...VALUES_FLAG,
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(AccessCommand);
    const terminal = createTerminal(flags['no-color'], flags.values);
    const print = accessPrinter(flags, terminal);
    const tool = `${this.config.name} ${this.config.version}`;
    const settings = { ...flags, tool };
    const chosen = await chosenEnvironments(flags.env, flags.dir);
    if (chosen.kind === 'many') return accessOfMany(chosen.names, args.pattern, settings, terminal);
    const access = await accessOf(projectChoice({ ...flags, env: chosen.env }), settings, terminal);
    if (access === undefined) return EXIT.error;
    const found = args.pattern === undefined ? access : told(narrowed(access, args.pattern), args.pattern);
    terminal.result(print(found));
    return EXIT.done;
  }
}

type AccessFlags = Interfaces.InferredFlags<typeof AccessCommand.flags> & { readonly tool: string };

/** Who has what in one environment; undefined where its files hold errors, which are told. */
async function accessOf(choice: ProjectChoice, flags: AccessFlags, terminal: Terminal): Promise<Access | undefined> {
  const project = await (flags.declared ? openFiles(choice, terminal) : openProject(choice, flags.sandbox, terminal));
  if (project === undefined) return undefined;
  const { configuration, locate } = project;
  const find = (directory: Directory | undefined, target: string, profile = profileOf(configuration.service)) =>
    findAccess({ configuration, directory, profile, target, now: choice.now.toISOString(), locate });
  const groups = configuration.groups.map(({ name }) => name);
  const shown = (access: Access): Access => shownAccess(access, groups, flags.values);
  if (flags.declared) return shown(find(undefined, ''));
  return withService(project, flags, terminal, async (service) =>
    shown(find(await readService(service, readingChoice(flags), terminal), service.target, service.profile)),
  );
}

/** One person, all services: what each of several environments says, told as one. */
async function accessOfMany(
  names: readonly string[],
  pattern: string | undefined,
  flags: AccessFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const common = { ...projectChoice({ ...flags, env: undefined }), shared: sharedReading() };
  const found: EnvironmentAccess[] = [];
  const codes = await forEachEnvironment(names, SIDE_BY_SIDE, terminal, async (environment, own) => {
    const { code } = await attempt(environment, own, async () => {
      own.message(`${own.messageStyle.bold(environment)}:`);
      const access = await accessOf({ ...common, environment }, flags, own);
      if (access === undefined) return faulty(environment);
      found.push({ environment, access: pattern === undefined ? access : narrowed(access, pattern) });
      return { environment, code: EXIT.done, result: { kind: 'unchanged' } };
    });
    return code;
  });
  const inOrder = names.flatMap((name) => found.filter(({ environment }) => environment === name));
  const missing = names.filter((name) => !found.some(({ environment }) => environment === name));
  if (found.length === 0) return worstExit(codes);
  const merged = mergeAccess(inOrder, missing);
  terminal.result(accessPrinter(flags, terminal)(pattern === undefined ? merged : told(merged, pattern)));
  return worstExit(codes);
}

/** What the pattern means. */
function narrowed(access: Access, pattern: string): Access {
  return accessMatching(access, patternOf(pattern));
}

/** Throws UsageError where a pattern means nothing. */
function told(found: Access, pattern: string): Access {
  if (found.people.length + found.groups.length > 0) return found;
  throw new UsageError(
    `${pattern} matches nobody and no group.`,
    "Write for example ada@example.com, '*@example.com' or 'group:team-*'.",
  );
}
