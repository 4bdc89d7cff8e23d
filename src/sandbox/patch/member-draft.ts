/**
 * The members of a group while a request changes them: what is there, what comes, what goes.
 * Nothing is copied, so that a change costs what it changes and is forgotten for free.
 */
export interface MemberDraft {
  readonly base: ReadonlySet<string>;
  readonly added: Set<string>;
  readonly removed: Set<string>;
}

/** A draft that changes nothing yet. */
export function draftMembers(base: ReadonlySet<string>): MemberDraft {
  return { base, added: new Set(), removed: new Set() };
}

/** True if the group will have this member, by what the request changed so far. */
export function hasMember(draft: MemberDraft, id: string): boolean {
  return draft.added.has(id) || (draft.base.has(id) && !draft.removed.has(id));
}

/** Adds a member; one that is there already stays. */
export function addMember(draft: MemberDraft, id: string): void {
  if (draft.removed.delete(id) || draft.base.has(id)) return;
  draft.added.add(id);
}

/** Removes a member; one that is not there stays away. */
export function removeMember(draft: MemberDraft, id: string): void {
  if (draft.added.delete(id) || !draft.base.has(id)) return;
  draft.removed.add(id);
}

/** All members as they will be; costs as much as there are. */
export function memberIds(draft: MemberDraft): readonly string[] {
  return [...[...draft.base].filter((id) => !draft.removed.has(id)), ...draft.added];
}
