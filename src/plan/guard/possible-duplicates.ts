import type { PossibleDuplicate } from '../../model/guards.ts';
import type { Change } from '../../model/plan.ts';
import { foldCase, type ScimResource } from '../../model/resource.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { lookAlikeKey } from '../../syntax/look-alike.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { formerName } from '../match/former-name.ts';
import { isGone, type Match } from '../match/match.ts';
import { type NameHolder, type Namesakes, namesakes } from './namesakes.ts';
import { type FindSharer, findSharer } from './telling-values.ts';

/** What is declared, what ownership removes, and what the service holds. */
export interface DuplicateInput {
  readonly matches: readonly Match[];
  readonly removals: readonly Match[];
  /** What entries mean that the environment does not select: they are declared, though not for here. */
  readonly notSelected: ReadonlySet<ScimResource>;
  readonly current: CurrentIndexes;
}

/** A possible duplicate, and the keys of the changes that it is about; there are none where nothing happens. */
export interface Doubt {
  readonly duplicate: PossibleDuplicate;
  readonly concerns: readonly string[];
}

/**
 * Finds entries by which somebody may come to a second account: their names look like those of others, or they match
 * nothing and share what tells people apart with somebody whom no entry declares. Only what was read is compared.
 */
export function possibleDuplicates(input: DuplicateInput): readonly Doubt[] {
  const doubted = input.matches.filter(isDoubted);
  if (doubted.length === 0) return [];
  const search = searchIn(input);
  return doubted.flatMap((match) => {
    const found = (isGone(match) ? undefined : namesakeOf(match, search)) ?? sharerOf(match, search);
    return found === undefined ? [] : [doubtOf(match, found, search)];
  });
}

/** Entries that are about to be somebody new, or to have another name. */
function isDoubted({ declared, current }: Match): boolean {
  if (declared.state === 'absent') return false;
  return current === undefined || formerName(declared, current) !== undefined;
}

interface Search {
  readonly current: CurrentIndexes;
  readonly names: Namesakes;
  readonly find: FindSharer;
  /** The keys of removals that ownership asks for, by the resource. */
  readonly removed: ReadonlyMap<ScimResource, string>;
}

function searchIn({ matches, removals, notSelected, current }: DuplicateInput): Search {
  const declared = new Set([...matches.map((match) => match.current), ...notSelected]);
  return {
    current,
    names: namesakes(matches, current),
    find: findSharer(current.User.all, (user) => !declared.has(user)),
    removed: new Map(
      removals.flatMap((match) => (match.current ? [[match.current, match.declared.key] as const] : [])),
    ),
  };
}

interface Found {
  readonly shares: PossibleDuplicate['shares'];
  readonly holder: NameHolder;
}

/** Whoever is on the service under a name that looks the same, or has an entry further up. */
function namesakeOf({ declared }: Match, { names }: Search): Found | undefined {
  const alike = names[declared.type].get(lookAlikeKey(declared.name)) ?? [];
  const own = alike.findIndex((holder) => holder.declared === declared);
  const holder = alike.find(
    ({ name, current }, index) =>
      index !== own && foldCase(name) !== foldCase(declared.name) && (index < own || current !== undefined),
  );
  return holder && { shares: 'name', holder };
}

function sharerOf({ declared, current }: Match, { find }: Search): Found | undefined {
  const found = declared.type === 'User' && current === undefined ? find(declared.attributes) : undefined;
  if (found === undefined) return undefined;
  const { shares, resource } = found;
  return { shares, holder: { name: resourceName('User', resource) ?? resource.id, current: resource } };
}

function doubtOf(match: Match, { shares, holder }: Found, search: Search): Doubt {
  const { declared, current } = match;
  const removal = holder.current && search.removed.get(holder.current);
  const does = isGone(match) ? 'nothing' : current === undefined ? 'create' : 'rename';
  return {
    duplicate: {
      key: declared.key,
      source: declared.source,
      does,
      shares,
      other: {
        name: holder.name,
        ...(holder.current === undefined ? {} : { id: holder.current.id }),
        ...(holder.declared === undefined ? {} : { source: holder.declared.source }),
      },
      ...(does === 'rename' || holder.declared !== undefined ? {} : { write: lineFor(match, holder, search) }),
    },
    concerns: [...(does === 'nothing' ? [] : [declared.key]), ...(removal === undefined ? [] : [removal])],
  };
}

/** A name that is nobody else's tells who is meant; otherwise the id does. */
function lineFor({ declared }: Match, { name, current }: NameHolder, search: Search): PossibleDuplicate['write'] & {} {
  const named = search.current[declared.type].byName(name);
  if (named.length === 1 || current === undefined) return { key: '$previously', value: name };
  return { key: '$id', value: current.id };
}

/** The doubts about what is to be done: of a part of a plan, about that part. */
export function selectedDuplicates(doubts: readonly Doubt[], changes: readonly Change[]): readonly PossibleDuplicate[] {
  if (doubts.length === 0) return [];
  const keys = new Set(changes.map(({ key }) => key));
  return doubts.flatMap(({ duplicate, concerns }) => (concerns.some((key) => keys.has(key)) ? [duplicate] : []));
}
