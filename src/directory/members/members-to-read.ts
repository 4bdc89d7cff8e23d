import type { DeclaredUser } from '../../model/configuration.ts';
import type { ScimResource } from '../../model/resource.ts';
import type { Pair, Target } from '../asking/reading-targets.ts';

/** What is known before members are read. */
export interface MembersToRead {
  /** The groups whose members a plan compares, or a policy looks at. */
  readonly targets: readonly Target[];
  readonly users: readonly ScimResource[];
  readonly groups: readonly ScimResource[];
  /** The declared users with the current ones that they may mean. */
  readonly declaredUsers: () => readonly Pair<DeclaredUser>[];
}

export interface ReadMembers {
  /** The groups again, with their members. */
  readonly groups: readonly ScimResource[];
  /** Users that came along. */
  readonly users: readonly ScimResource[];
  /** Why the members of a group cannot be planned, by its id. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** For people; undefined where nothing was read for it. */
  readonly strategy?: string;
}

/**
 * What is read where nobody can tell who is in a group.
 * @param reason a sentence that says why and what to do
 */
export function unreadableMembers({ targets, groups }: MembersToRead, reason: string, strategy: string): ReadMembers {
  return { groups, users: [], unreadable: new Map(targets.map(({ current }) => [current.id, reason])), strategy };
}

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
