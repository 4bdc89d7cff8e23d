/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
 * Anything beyond `limit` is reported as `limit + 1`.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    // Farther from the diagonal than the limit nothing is within it.
    const [from, to] = [Math.max(1, row - limit), Math.min(b.length, row + limit)];
    const current: number[] = [];
    current[from - 1] = from === 1 ? row : limit + 1;
    let least = current[from - 1] ?? row;
    for (let column = from; column <= to; column++) {
      current[column] = cell(a, b, row, column, [beforePrevious, previous, current], limit + 1);
      least = Math.min(least, current[column] ?? least);
    }
    if (least > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1);
}

function cell(
  a: string,
  b: string,
  row: number,
  column: number,
  rows: readonly [number[], number[], number[]],
  beyond: number,
): number {
  const [beforePrevious, previous, current] = rows;
  const same = a[row - 1] === b[column - 1] ? 0 : 1;
  const best = Math.min(
    (previous[column] ?? beyond) + 1,
    (current[column - 1] ?? beyond) + 1,
    (previous[column - 1] ?? beyond) + same,
  );
  const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return swapped ? Math.min(best, (beforePrevious[column - 2] ?? beyond) + 1) : best;
}

/** The candidate that a misspelt word most likely means, or undefined where none is near enough. */
export function closest(word: string, known: Iterable<string>): string | undefined {
  const candidates = [...known];
  const folded = word.toLowerCase();
  let limit = Math.min(3, Math.max(1, Math.floor(folded.length / 3)));
  let found: string | undefined;
  for (const candidate of candidates) {
    const apart = distance(folded, candidate.toLowerCase(), limit);
    if (apart > limit || candidate === word) continue;
    found = candidate;
    if (apart === 0) return found;
    limit = apart - 1;
  }
  return found ?? onlyWithWord(folded, candidates);
}

const SHORTEST_WORD = 4;

/** `genesys` means `genesys-cloud`, and `department` `enterprise.department`, where no other has that word. */
function onlyWithWord(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < SHORTEST_WORD) return undefined;
  const found = candidates.filter((candidate) =>
    candidate
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .includes(word),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** ` Did you mean "…"?` with a blank in front, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const found = closest(word, candidates);
  return found === undefined ? '' : ` Did you mean "${found}"?`;
}
