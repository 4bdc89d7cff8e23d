import type { DeclaredGroup } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { MemberChange, MembersChange } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import { isPending } from '../../model/special-value.ts';
import { referenceElements, referenceId, referenceType } from '../../syntax/reference-elements.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { memberTwice } from '../diagnostics/reference-diagnostics.ts';
import type { RuledMember } from './member-rules.ts';
import { isDiagnostic, type References, type Resolved } from './resolve-references.ts';

/** What a group's declaration asks for: who joins, who leaves, and how many stay. */
export interface MemberPlan {
  readonly change: MembersChange;
  /** The ids that decide whether a saved plan is stale: all of an exact list, the named ones of an additive one. */
  readonly managedIds: () => readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares declared members with current ones by id alone (`members.value` is immutable, RFC 7643 section 8.7.1).
 * An exact list removes every member that it does not name; an additive one only those it names as absent.
 * @param ruled whom the group's `$memberRule` makes a member; whoever is listed as absent stays out all the same
 */
export function memberPlan(
  group: DeclaredGroup,
  current: ScimResource | undefined,
  references: References,
  locate: Locator,
  ruled: readonly RuledMember[] = [],
): MemberPlan | undefined {
  if (group.members === undefined) return undefined;
  const present = current === undefined ? new Set<string>() : heldKeys(current, references);
  const { listed, unwanted, diagnostics } = resolveMembers(group, references, locate);
  const wanted = withRuled(listed, unwanted, ruled, references);
  const isExact = group.members.mode === 'exact';
  const leaving = isExact
    ? idsWhere(present, (id) => !wanted.has(id))
    : idsWhere(unwanted.keys(), (id) => present.has(id));
  return {
    change: {
      add: joining(wanted, present).sort(byName),
      remove: leaving.map((key) => memberChange(heldMember(key, references))).sort(byName),
      unchanged: present.size - leaving.length,
    },
    managedIds: () => (isExact ? [...present] : [...wanted.keys(), ...unwanted.keys()].filter((id) => present.has(id))),
    diagnostics,
  };
}

/** Groups may have very many members, of which few come or go. */
function idsWhere(ids: Iterable<string>, isMeant: (id: string) => boolean): readonly string[] {
  const found: string[] = [];
  for (const id of ids) if (isMeant(id)) found.push(id);
  return found;
}

function joining(wanted: ReadonlyMap<string, Resolved>, present: ReadonlySet<string>): MemberChange[] {
  const members: MemberChange[] = [];
  for (const [key, member] of wanted) if (!present.has(key)) members.push(memberChange(member));
  return members;
}

/** The ids of a group's members as the service returned them. */
export function memberIds(group: ScimResource): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const member of referenceElements(group, 'members')) {
    const id = referenceId(member);
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

/** Manual members and those by rule; a listed one needs no reason. */
function withRuled(
  listed: ReadonlyMap<string, Resolved>,
  unwanted: ReadonlyMap<string, Resolved>,
  ruled: readonly RuledMember[],
  references: References,
): ReadonlyMap<string, Wanted> {
  if (ruled.length === 0) return listed;
  const wanted = new Map<string, Wanted>(listed);
  for (const member of ruled) {
    const key = memberKey(member, references);
    if (!isOut(member, references) && !wanted.has(key) && !unwanted.has(key)) wanted.set(key, member);
  }
  return wanted;
}

/** A member, and the part of a rule that makes it one. */
type Wanted = Resolved & { readonly because?: string };

interface ResolvedMembers {
  readonly listed: ReadonlyMap<string, Resolved>;
  readonly unwanted: ReadonlyMap<string, Resolved>;
  readonly diagnostics: readonly Diagnostic[];
}

function resolveMembers({ members }: DeclaredGroup, references: References, locate: Locator): ResolvedMembers {
  const listed = new Map<string, Resolved>();
  const unwanted = new Map<string, Resolved>();
  const diagnostics: Diagnostic[] = [];
  for (const entry of members?.entries ?? []) {
    const isWanted = entry.state === 'present' && !references.isGone(entry.target);
    const found = references[isWanted ? 'resolve' : 'find'](entry.target, entry.pointer);
    // Who is to leave and is nowhere has already left; whom the service lets be in no group is neither wanted nor unwanted.
    if (found === undefined || isOut(found, references)) continue;
    if (isDiagnostic(found)) {
      diagnostics.push(found);
      continue;
    }
    const key = memberKey(found, references);
    if (listed.has(key) || unwanted.has(key)) diagnostics.push(memberTwice(locate, entry.pointer, found.name));
    (isWanted ? listed : unwanted).set(key, found);
  }
  return { listed, unwanted, diagnostics };
}

/** True for whom the service takes out of all groups. */
function isOut(found: Resolved | Diagnostic, references: References): boolean {
  return !isDiagnostic(found) && typeof found.value === 'string' && references.isWithoutGroups(found.value);
}

/** An id, with its type where a user and a group share it, or for a pending one a text that is no id. */
function memberKey({ value, type }: Resolved, references: References): string {
  if (isPending(value)) return `\u0000${value.$pending}`;
  return references.isShared(value) ? `${value}\u0000${type}` : value;
}

/** The members that a group has, by the same keys; one whose type nobody tells is a user. */
function heldKeys(group: ScimResource, references: References): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const member of referenceElements(group, 'members')) {
    const id = referenceId(member);
    if (id === undefined) continue;
    keys.add(references.isShared(id) ? `${id}\u0000${referenceType(member) ?? 'User'}` : id);
  }
  return keys;
}

function heldMember(key: string, references: References): Resolved {
  const [value = '', type] = key.split('\u0000');
  return { value, ...references.nameOf(value, type === 'Group' || type === 'User' ? type : undefined) };
}

function memberChange({ value, name, type, because }: Wanted): MemberChange {
  return { value, name, type, ...(because === undefined ? {} : { because }) };
}

function byName(a: MemberChange, b: MemberChange): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : idText(a) < idText(b) ? -1 : 1;
}

function idText({ value }: MemberChange): string {
  return isPending(value) ? value.$pending : value;
}
