import type { ScimResource } from '../../model/resource.ts';
import { equal } from '../../syntax/filter/filter.ts';
import { printFilter } from '../../syntax/filter/print-filter.ts';
import type { Target } from '../asking/reading-targets.ts';
import type { Reader } from '../reader.ts';
import { withinBudget } from '../request-budget.ts';
import { ignoresFilter, membersInDoubt } from './ignores-filter.ts';
import { type MembersToRead, type ReadMembers, withMembers } from './members-to-read.ts';

const REFERENCE = { attribute: 'groups', subAttribute: 'value' };
const WHAT = 'Asking for the users of each declared group';

/**
 * Finds out members by asking for the users of each group: one request a group, and one for each further page,
 * and one before to see that the service heeds what it is asked. Groups within groups cannot be seen this way.
 */
export async function membersByGroup(request: MembersToRead, reader: Reader): Promise<ReadMembers> {
  const { targets, users, groups } = request;
  const { title } = reader.profile;
  const known = new Set(users.map(({ id }) => id));
  const reason = `${title} shows which users are in a group, and not which groups. Declare users only.`;
  const unreadable = new Map(
    targets.filter((target) => namesGroups(target, known)).map(({ current }) => [current.id, reason]),
  );
  const readable = [...new Set(targets.map(({ current }) => current.id))].filter((id) => !unreadable.has(id));
  reader.budget.reserve(readable.length + 1, WHAT);
  if (await ignoresFilter('User', REFERENCE, reader)) return membersInDoubt(request, REFERENCE, reader);
  const found = await Promise.all(readable.map(async (id) => [id, await usersOf(id, reader)] as const));
  return {
    groups: withMembers(groups, new Map(found.map(([id, members]) => [id, members.map((user) => user.id)]))),
    users: found.flatMap(([, members]) => members),
    unreadable,
    strategy: `Members: asked for the users of each of ${readable.length} declared groups.`,
  };
}

function usersOf(id: string, { client, asking, signal, budget }: Reader): Promise<readonly ScimResource[]> {
  const filter = printFilter(equal(REFERENCE, id));
  return client.list('User', {
    ...asking.User,
    filter,
    signal,
    goOn: withinBudget(budget, WHAT),
  });
}

/** A member by id that is no known user may be a group. */
function namesGroups({ declared }: Target, users: ReadonlySet<string>): boolean {
  const entries = declared.members?.entries ?? [];
  return entries.some(({ target }) => target.by === 'group' || (target.by === 'id' && !users.has(target.id)));
}
