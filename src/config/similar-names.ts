import { distance } from '../model/did-you-mean.ts';
import { foldCase } from '../model/resource.ts';

/** The declared name that an undeclared one most likely means. */
export type Similar = (name: string) => string | undefined;

/** A search compares with every name: this many are plenty to notice, and quick among 100,000 names. */
const MAX_SEARCHES = 100;
const MIN_LENGTH = 4;

/** Looks for slips of the pen among names: at most two letters apart, and not only in their digits. */
export function similarNames(names: readonly string[]): Similar {
  const known = new Map<string, string | undefined>();
  return (name) => {
    const folded = foldCase(name);
    if (known.has(folded) || known.size >= MAX_SEARCHES) return known.get(folded);
    const found = folded.length < MIN_LENGTH ? undefined : search(folded, names);
    known.set(folded, found);
    return found;
  };
}

function search(folded: string, names: readonly string[]): string | undefined {
  const shape = withoutDigits(folded);
  let limit = folded.length < 8 ? 1 : 2;
  let found: string | undefined;
  for (const candidate of names) {
    if (limit === 0) break;
    const other = foldCase(candidate);
    const apart = distance(folded, other, limit);
    if (apart > limit || withoutDigits(other) === shape) continue;
    found = candidate;
    limit = apart - 1;
  }
  return found;
}

/** `user1` and `user2` are two users, not one misspelt. */
function withoutDigits(name: string): string {
  return name.replace(/\d+/g, '#');
}
