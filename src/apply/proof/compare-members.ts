import type { Finding } from '../../model/finding.ts';
import type { ScimResource } from '../../model/resource.ts';
import { memberIds } from '../../plan/references/member-changes.ts';

/** What tells who a member is. */
export interface Members {
  /** How people know whom an id stands for. */
  readonly nameOf: (id: string) => string;
  /** Ids of what this run deleted or deactivated, whose memberships are outside of the comparison. */
  readonly removed: ReadonlySet<string>;
  /** Ids of those who must be no members. */
  readonly unwanted: ReadonlySet<string>;
}

/** Which members of a group are gone, and which came, between two readings. */
export function compareMembers(
  earlier: ScimResource,
  later: ScimResource,
  { nameOf, removed }: Members,
): readonly Finding[] {
  const [was, is] = [memberIds(earlier), memberIds(later)];
  const named = (kind: 'gone' | 'came', id: string): Finding => ({ kind, attribute: 'members', member: nameOf(id) });
  return [
    ...[...was].filter((id) => !is.has(id) && !removed.has(id)).map((id) => named('gone', id)),
    ...[...is].filter((id) => !was.has(id)).map((id) => named('came', id)),
  ];
}
