import type { Reader } from '../reader.ts';
import { checkMembers } from './check-members.ts';
import { membersByGroup } from './members-by-group.ts';
import { membersByUser } from './members-by-user.ts';
import { type MembersToRead, type ReadMembers, unreadableMembers } from './members-to-read.ts';

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
