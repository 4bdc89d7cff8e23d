import { relative, resolve, sep } from 'node:path';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { FORMAT_FLAGS, PROJECT_FLAGS, projectChoice, wantsJson } from '../cli/flags.ts';
import type { ProjectChoice } from '../cli/open-project.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal, type Terminal } from '../cli/terminal/terminal.ts';
import { validateProject } from '../config/check/validate-project.ts';
import { projectDigest } from '../config/digest.ts';
import type { Project } from '../config/load-project.ts';
import { counted } from '../model/counted.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { byCause } from '../render/diagnostics/by-cause.ts';
import { renderDiagnosticsForGithub } from '../render/diagnostics/diagnostics-github.ts';
import { countDiagnostics, renderDiagnostics } from '../render/diagnostics/diagnostics-text.ts';

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
    {
      description: 'Problems on the lines of a pull request, in a workflow of GitHub Actions.',
      command: '<%= config.bin %> validate --format github',
    },
  ];
  static override flags = {
    ...PROJECT_FLAGS,
    ...FORMAT_FLAGS,
    format: Flags.option({ options: ['text', 'json', 'github'] as const })({
      summary: 'How to print the result; github annotates the lines of a pull request.',
      default: 'text',
    }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Validate);
    const terminal = createTerminal(flags['no-color']);
    const json = wantsJson(flags);
    const choice = projectChoice(flags);
    const project = await validateProject(choice);
    const result = resultOf(project, choice);
    if (json) terminal.result(JSON.stringify(result, null, 2));
    else if (flags.format === 'github') printForGithub(project, result, flags.dir, terminal);
    else printForPeople(project, result, terminal);
    return result.valid ? EXIT.done : EXIT.error;
  }
}

/** What a validation found, for programs. */
interface ValidationResult {
  readonly valid: boolean;
  readonly users: number;
  readonly groups: number;
  readonly files: number;
  /** What a plan of these files would carry as its digest; null where they are faulty. */
  readonly digest: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

function resultOf({ configuration, diagnostics, files }: Project, { variables }: ProjectChoice): ValidationResult {
  return {
    valid: configuration !== undefined && diagnostics.every(({ severity }) => severity !== 'error'),
    users: configuration?.users.length ?? 0,
    groups: configuration?.groups.length ?? 0,
    files: files.size,
    digest:
      configuration === undefined
        ? null
        : projectDigest({ files, environment: configuration.environment, variables, targets: [] }),
    diagnostics,
  };
}

function printForPeople({ diagnostics, files }: Project, result: ValidationResult, terminal: Terminal): void {
  if (diagnostics.length > 0)
    terminal.result(renderDiagnostics(diagnostics, files, terminal.resultStyle, terminal.columns));
  if (result.valid) terminal.result(okLine(result, terminal));
}

function printForGithub({ diagnostics }: Project, result: ValidationResult, dir: string, terminal: Terminal): void {
  if (diagnostics.length > 0) {
    const causes = byCause(diagnostics);
    terminal.commands(renderDiagnosticsForGithub(causes, folderInRepository(dir)));
    terminal.result(countDiagnostics(causes));
  }
  if (result.valid) terminal.result(okLine(result, terminal));
}

/** GitHub takes paths from the root of the repository, which is where its workflows start. */
function folderInRepository(dir: string): string {
  const root = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  return relative(root, resolve(dir)).replaceAll(sep, '/');
}

function okLine({ users, groups, files }: ValidationResult, { resultStyle }: Terminal): string {
  const counts = [counted(users, 'user'), counted(groups, 'group')].join(', ');
  return `${resultStyle.green('OK')}: ${counts} in ${counted(files, 'file')}.`;
}
