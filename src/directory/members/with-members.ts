import type { ScimResource } from '../../model/resource.ts';

/** The groups with the members that were found out in another way than by reading the groups. */
export function withMembers(
  groups: readonly ScimResource[],
  members: ReadonlyMap<string, readonly string[]>,
): readonly ScimResource[] {
  return groups.map((group) => {
    const ids = members.get(group.id);
    return ids === undefined ? group : { ...group, members: ids.map((value) => ({ value })) };
  });
}
