import type { Diagnostic } from '../../model/diagnostic.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { previouslyLeaves } from '../diagnostics/identity-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';
import type { Match } from '../match/match.ts';
import type { Draft } from './draft.ts';

/** Former names that find a resource which the plan removes, of entries that are found by another key. */
export function removedNamesakes(
  matches: readonly Match[],
  drafts: readonly Draft[],
  current: CurrentIndexes,
  locate: Locator,
): readonly Diagnostic[] {
  const removed = new Set(
    drafts.flatMap((draft) => (draft.action === 'delete' || draft.action === 'deactivate' ? [draft.current] : [])),
  );
  if (removed.size === 0) return [];
  return matches.flatMap(({ declared, current: held }) => {
    if (held === undefined || declared.state === 'absent') return [];
    return declared.previously.flatMap((name) => {
      const leaves = current[declared.type].byName(name).some((other) => other !== held && removed.has(other));
      return leaves ? [previouslyLeaves(locate, declared, name, held)] : [];
    });
  });
}
