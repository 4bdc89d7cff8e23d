import type { ResourceType } from '../../model/resource.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';
import { type AttributePath, equal } from '../../syntax/filter/filter.ts';
import { printAttribute, printFilter } from '../../syntax/filter/print-filter.ts';
import type { Reader } from '../reader.ts';
import { type MembersToRead, type ReadMembers, unreadableMembers } from './members-to-read.ts';

/** An id that a service takes for one of its own, and that no resource has. */
const NOBODYS_ID = '00000000-0000-4000-8000-000000000000';

/**
 * Asks for the resources that refer to an id that nobody has. A service that ignores filters answers with resources
 * all the same: believed, it would make everybody a member of every group. Costs one request.
 */
export async function ignoresFilter(
  type: ResourceType,
  reference: AttributePath,
  { client, asking, signal }: Reader,
): Promise<boolean> {
  const filter = printFilter(equal(reference, NOBODYS_ID));
  try {
    const found = await client.list(type, { ...asking[type], filter, signal, goOn: () => false });
    return found.length > 0;
  } catch (error) {
    // Some refuse ids that they do not know, and could not without looking at the filter.
    if (error instanceof ScimError && (error.status === 400 || error.status === 404)) return false;
    throw error;
  }
}

/**
 * What is read of the members of a service that ignores the filter by which it is asked for them.
 * @param reference what the filter compares: `groups.value`
 */
export function membersInDoubt(request: MembersToRead, reference: AttributePath, { profile }: Reader): ReadMembers {
  const name = printAttribute(reference);
  const reason = `${profile.title} ignores the filter "${name} eq …", by which its members are read: it found resources for an id that nobody has. Correct read.members of the profile, or leave "members" out.`;
  return unreadableMembers(request, reason, 'Members: the service ignores the filter that would tell them.');
}
