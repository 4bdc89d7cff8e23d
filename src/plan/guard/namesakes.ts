import type { DeclaredResource } from '../../model/configuration.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { isAmbiguous, lookAlikeKey } from '../../syntax/look-alike.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { isGone, type Match } from '../match/match.ts';

/** Somebody who will have a name: an entry, what the service holds, or both. */
export interface NameHolder {
  readonly name: string;
  readonly declared?: DeclaredResource;
  readonly current?: ScimResource;
}

/** Names by what all that look alike have in common; in the order of the files, those that no entry declares last. */
export type Namesakes = Readonly<Record<ResourceType, ReadonlyMap<string, readonly NameHolder[]>>>;

/** Gathers the names that will be there and look like another one; nearly always there are none. */
export function namesakes(matches: readonly Match[], current: CurrentIndexes): Namesakes {
  return { User: namesakesOf('User', matches, current), Group: namesakesOf('Group', matches, current) };
}

function namesakesOf(
  type: ResourceType,
  matches: readonly Match[],
  current: CurrentIndexes,
): ReadonlyMap<string, readonly NameHolder[]> {
  if (!isAnyAmbiguous(type, matches, current)) return new Map();
  const holders = holdersOf(type, matches, current);
  const alike = Map.groupBy(holders, ({ name }) => lookAlikeKey(name));
  return new Map([...alike].filter(([, group]) => new Set(group.map(({ name }) => foldCase(name))).size > 1));
}

/** Looks before anything is gathered, since nearly always there are none. */
function isAnyAmbiguous(type: ResourceType, matches: readonly Match[], current: CurrentIndexes): boolean {
  return (
    // Whoever is found as written has the name of a resource, which is looked at below.
    matches.some(
      ({ declared, isFoundAsWritten }) =>
        isFoundAsWritten === undefined && declared.type === type && isAmbiguous(declared.name),
    ) || current[type].all.some((resource) => isAmbiguous(resourceName(type, resource) ?? resource.id))
  );
}

function holdersOf(type: ResourceType, matches: readonly Match[], current: CurrentIndexes): readonly NameHolder[] {
  const own = matches.filter(({ declared }) => declared.type === type);
  const known = new Set(own.map((match) => match.current));
  const declared = own
    .filter((match) => match.declared.state === 'present' && !isGone(match))
    .map((match) => ({ name: match.declared.name, ...match }));
  const others = current[type].all
    .filter((resource) => !known.has(resource))
    .map((resource) => ({ name: resourceName(type, resource) ?? resource.id, current: resource }));
  return [...declared, ...others];
}
