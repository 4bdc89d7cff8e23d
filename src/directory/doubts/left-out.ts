import type { Target } from '../asking/reading-targets.ts';
import { referencesOf } from '../asking/references-of.ts';
import type { ReadOptions } from '../read-options.ts';
import type { ReadResources } from '../reader.ts';
import type { LeftOut, UnknownMember } from './doubt-listings.ts';
import { missingNames } from './missing-names.ts';

/** What was read of a service. */
export interface Listings {
  readonly users: ReadResources;
  readonly groups: ReadResources;
  /** The groups whose members a plan compares. */
  readonly targets: readonly Target[];
}

/** What listings that were read whole lack of what a configuration, or a group, names. */
export function leftOut(
  { users, groups, targets }: Listings,
  { configuration, now = new Date() }: Pick<ReadOptions, 'configuration' | 'now'>,
): LeftOut {
  const current = { User: users.resources, Group: groups.resources };
  const isWhole = { User: users.whole, Group: groups.whole };
  const listed = new Set([...users.resources, ...groups.resources].map(({ id }) => id));
  const names = configuration === undefined ? [] : missingNames(configuration, current, now.getTime());
  return {
    listed,
    names: names.filter(({ type }) => isWhole[type]),
    ids: users.whole && groups.whole ? unknownMembers(targets, listed) : [],
  };
}

/** Members whom a plan would remove without knowing who they are. */
function unknownMembers(targets: readonly Target[], listed: ReadonlySet<string>): readonly UnknownMember[] {
  const unknown = new Map<string, UnknownMember>();
  for (const { declared, current } of targets) {
    if (declared.members?.mode !== 'exact') continue;
    const kept = new Set(declared.members.entries.flatMap(({ target }) => (target.by === 'id' ? [target.id] : [])));
    for (const { id, type } of referencesOf(current, 'members')) {
      if (!listed.has(id) && !kept.has(id)) unknown.set(id, { id, type: type === 'group' ? 'Group' : 'User' });
    }
  }
  return [...unknown.values()];
}
