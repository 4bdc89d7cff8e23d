import { rowOf } from '../../diagnostics/table.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { wordsOf } from '../diagnostics/explanation.ts';
import type { ShownValues } from './hidden-value.ts';

/** Diagnostics as they may be shown: without values each says what its code means and where, and quotes nothing. */
export function shownDiagnostics(diagnostics: readonly Diagnostic[], values: ShownValues): readonly Diagnostic[] {
  return values === 'all' ? diagnostics : diagnostics.map(hidden);
}

/** The texts of the files that code frames may quote. */
export function shownFiles(files: ReadonlyMap<string, string>, values: ShownValues): ReadonlyMap<string, string> {
  return values === 'all' ? files : new Map();
}

function hidden({ detail: _detail, ...diagnostic }: Diagnostic): Diagnostic {
  const row = rowOf(diagnostic.code);
  return { ...diagnostic, summary: row === undefined ? 'not shown' : wordsOf(row) };
}
