import { NAME_ATTRIBUTE } from '../model/resource.ts';
import { propertyOf } from '../syntax/property.ts';
import { referencesOf } from './asking/references-of.ts';
import type { Contradiction } from './contradictory-read-error.ts';
import type { ReadResources } from './reader.ts';

/** Says where one type is empty although the other refers to it; undefined where there is no such contradiction. */
export function contradiction(users: ReadResources, groups: ReadResources): Contradiction | undefined {
  const problem = emptyAndNot(users, groups);
  return problem === undefined ? undefined : { problem, hint: HINT };
}

const HINT =
  'Run again; if it stays so, the credentials may not be allowed to see everything, or the service hides it: check its permissions.';

function emptyAndNot(users: ReadResources, groups: ReadResources): string | undefined {
  if (users.whole && users.resources.length === 0) {
    const ids = new Set(groups.resources.map(({ id }) => id));
    const holder = groups.resources.find((group) =>
      referencesOf(group, 'members').some(({ id, type }) => type !== 'group' && !ids.has(id)),
    );
    if (holder !== undefined) {
      return `it lists no users, and the group ${String(propertyOf(holder, NAME_ATTRIBUTE.Group))} has some`;
    }
  }
  if (groups.whole && groups.resources.length === 0) {
    const member = users.resources.find((user) => referencesOf(user, 'groups').length > 0);
    if (member !== undefined) {
      return `it lists no groups, and the user ${String(propertyOf(member, NAME_ATTRIBUTE.User))} is in one`;
    }
  }
  return undefined;
}
