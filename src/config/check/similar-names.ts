import { distance } from '../../model/did-you-mean.ts';
import { foldCase } from '../../model/resource.ts';

/** The declared name that an undeclared one most likely means. */
export type Similar = (name: string) => string | undefined;

/** A search compares with every name: this many are plenty to notice, and quick among 100,000 names. */
const MAX_SEARCHES = 100;

/** Looks for slips of the pen among names: at most two letters apart, and not only in their digits. */
export function similarNames(names: readonly string[]): Similar {
  const known = new Map<string, string | undefined>();
  return (name) => {
    const folded = foldCase(name);
    if (known.has(folded) || known.size >= MAX_SEARCHES) return known.get(folded);
    const found = search(folded, names);
    known.set(folded, found);
    return found;
  };
}

function search(folded: string, names: readonly string[]): string | undefined {
  const shape = withoutDigits(folded);
  let limit = limitFor(folded);
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

/** How far apart a slip may be: `ada@…` and `alan@…` are two people, however long their domain is. */
function limitFor(name: string): number {
  const { length } = name.replace(/@.*/, '');
  if (length <= 2) return 0;
  return length <= 4 ? 1 : 2;
}

/** `user1` and `user2` are two users, not one misspelt. */
function withoutDigits(name: string): string {
  return name.replace(/\d+/g, '#');
}
