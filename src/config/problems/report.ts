import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Place, type SourceFile, spanAt } from '../yaml/source-file.ts';

/** A diagnostic before it is known where it belongs. */
export type Problem = Omit<Diagnostic, 'span'>;

/** Takes what is wrong in one file. */
export type Report = (problem: Problem, place: Place) => void;

/** So many problems of one file are told; whoever mends them sees the others. */
export const MOST_PROBLEMS = 1_000;

/**
 * A report that adds to a list, each problem once per place: an anchor makes one mistake appear many times. Of more than a
 * thousand in one file, the first are told.
 */
export function reportInto(file: SourceFile, diagnostics: Diagnostic[]): Report {
  const seen = new Set<string>();
  return (found, place) => {
    const key = `${found.code} ${place.start}`;
    if (seen.has(key) || seen.size >= MOST_PROBLEMS) return;
    seen.add(key);
    diagnostics.push({ ...found, span: spanAt(file, place) });
  };
}
