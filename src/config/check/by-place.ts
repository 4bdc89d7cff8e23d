import type { Diagnostic } from '../../model/diagnostic.ts';

/** Sorts diagnostics by file and place, those without a place first. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [first, second] = [a.span, b.span];
  if (first === undefined || second === undefined) return Number(first !== undefined) - Number(second !== undefined);
  if (first.file !== second.file) return first.file < second.file ? -1 : 1;
  return first.start.line - second.start.line || first.start.column - second.start.column;
}
