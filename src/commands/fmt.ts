import { join } from 'node:path';
import * as Flags from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.ts';
import { writeFileWhole } from '../cli/files/write-file-whole.ts';
import { PROJECT_FLAGS, VALUES_FLAG } from '../cli/flags.ts';
import { EXIT, type ExitCode } from '../cli/terminal/exit-code.ts';
import { printDiagnostics } from '../cli/terminal/print-diagnostics.ts';
import { createTerminal } from '../cli/terminal/terminal.ts';
import { type FormattedFile, formatProject } from '../config/format/format-project.ts';

export default class Fmt extends BaseCommand {
  static override summary = 'Write the files in one order and style.';
  static override description =
    'Formats rollcall.yaml and all YAML resource files, and lists those that it changes. What they say stays the same, ' +
    'comments and anchors stay, and text that another YAML reader would take for a number or a date gets quotes.';
  static override examples = [
    { description: 'Format the project in this folder.', command: '<%= config.bin %> fmt' },
    {
      description: 'In CI: list the files that differ, exit with 1 if any does.',
      command: '<%= config.bin %> fmt --check',
    },
    { description: 'Format another folder.', command: '<%= config.bin %> fmt --dir people' },
  ];
  static override flags = {
    dir: PROJECT_FLAGS.dir,
    ...VALUES_FLAG,
    check: Flags.boolean({ summary: 'Write nothing; exit with 1 if a file differs.' }),
  };

  async run(): Promise<ExitCode> {
    const { flags } = await this.parse(Fmt);
    const terminal = createTerminal(flags['no-color'], flags.values);
    const { files, diagnostics, texts } = await formatProject(flags.dir);
    const isFaulty = printDiagnostics(diagnostics, texts, terminal);
    const unsafe = files.filter(({ formatted }) => formatted === undefined);
    for (const { path } of unsafe) {
      terminal.message(`${path} stays as it is: its canonical form would not say the same. Please report it.`);
    }
    const differing = files.filter(({ text, formatted }) => formatted !== undefined && formatted !== text);
    for (const file of differing) {
      if (!flags.check) await write(file, flags.dir);
      terminal.result(file.path);
    }
    const failed = isFaulty || unsafe.length > 0;
    if (differing.length > 0 || !failed) terminal.message(outcome(flags.check, differing.length, files.length));
    return failed || (flags.check && differing.length > 0) ? EXIT.error : EXIT.done;
  }
}

async function write({ path, formatted }: FormattedFile, dir: string): Promise<void> {
  if (formatted !== undefined) await writeFileWhole(join(dir, path), formatted, dir);
}

function outcome(check: boolean, differing: number, all: number): string {
  if (check) {
    if (differing === 0) return 'All files are formatted.';
    return `${differing} of ${all} ${all === 1 ? 'file' : 'files'} ${differing === 1 ? 'differs' : 'differ'}; run rollcall fmt.`;
  }
  if (differing === 0) return 'All files were formatted already.';
  return `Formatted ${differing} ${differing === 1 ? 'file' : 'files'}.`;
}
