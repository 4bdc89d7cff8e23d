import type { DeclaredUser } from '../model/configuration.ts';
import type { ScimResource } from '../model/resource.ts';
import { checkMembers } from './check-members.ts';
import { membersByGroup } from './members-by-group.ts';
import { membersByUser } from './members-by-user.ts';
import type { Reader } from './reader.ts';
import type { Pair, Target } from './targets.ts';
import { unreadableMembers } from './unreadable-members.ts';

/** What is known before members are read. */
export interface MembersToRead {
  /** The groups whose members a plan compares, or a policy looks at. */
  readonly targets: readonly Target[];
  readonly users: readonly ScimResource[];
  readonly groups: readonly ScimResource[];
  /** The declared users with the current ones that they may mean. */
  readonly declaredUsers: readonly Pair<DeclaredUser>[];
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

/** Reads members in the way in which the service shows them. */
export async function readMembers(request: MembersToRead, reader: Reader): Promise<ReadMembers> {
  const { members } = reader.profile.read;
  if (request.targets.length === 0) return { groups: request.groups, users: [], unreadable: new Map() };
  switch (members) {
    case 'listed':
      return checkMembers(request, reader);
    case 'usersByGroup':
      return membersByGroup(request, reader);
    case 'groupsByUser':
      return membersByUser(request, reader);
    case 'unreadable': {
      const reason = `${reader.profile.title} does not show members over SCIM. Leave "members" out, or manage them in ${reader.profile.title} itself.`;
      return unreadableMembers(request, reason, 'Members: the service does not show them.');
    }
  }
}
