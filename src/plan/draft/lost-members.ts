import type { DeclaredGroup } from '../../model/configuration.ts';
import type { Profile } from '../../model/profile.ts';
import type { ScimResource } from '../../model/resource.ts';

/**
 * Why writing a group whole would take members from it; undefined where all of them are known. PUT replaces what it does
 * not carry (RFC 7644 section 3.5.1).
 * @param unreadable why the members of a group are not known, by its id
 */
export function lostMembers(
  { members, ignore }: DeclaredGroup,
  { id }: ScimResource,
  { title, read }: Profile,
  unreadable: ReadonlyMap<string, string>,
): string | undefined {
  const reason = unreadable.get(id);
  if (reason !== undefined) return reason;
  // Asked for one by one, members of additive and of undeclared lists are known in part only.
  const isWhole = read.members === 'listed' || (members?.mode === 'exact' && !ignore.includes('members'));
  if (isWhole) return undefined;
  return `${title} takes groups only whole and does not list their members, so that this change would take members from the group. Declare all of them under "members", or make the change in ${title} itself.`;
}
