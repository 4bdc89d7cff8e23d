import type { Profile } from '../../model/profile.ts';
import { foldCase } from '../../model/resource.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { heldProperty } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import { isGone, type Match } from './match.ts';

/** Users who are inactive once the plan is carried out. */
export interface InactivePeople {
  /** Who is on the service or will be, by name in one case. */
  readonly there: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  /** Who is not, and is not created: by name in one case. */
  readonly gone: ReadonlySet<string>;
  /** Ids of those whom the service takes out of all groups. */
  readonly withoutGroups: ReadonlySet<string>;
}

/** Finds who is inactive: whoever is declared so or has expired, and whoever is so on the service and stays it. */
export function inactivePeople(
  matches: readonly Match[],
  { User }: CurrentIndexes,
  { types }: Profile,
): InactivePeople {
  const users = matches.filter(({ declared }) => declared.type === 'User');
  const present = users.filter(({ declared }) => declared.state === 'present');
  const gone = present.filter(isGone);
  const declared = present.filter((match) => isInactive(match) && !isGone(match));
  const inactive = User.all.filter((user) => isSaidFalse(heldProperty(user, 'active')));
  const known = new Set(inactive.length === 0 ? [] : users.map(({ current }) => current));
  const others = inactive.filter((user) => !known.has(user));
  const ids = new Set([...declared.flatMap(({ current }) => current?.id ?? []), ...others.map(({ id }) => id)]);
  const names = [
    ...declared.map((match) => match.declared.name),
    ...others.map((user) => resourceName('User', user) ?? user.id),
  ];
  return {
    there: new Set(names.map(foldCase)),
    ids,
    gone: new Set(gone.map((match) => foldCase(match.declared.name))),
    withoutGroups: types.User.inactiveLoses.includes('groups') ? ids : new Set(),
  };
}

function isInactive({ declared, current }: Match): boolean {
  const isHeld = current !== undefined && declared.ignore.includes('active');
  const written = isHeld ? undefined : declared.attributes['active'];
  return isSaidFalse(written ?? (current && heldProperty(current, 'active')));
}
