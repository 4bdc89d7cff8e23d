import { relative, resolve, sep } from 'node:path';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { chosenEnvironments, ENVIRONMENTS_FLAG } from '../cli/environments/chosen-environments.ts';
import { FORMAT_FLAGS, PROJECT_FLAGS, projectChoice, VALUES_FLAG, wantsJson } from '../cli/flags.ts';
import { type ProjectChoice, sharedReading } from '../cli/open-project.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { createTerminal, type Terminal } from '../cli/terminal/terminal.ts';
import { unsaid } from '../cli/terminal/unsaid.ts';
import { validateProject } from '../config/check/validate-project.ts';
import { projectDigest } from '../config/digest.ts';
import type { Project } from '../config/load-project.ts';
import { counted } from '../model/counted.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { byCause } from '../render/diagnostics/by-cause.ts';
import { renderDiagnosticsForGithub } from '../render/diagnostics/diagnostics-github.ts';
import { countDiagnostics, renderDiagnostics } from '../render/diagnostics/diagnostics-text.ts';
import { shownDiagnostics, shownFiles } from '../render/hidden/hidden-diagnostic.ts';
import type { ShownValues } from '../render/hidden/hidden-value.ts';

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
    env: ENVIRONMENTS_FLAG,
    ...FORMAT_FLAGS,
    ...VALUES_FLAG,
    format: Flags.option({ options: ['text', 'json', 'github'] as const })({
      summary: 'How to print the result; github annotates the lines of a pull request.',
      default: 'text',
    }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Validate);
    const terminal = createTerminal(flags['no-color'], flags.values);
    const json = wantsJson(flags);
    const chosen = await chosenEnvironments(flags.env, flags.dir);
    if (chosen.kind === 'many') {
      return validateMany(chosen.names, projectChoice({ ...flags, env: undefined }), { ...flags, json }, terminal);
    }
    const choice = projectChoice({ ...flags, env: chosen.env });
    const project = shownProject(await validateProject(choice), flags.values);
    const result = resultOf(project, choice);
    if (json) terminal.result(JSON.stringify(result, null, 2));
    else if (flags.format === 'github') printForGithub(project, result, flags.dir, terminal);
    else printForPeople(project, result, terminal);
    return result.valid ? EXIT.done : EXIT.error;
  }
}

/** The problems of a project as they may be shown. */
function shownProject(project: Project, values: ShownValues): Project {
  return { ...project, diagnostics: shownDiagnostics(project.diagnostics, values) };
}

interface Printing {
  readonly dir: string;
  readonly format: 'text' | 'json' | 'github';
  readonly json: boolean;
}

/** Validates several environments, and says once what is wrong in several. */
async function validateMany(
  names: readonly string[],
  common: ProjectChoice,
  { dir, format, json }: Printing,
  terminal: Terminal,
): Promise<ExitCode> {
  const { known, said } = sharedReading();
  const results: (ValidationResult & { readonly environment: string })[] = [];
  for (const environment of names) {
    const choice = { ...common, environment };
    const project = shownProject(await validateProject({ ...choice, known }), terminal.values);
    const result = resultOf(project, choice);
    results.push({ environment, ...result });
    const news = { ...project, diagnostics: unsaid(project.diagnostics, said) };
    if (json) continue;
    if (format === 'github') printForGithub(news, result, dir, terminal, environment);
    else printForPeople(news, result, terminal, environment);
  }
  const valid = results.every((result) => result.valid);
  if (json) terminal.result(JSON.stringify({ valid, environments: results }, null, 2));
  return valid ? EXIT.done : EXIT.error;
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

function resultOf(
  { configuration, diagnostics, files, bytes }: Project,
  { variables }: ProjectChoice,
): ValidationResult {
  return {
    valid: configuration !== undefined && diagnostics.every(({ severity }) => severity !== 'error'),
    users: configuration?.users.length ?? 0,
    groups: configuration?.groups.length ?? 0,
    files: files.size,
    digest:
      configuration === undefined
        ? null
        : projectDigest({ files: bytes, environment: configuration.environment, variables, targets: [] }),
    diagnostics,
  };
}

function printForPeople(
  { diagnostics, files }: Project,
  result: ValidationResult,
  terminal: Terminal,
  environment?: string,
): void {
  if (diagnostics.length > 0)
    terminal.result(
      renderDiagnostics(diagnostics, shownFiles(files, terminal.values), terminal.resultStyle, terminal.columns),
    );
  if (result.valid) terminal.result(okLine(result, terminal, environment));
}

function printForGithub(
  { diagnostics }: Project,
  result: ValidationResult,
  dir: string,
  terminal: Terminal,
  environment?: string,
): void {
  if (diagnostics.length > 0) {
    const causes = byCause(diagnostics);
    terminal.commands(renderDiagnosticsForGithub(causes, folderInRepository(dir)));
    terminal.result(countDiagnostics(causes));
  }
  if (result.valid) terminal.result(okLine(result, terminal, environment));
}

/** GitHub takes paths from the root of the repository, which is where its workflows start. */
function folderInRepository(dir: string): string {
  const root = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  return relative(root, resolve(dir)).replaceAll(sep, '/');
}

function okLine(
  { users, groups, files }: ValidationResult,
  { resultStyle }: Terminal,
  environment: string | undefined,
): string {
  const counts = [counted(users, 'user'), counted(groups, 'group')].join(', ');
  const where = environment === undefined ? '' : `${environment}: `;
  return `${resultStyle.green('OK')}: ${where}${counts} in ${counted(files, 'file')}.`;
}
