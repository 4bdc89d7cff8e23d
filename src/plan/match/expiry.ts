import type { Configuration, DeclaredGroup, DeclaredMember, DeclaredUser } from '../../model/configuration.ts';
import type { Plan } from '../../model/plan.ts';
import { hasExpired } from '../../syntax/instant.ts';
import type { Match } from './match.ts';

/** A configuration as it reads at one moment. */
export interface Expired {
  readonly configuration: Configuration;
  /** Keys of the users who are inactive only because they expired. */
  readonly users: ReadonlySet<string>;
  readonly validity: Pick<Plan, 'asOf' | 'validUntil'>;
}

/**
 * Takes `$expires` at its word: an expired user is `active: false`, whatever else is declared, and an expired member is absent.
 * @param now an instant
 */
export function expire(configuration: Configuration, now: string): Expired {
  const moments = momentsOf(configuration);
  if (moments.length === 0) return { configuration, users: new Set(), validity: {} };
  const asOf = new Date(now).toISOString();
  const isOver = (expires: string | undefined) => hasExpired(expires, Date.parse(asOf));
  const expired = new Set(configuration.users.filter((user) => isPresent(user) && isOver(user.expires)));
  const [validUntil] = moments.filter((moment) => !isOver(moment)).sort();
  return {
    configuration: {
      ...configuration,
      users: configuration.users.map((user) => (expired.has(user) ? inactive(user) : user)),
      groups: configuration.groups.map((group) => withoutExpired(group, isOver)),
    },
    users: new Set([...expired].map(({ key }) => key)),
    validity: { asOf, ...(validUntil === undefined ? {} : { validUntil }) },
  };
}

/** Marks the matches of expired users, whom no rule makes a member. */
export function markExpired(matches: readonly Match[], expired: ReadonlySet<string>): readonly Match[] {
  if (expired.size === 0) return matches;
  return matches.map((match) => (expired.has(match.declared.key) ? { ...match, expired: true } : match));
}

function momentsOf({ users, groups }: Configuration): readonly string[] {
  const moments: string[] = [];
  const collect = (entries: readonly (DeclaredUser | DeclaredMember)[]) => {
    for (const { state, expires } of entries) if (state === 'present' && expires !== undefined) moments.push(expires);
  };
  collect(users);
  for (const group of groups) if (isPresent(group)) collect(group.members?.entries ?? []);
  return moments;
}

function isPresent({ state }: DeclaredUser | DeclaredGroup | DeclaredMember): boolean {
  return state === 'present';
}

function inactive(user: DeclaredUser): DeclaredUser {
  const ignore = user.ignore.filter((path) => path !== 'active');
  return { ...user, attributes: { ...user.attributes, active: false }, ignore };
}

function withoutExpired(group: DeclaredGroup, isOver: (expires: string | undefined) => boolean): DeclaredGroup {
  const { members } = group;
  if (members === undefined || !members.entries.some(({ expires }) => isOver(expires))) return group;
  const entries = members.entries.map((entry) =>
    isOver(entry.expires) ? { ...entry, state: 'absent' as const } : entry,
  );
  return { ...group, members: { ...members, entries } };
}
