import type { JsonValue } from '../../model/json.ts';
import { NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import { propertyOf } from '../../syntax/property.ts';
import { referenceElements, referenceId } from '../../syntax/reference-elements.ts';
import { referencesOf } from '../asking/references-of.ts';
import { readGroup } from '../read-group.ts';
import type { Reader } from '../reader.ts';
import type { MembersToRead, ReadMembers } from './members-to-read.ts';

/**
 * Looks for lists of members that were cut: as long as the service's limit, or without a user who says to be a member; and
 * for members whose id cannot be told.
 * A group that lacks one is read again first, because it may have changed between the two listings.
 */
export async function checkMembers({ targets, users, groups }: MembersToRead, reader: Reader): Promise<ReadMembers> {
  const { membersCap } = reader.profile.read;
  const claims = claimsOf(users);
  const nested = new Set(groups.map(({ id }) => id));
  const unreadable = new Map<string, string>();
  const fresh = new Map<string, ScimResource>();
  const lacking = (group: ScimResource): Claim | undefined => missingMember(group, claims.get(group.id) ?? [], nested);
  for (const group of new Set(targets.map(({ current }) => current))) {
    const again = lacking(group) === undefined ? group : await readAgain(group, reader);
    const missing = lacking(again);
    if (again !== group) fresh.set(group.id, again);
    const elements = referenceElements(again, 'members');
    const count = elements.length;
    const unknown = countWithoutId(elements);
    if (unknown > 0) {
      unreadable.set(
        group.id,
        `the service lists ${count} of them, and ${unknown} without an id that can be read. Ask the service's operator why, or leave "members" out.`,
      );
    } else if (membersCap !== null && count >= membersCap) {
      unreadable.set(
        group.id,
        `the service lists at most ${membersCap} members of a group, and may have cut this list.`,
      );
    } else if (missing !== undefined) {
      unreadable.set(
        group.id,
        `the service lists ${count} of them and leaves out ${missing.name}, who says to be one. If the service never shows members, set service.dialect.read.members; if it shows only so many, service.dialect.read.membersCap. Otherwise ask its operator why, or leave "members" out.`,
      );
    }
  }
  const read = fresh.size === 0 ? groups : groups.map((group) => fresh.get(group.id) ?? group);
  return { groups: read, users: [], unreadable };
}

function countWithoutId(elements: readonly JsonValue[]): number {
  let count = 0;
  for (const element of elements) if (referenceId(element) === undefined) count += 1;
  return count;
}

/** A user whose `groups` names a group. */
interface Claim {
  readonly id: string;
  readonly name: string;
  /** Whether the user is surely in the group itself, and not in a group within it. */
  readonly direct: boolean;
}

function claimsOf(users: readonly ScimResource[]): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const user of users) {
    for (const { id, type } of referencesOf(user, 'groups')) {
      if (type === 'indirect') continue;
      const name = String(propertyOf(user, NAME_ATTRIBUTE.User) ?? user.id);
      const claim = { id: user.id, name, direct: type === 'direct' };
      const others = claims.get(id);
      if (others === undefined) claims.set(id, [claim]);
      else others.push(claim);
    }
  }
  return claims;
}

function missingMember(group: ScimResource, claims: readonly Claim[], groups: ReadonlySet<string>): Claim | undefined {
  if (claims.length === 0) return undefined;
  const members = referencesOf(group, 'members');
  const ids = new Set(members.map(({ id }) => id));
  const holdsGroups = members.some(({ id, type }) => type === 'group' || groups.has(id));
  return claims.find(({ id, direct }) => !ids.has(id) && (direct || !holdsGroups));
}

async function readAgain(group: ScimResource, reader: Reader): Promise<ScimResource> {
  reader.budget.reserve(1, 'Reading a group again');
  return readGroup(group.id, reader);
}
