import type { ReadDialect } from '../../../model/profile.ts';
import { memberIds } from '../../../plan/references/member-changes.ts';
import { equal } from '../../../syntax/filter/filter.ts';
import { printFilter } from '../../../syntax/filter/print-filter.ts';
import { type ProbeRun, readById, reasonOf } from './probe-run.ts';

/** The ways in which a service may show who is in a group. */
export type MemberReading = Exclude<ReadDialect['members'], 'unreadable'>;

const WAYS: readonly MemberReading[] = ['listed', 'usersByGroup', 'groupsByUser'];

/** The ids of a group's members, read in one way; of all users only the test user where each is asked for. Throws ServiceError. */
export async function memberIdsOf(groupId: string, way: MemberReading, run: ProbeRun): Promise<readonly string[]> {
  const { client, userId } = run.found;
  switch (way) {
    case 'listed': {
      const group = await readById('Group', groupId, run);
      return group === undefined ? [] : [...memberIds(group)];
    }
    case 'usersByGroup': {
      const users = await client.list('User', { filter: whose('groups', groupId) });
      return users.map(({ id }) => id);
    }
    case 'groupsByUser': {
      if (userId === undefined) return [];
      const groups = await client.list('Group', { filter: whose('members', userId) });
      return groups.some(({ id }) => id === groupId) ? [userId] : [];
    }
  }
}

/** The filter for those whose `groups` or `members` hold an id. */
function whose(attribute: 'groups' | 'members', id: string): string {
  return printFilter(equal({ attribute, subAttribute: 'value' }, id));
}

/** The first way, the profile's own before the others, that shows the test user as a member; undefined where none does. */
export async function wayThatShows(userId: string, groupId: string, run: ProbeRun): Promise<MemberReading | undefined> {
  const { members: own } = run.found.profile.read;
  const ways = [...WAYS.filter((way) => way === own), ...WAYS.filter((way) => way !== own)];
  for (const way of ways) {
    if (await shows(userId, groupId, way, run)) return way;
  }
  return undefined;
}

/** A filter that is overlooked shows everybody, and one that is refused nobody. */
async function shows(userId: string, groupId: string, way: MemberReading, run: ProbeRun): Promise<boolean> {
  try {
    const ids = await memberIdsOf(groupId, way, run);
    return ids.length === 1 && ids[0] === userId;
  } catch (error) {
    reasonOf(error);
    return false;
  }
}
