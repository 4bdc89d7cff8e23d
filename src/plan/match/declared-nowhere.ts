import type { Directory } from '../../model/directory.ts';
import type { DeclaredNowhere, Plan } from '../../model/plan.ts';
import type { ResourceType, ScimResource } from '../../model/resource.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { heldProperty } from '../../syntax/property.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import type { Match } from './match.ts';

/**
 * Counts what the service holds and no entry means; of a type that was only looked up by name, nobody knows.
 * @param notSelected what entries mean that the environment does not select, which is counted by itself
 */
export function declaredNowhere(
  matches: readonly Match[],
  current: CurrentIndexes,
  { lookedUp = [] }: Directory,
  notSelected: ReadonlySet<ScimResource> = new Set(),
): Plan['declaredNowhere'] {
  const known = new Set(matches.map((match) => match.current));
  const count = (type: ResourceType): DeclaredNowhere | null => {
    if (lookedUp.includes(type)) return null;
    const unmatched = current[type].all.filter((resource) => !known.has(resource));
    const others = unmatched.filter((resource) => !notSelected.has(resource));
    const left = unmatched.length - others.length;
    const inactive = type === 'Group' ? 0 : others.filter((user) => isSaidFalse(heldProperty(user, 'active'))).length;
    return { active: others.length - inactive, inactive, ...(left === 0 ? {} : { notSelected: left }) };
  };
  return { User: count('User'), Group: count('Group') };
}
