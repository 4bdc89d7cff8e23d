import type { ScimResource } from '../../model/resource.ts';
import { indexDirectory } from '../../syntax/current-index.ts';
import { referenceElements, referenceId } from '../../syntax/reference-elements.ts';
import type { Target } from '../asking/reading-targets.ts';
import { writtenType } from '../asking/references-of.ts';
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
  const current = indexDirectory({ users: users.resources, groups: groups.resources });
  const isWhole = { User: users.whole, Group: groups.whole };
  const isListed = (id: string) => current.User.byId(id) !== undefined || current.Group.byId(id) !== undefined;
  const names = configuration === undefined ? [] : missingNames(configuration, current, now.getTime());
  return {
    isListed,
    names: names.filter(({ type }) => isWhole[type]),
    ids: users.whole && groups.whole ? unknownMembers(targets, isListed) : [],
  };
}

/** Members whom a plan would remove without knowing who they are. */
function unknownMembers(targets: readonly Target[], isListed: LeftOut['isListed']): readonly UnknownMember[] {
  const unknown = new Map<string, UnknownMember>();
  for (const { declared, current } of targets) {
    if (declared.members?.mode !== 'exact') continue;
    const found = unlistedMembers(current, isListed);
    if (found.length === 0) continue;
    const kept = new Set(declared.members.entries.flatMap(({ target }) => (target.by === 'id' ? [target.id] : [])));
    for (const member of found) if (!kept.has(member.id)) unknown.set(member.id, member);
  }
  return [...unknown.values()];
}

/** Nearly every member is listed, so that nothing more has to be known of it than its id. */
function unlistedMembers(group: ScimResource, isListed: LeftOut['isListed']): readonly UnknownMember[] {
  const found: UnknownMember[] = [];
  for (const element of referenceElements(group, 'members')) {
    const id = referenceId(element);
    if (id === undefined || isListed(id)) continue;
    found.push({ id, type: writtenType(element) === 'group' ? 'Group' : 'User' });
  }
  return found;
}
