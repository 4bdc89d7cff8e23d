import type { MemberTarget } from '../../model/configuration.ts';
import { foldCase, NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import { equal } from '../../syntax/filter/filter.ts';
import { printFilter } from '../../syntax/filter/print-filter.ts';
import { propertyOf } from '../../syntax/property.ts';
import type { Reader } from '../reader.ts';
import { withinBudget } from '../request-budget.ts';
import { ignoresFilter, membersInDoubt } from './ignores-filter.ts';
import { type MembersToRead, type ReadMembers, withMembers } from './members-to-read.ts';

const REFERENCE = { attribute: 'members', subAttribute: 'value' };
const WHAT = 'Asking for the groups of possible members';

/**
 * Finds out members by asking for the groups of each candidate, one request each, after one to see that the
 * service heeds what it is asked. An exact list makes everybody a candidate, because it removes whom it does not name;
 * an additive one only those that it names, and with a rule every declared user.
 */
export async function membersByUser(request: MembersToRead, reader: Reader): Promise<ReadMembers> {
  const { targets, groups } = request;
  const ids = [...candidates(request)];
  reader.budget.reserve(ids.length + 1, WHAT);
  if (await ignoresFilter('Group', REFERENCE, reader)) return membersInDoubt(request, REFERENCE, reader);
  const wanted = new Map(targets.map(({ current }): [string, string[]] => [current.id, []]));
  await Promise.all(
    ids.map(async (id) => {
      for (const group of await groupsOf(id, reader)) wanted.get(group.id)?.push(id);
    }),
  );
  return {
    groups: withMembers(groups, wanted),
    users: [],
    unreadable: new Map(),
    strategy: `Members: asked for the groups of each of ${ids.length} possible members of declared groups.`,
  };
}

function candidates({ targets, users, groups, declaredUsers }: MembersToRead): ReadonlySet<string> {
  const isExact = targets.some(({ declared }) => declared.members?.mode === 'exact');
  const isRuled = targets.some(({ declared }) => declared.members?.rule !== undefined);
  const byName = {
    user: Map.groupBy(users, (user) => foldCase(String(propertyOf(user, NAME_ATTRIBUTE.User)))),
    group: Map.groupBy(groups, (group) => foldCase(String(propertyOf(group, NAME_ATTRIBUTE.Group)))),
  };
  const named = (target: MemberTarget) =>
    target.by === 'id' ? [target.id] : (byName[target.by].get(foldCase(target.name)) ?? []).map(({ id }) => id);
  const entries = targets.flatMap(({ declared }) => declared.members?.entries ?? []);
  return new Set([
    ...(isExact ? users.map(({ id }) => id) : []),
    ...(isRuled ? declaredUsers().map(({ current }) => current.id) : []),
    ...entries.flatMap(({ target }) => named(target)),
  ]);
}

function groupsOf(id: string, { client, asking, signal, budget }: Reader): Promise<readonly ScimResource[]> {
  const filter = printFilter(equal(REFERENCE, id));
  return client.list('Group', {
    ...asking.Group,
    filter,
    signal,
    goOn: withinBudget(budget, WHAT),
  });
}
