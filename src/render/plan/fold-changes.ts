import type { Change } from '../../model/plan.ts';
import { type Risk, riskOf } from './risk.ts';

/** Changes of one kind that read alike but for the name: one, or so many that they are told together. */
export interface Block {
  readonly risk: Risk;
  /** In the order of the view. */
  readonly changes: readonly [Change, ...Change[]];
}

/** Fewer are told one by one, each with its line. */
const FEWEST = 3;

/**
 * Folds changes that read alike into blocks, which stand where their first change does.
 * @param lines what the view shows of a change besides its name and its place
 */
export function foldChanges(
  changes: readonly Change[],
  lines: (change: Change) => readonly string[],
): readonly Block[] {
  const placeOf = new Map(changes.map((change, index) => [change, index]));
  const alike = Map.groupBy(changes, (change) =>
    [change.action, change.resource.type, riskOf(change), ...lines(change)].join('\n'),
  );
  return [...alike.values()]
    .flatMap((fold) => (fold.length < FEWEST ? fold.map((change) => [change]) : [fold]))
    .flatMap(([first, ...others]): readonly Block[] =>
      first === undefined ? [] : [{ risk: riskOf(first), changes: [first, ...others] }],
    )
    .sort((a, b) => (placeOf.get(a.changes[0]) ?? 0) - (placeOf.get(b.changes[0]) ?? 0));
}
