import type { DeclaredGroup } from '../../model/configuration.ts';
import { foldCase, type ResourceType } from '../../model/resource.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import type { FirstReading } from './first-reading.ts';

/**
 * Ids of those of whom an entry says that they are no members (`$state: absent`), by the entry's key. They may come while
 * the plan, which had nobody to remove, is carried out.
 */
export function unwantedMembers(
  groups: readonly DeclaredGroup[],
  held: FirstReading['resources'],
): FirstReading['unwanted'] {
  const absent = groups.flatMap(({ key, members }) => {
    const targets = (members?.entries ?? []).filter(({ state }) => state === 'absent').map(({ target }) => target);
    return targets.length === 0 ? [] : [{ key, targets }];
  });
  if (absent.length === 0) return new Map();
  const ids = { User: idsByName('User', held), Group: idsByName('Group', held) };
  return new Map(
    absent.map(({ key, targets }) => {
      const found = targets.map((target) =>
        target.by === 'id' ? target.id : ids[target.by === 'user' ? 'User' : 'Group'].get(foldCase(target.name)),
      );
      return [key, new Set(found.filter((id) => id !== undefined))];
    }),
  );
}

function idsByName(type: ResourceType, held: FirstReading['resources']): ReadonlyMap<string, string> {
  return new Map(held[type].map((resource) => [foldCase(resourceName(type, resource) ?? ''), resource.id]));
}
