import type { Diagnostic } from '../../model/diagnostic.ts';
import { renderDiagnostics } from '../../render/diagnostics/diagnostics-text.ts';
import { shownDiagnostics, shownFiles } from '../../render/hidden/hidden-diagnostic.ts';
import type { Terminal } from './terminal.ts';

/** Prints diagnostics, if there are any, as messages; true if one of them is an error. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: ReadonlyMap<string, string>,
  terminal: Terminal,
): boolean {
  if (diagnostics.length > 0)
    terminal.message(
      renderDiagnostics(
        shownDiagnostics(diagnostics, terminal.values),
        shownFiles(files, terminal.values),
        terminal.messageStyle,
        terminal.columns,
      ),
    );
  return diagnostics.some(({ severity }) => severity === 'error');
}
