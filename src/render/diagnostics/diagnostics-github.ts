import type { Diagnostic, Severity } from '../../model/diagnostic.ts';
import { visible } from '../text/visible-text.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' };

/**
 * Prints diagnostics as workflow commands of GitHub Actions, which shows them on the lines of a pull request.
 * @param folder the project's folder, relative to the root of the repository; empty for the root itself
 * @returns one line for each diagnostic
 */
export function renderDiagnosticsForGithub(diagnostics: readonly Diagnostic[], folder: string): string {
  return diagnostics.map((diagnostic) => `${commandOf(diagnostic, folder)}\n`).join('');
}

function commandOf({ code, severity, summary, detail, span }: Diagnostic, folder: string): string {
  const place =
    span === undefined
      ? []
      : [
          `file=${escapeProperty(folder === '' ? span.file : `${folder}/${span.file}`)}`,
          `line=${span.start.line}`,
          `endLine=${span.end.line}`,
          // GitHub knows columns only within one line.
          ...(span.start.line === span.end.line ? [`col=${span.start.column}`, `endColumn=${span.end.column}`] : []),
        ];
  const properties = [...place, `title=${escapeProperty(`${code}: ${summary}`)}`];
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(detail ?? summary)}`;
}

/** What a message must not contain as it is, by the documentation of workflow commands. */
function escapeData(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line).replaceAll('%', '%25').replaceAll('\r', '%0D'))
    .join('%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
