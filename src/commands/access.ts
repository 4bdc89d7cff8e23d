import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { accessPrinter, patternOf } from '../cli/access-format.ts';
import { BaseCommand } from '../cli/base-command.ts';
import { PROJECT_FLAGS, projectChoice, readingChoice, SERVICE_FLAGS } from '../cli/flags.ts';
import { openFiles, openProject } from '../cli/open-project.ts';
import { withService } from '../cli/service/open-service.ts';
import { profileOf } from '../cli/service/profile-of.ts';
import { readService } from '../cli/service/read-service.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import { UsageError } from '../cli/terminal/usage-error.ts';
import type { Access } from '../model/access/grants.ts';
import type { Directory } from '../model/directory.ts';
import { accessMatching, findAccess } from '../plan/access/find-access.ts';

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
    declared: Flags.boolean({ summary: 'Read the files alone, and not the service.', exclusive: ['sandbox'] }),
    format: Flags.option({ options: ['text', 'json', 'csv', 'html'] as const })({
      summary: 'How to print it.',
      default: 'text',
    }),
    json: Flags.boolean({ summary: 'Short for --format json.' }),
  };

  async run(): Promise<ExitCode> {
    const { args, flags } = await this.parse(AccessCommand);
    const terminal = createTerminal(flags['no-color']);
    const print = accessPrinter(flags, terminal);
    const choice = projectChoice(flags);
    const tool = `${this.config.name} ${this.config.version}`;
    const project = await (flags.declared ? openFiles(choice, terminal) : openProject(choice, flags.sandbox, terminal));
    if (project === undefined) return EXIT.error;
    const { configuration, locate } = project;
    const find = (directory: Directory | undefined, target: string, profile = profileOf(configuration.service)) =>
      findAccess({ configuration, directory, profile, target, now: choice.now.toISOString(), locate });
    const access = flags.declared
      ? find(undefined, '')
      : await withService(project, { ...flags, tool }, terminal, async (service) =>
          find(await readService(service, readingChoice(flags), terminal), service.target, service.profile),
        );
    terminal.result(print(args.pattern === undefined ? access : narrowed(access, args.pattern)));
    return EXIT.done;
  }
}

/** What the pattern means. Throws UsageError where that is nothing. */
function narrowed(access: Access, pattern: string): Access {
  const found = accessMatching(access, patternOf(pattern));
  if (found.people.length + found.groups.length > 0) return found;
  throw new UsageError(
    `${pattern} matches nobody and no group.`,
    "Write for example ada@example.com, '*@example.com' or 'group:team-*'.",
  );
}
