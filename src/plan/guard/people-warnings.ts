import type { Diagnostic } from '../../model/diagnostic.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { lookAlikeKey } from '../../syntax/look-alike.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { maybeKnown, namesLookAlike, notCreated } from '../diagnostics/people-diagnostics.ts';
import type { Draft } from '../draft/draft.ts';
import { removedNamesakes } from '../draft/removed-namesakes.ts';
import type { InactivePeople } from '../match/inactive-people.ts';
import { isGone, type Match } from '../match/match.ts';
import { inactiveReferences } from '../references/inactive-references.ts';
import { namesakes } from './namesakes.ts';
import type { Doubt } from './possible-duplicates.ts';

/** What a plan knows of people that no single entry shows. */
export interface People {
  readonly matches: readonly Match[];
  readonly drafts: readonly Draft[];
  readonly doubts: readonly Doubt[];
  readonly inactive: InactivePeople;
  readonly current: CurrentIndexes;
  readonly locate: Locator;
}

/** Warnings of people who are inactive, gone, doubled or about to lose their account to a namesake. */
export function peopleDiagnostics({
  matches,
  drafts,
  doubts,
  inactive,
  current,
  locate,
}: People): readonly Diagnostic[] {
  return [
    ...idleDoubts(doubts, matches, locate),
    ...removedNamesakes(matches, drafts, current, locate),
    ...alikeOnService(matches, current, locate),
    ...goneDiagnostics(matches, locate),
    ...inactiveReferences(matches, inactive, locate),
  ];
}

/** Who is not created because the entry says that the user is inactive: one hint that names them. */
function goneDiagnostics(matches: readonly Match[], locate: Locator): readonly Diagnostic[] {
  const [first, ...others] = matches.filter(isGone).map(({ declared }) => declared);
  return first === undefined ? [] : [notCreated(locate, [first, ...others])];
}

/** Doubts about entries for which nothing is done, where nothing is done to the other account either. */
function idleDoubts(doubts: readonly Doubt[], matches: readonly Match[], locate: Locator): readonly Diagnostic[] {
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
function alikeOnService(matches: readonly Match[], current: CurrentIndexes, locate: Locator): readonly Diagnostic[] {
  const names = namesakes(matches, current);
  if (names.User.size + names.Group.size === 0) return [];
  return matches.flatMap(({ declared, current: held }) => {
    if (held === undefined || declared.state === 'absent') return [];
    const name = currentName(declared.type, held);
    const alike = names[declared.type].get(lookAlikeKey(declared.name)) ?? [];
    // Names of today: whoever would only get such a name is a possible duplicate, and refused as one.
    const other = alike
      .flatMap((holder) => (holder.current === undefined ? [] : [holder.current]))
      .find((current) => looksLike(currentName(declared.type, current), name));
    return other === undefined ? [] : [namesLookAlike(locate, declared, currentName(declared.type, other), other.id)];
  });
}

function currentName(type: ResourceType, resource: ScimResource): string {
  return resourceName(type, resource) ?? resource.id;
}

function looksLike(one: string, other: string): boolean {
  return foldCase(one) !== foldCase(other) && lookAlikeKey(one) === lookAlikeKey(other);
}
