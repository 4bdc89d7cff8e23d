import type { Place } from './source-file.ts';

const MARKERS = /^(?:<{7} [^\n]*|={7}|>{7} [^\n]*)\r?$/gm;

/** The first of the lines that git leaves in a file whose merge nobody has finished. */
export function findConflict(text: string): Place | undefined {
  if (!text.includes('<<<<<<< ') && !text.includes('>>>>>>> ')) return undefined;
  const [first, second] = [...text.matchAll(MARKERS)];
  if (first === undefined || second === undefined) return undefined;
  return { start: first.index, end: first.index + first[0].trimEnd().length };
}
