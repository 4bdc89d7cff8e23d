import type { Diagnostic } from '../../model/diagnostic.ts';
import { foldCase } from '../../model/resource.ts';
import { lookAlikeKey } from '../../syntax/look-alike.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { maybeKnown, namesLookAlike, notCreated } from '../diagnostics/people-diagnostics.ts';
import type { CurrentIndexes } from '../match/current-index.ts';
import { isGone, type Match } from '../match/match.ts';
import { namesakes } from './namesakes.ts';
import type { Doubt } from './possible-duplicates.ts';

/** Who is not created because the entry says that the user is inactive: one hint that names them. */
export function goneDiagnostics(matches: readonly Match[], locate: Locator): readonly Diagnostic[] {
  const [first, ...others] = matches.filter(isGone).map(({ declared }) => declared);
  return first === undefined ? [] : [notCreated(locate, [first, ...others])];
}

/** Doubts about entries for which nothing is done, where nothing is done to the other account either. */
export function idleDoubts(
  doubts: readonly Doubt[],
  matches: readonly Match[],
  locate: Locator,
): readonly Diagnostic[] {
  const idle = new Map(
    doubts.flatMap(({ duplicate, concerns }) => (concerns.length === 0 ? [[duplicate.key, duplicate] as const] : [])),
  );
  if (idle.size === 0) return [];
  return matches.flatMap(({ declared }) => {
    const duplicate = idle.get(declared.key);
    return duplicate === undefined ? [] : [maybeKnown(locate, declared, duplicate)];
  });
}

/** Declared resources that the service holds beside another one whose name looks the same. */
export function alikeOnService(
  matches: readonly Match[],
  current: CurrentIndexes,
  locate: Locator,
): readonly Diagnostic[] {
  const names = namesakes(matches, current);
  if (names.User.size + names.Group.size === 0) return [];
  return matches.flatMap(({ declared, current: held }) => {
    if (held === undefined || declared.state === 'absent') return [];
    const alike = names[declared.type].get(lookAlikeKey(declared.name)) ?? [];
    const other = alike.find(
      (holder) => holder.current !== undefined && foldCase(holder.name) !== foldCase(declared.name),
    );
    return other?.current === undefined ? [] : [namesLookAlike(locate, declared, other.name, other.current.id)];
  });
}
