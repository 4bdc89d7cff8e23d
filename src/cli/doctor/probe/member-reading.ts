import type { ReadDialect } from '../../../model/profile.ts';
import { referenceElements, referenceId } from '../../../syntax/reference-elements.ts';
import { type ProbeRun, readById, reasonOf } from './probe-run.ts';

/** The ways in which a service may show who is in a group. */
export type MemberReading = Exclude<ReadDialect['members'], 'unreadable'>;

const WAYS: readonly MemberReading[] = ['listed', 'usersByGroup', 'groupsByUser'];

/** The ids of a group's members, read in one way; of all users only the test user where each is asked for. Throws ServiceError. */
export async function memberIdsOf(groupId: string, way: MemberReading, run: ProbeRun): Promise<readonly string[]> {
  const { client } = run.found;
  const { found } = run;
  switch (way) {
    case 'listed': {
      const group = await readById('Group', groupId, run);
      return group === undefined
        ? []
        : referenceElements(group, 'members').flatMap((member) => referenceId(member) ?? []);
    }
    case 'usersByGroup': {
      const users = await client.list('User', { filter: `groups.value eq "${groupId}"` });
      return users.map(({ id }) => id);
    }
    case 'groupsByUser': {
      const groups = await client.list('Group', { filter: `members.value eq "${found.userId}"` });
      return groups.some(({ id }) => id === groupId) && found.userId !== undefined ? [found.userId] : [];
    }
  }
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
