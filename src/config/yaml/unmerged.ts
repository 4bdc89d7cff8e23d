import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import type { Place, SourceFile } from './source-file.ts';

const MARKERS = /^(?:<{7} [^\n]*|={7}|>{7} [^\n]*)\r?$/gm;

/** True for a file whose merge nobody has finished, which is reported. */
export function isUnmerged({ text }: SourceFile, report: Report): boolean {
  const conflict = findConflict(text);
  if (conflict !== undefined) report(problems.mergeConflict(), conflict);
  return conflict !== undefined;
}

/** The first of the lines that git leaves in such a file. */
function findConflict(text: string): Place | undefined {
  if (!text.includes('<<<<<<< ') && !text.includes('>>>>>>> ')) return undefined;
  const [first, second] = [...text.matchAll(MARKERS)];
  if (first === undefined || second === undefined) return undefined;
  return { start: first.index, end: first.index + first[0].trimEnd().length };
}
