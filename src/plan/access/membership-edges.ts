import type { GrantReason } from '../../model/access/grants.ts';
import type { DeclaredGroup, DeclaredMember } from '../../model/configuration.ts';
import type { Directory } from '../../model/directory.ts';
import { foldCase, type ResourceType, resourceKey } from '../../model/resource.ts';
import { isPending } from '../../model/special-value.ts';
import { referenceElements, referenceId, referenceType } from '../../syntax/reference-elements.ts';
import type { Locator } from '../diagnostics/locator.ts';
import type { Match } from '../match/match.ts';
import type { MemberRules } from '../references/member-rules.ts';
import { isDiagnostic, type References } from '../references/resolve-references.ts';

/** One membership: of a user or a group in a group. */
export interface Edge {
  readonly why: GrantReason;
  readonly held: boolean;
  readonly expires?: string;
}

/** What is known of memberships, by the node of the member and then by that of the group. */
export type Edges = ReadonlyMap<string, ReadonlyMap<string, Edge>>;

/** What memberships are gathered from. */
export interface EdgesInput {
  readonly matches: readonly Match[];
  readonly directory: Directory;
  readonly references: References;
  readonly ruled: MemberRules;
  readonly locate: Locator;
}

/** How a resource is told from all others: by its id, or where it has none yet by its key. */
export function nodeOf(type: ResourceType, id: string | undefined, name: string): string {
  return id === undefined ? foldCase(resourceKey(type, name)) : `${type} ${id}`;
}

/** The node of an entry: its resource where the service holds it; entries that share a name are told apart by their `$id`. */
export function nodeOfMatch({ declared, current }: Match): string {
  const { type, id, key, name } = declared;
  const isShared = id !== undefined && key.endsWith(`#${id}`);
  return nodeOf(type, current?.id ?? (isShared ? id : undefined), name);
}

/** Every membership that the files declare or the service holds. */
export function membershipEdges({ matches, directory, references, ruled, locate }: EdgesInput): Edges {
  const edges = new Map<string, Map<string, Edge>>();
  const add = (member: string, group: string, edge: Edge): void => {
    const known = edges.get(member) ?? new Map<string, Edge>();
    edges.set(member, known);
    const earlier = known.get(group);
    known.set(group, earlier === undefined ? edge : { ...earlier, held: earlier.held || edge.held });
  };
  for (const match of matches) {
    const { declared } = match;
    if (declared.type !== 'Group' || declared.state === 'absent') continue;
    const group = nodeOfMatch(match);
    for (const { node, edge } of declaredEdges(declared, references, ruled, locate)) add(node, group, edge);
  }
  for (const [member, group] of heldPairs(directory, references)) {
    add(member, group, { why: { by: 'service' }, held: true });
  }
  return edges;
}

/** Member and group, by their nodes; a member of whom nothing is known is a user. */
function heldPairs({ groups }: Directory, references: References): readonly (readonly [string, string])[] {
  return groups.flatMap((group) =>
    referenceElements(group, 'members').flatMap((element): readonly (readonly [string, string])[] => {
      const id = referenceId(element);
      if (id === undefined) return [];
      const type = referenceType(element) ?? references.nameOf(id).type;
      return [[`${type === 'Group' ? 'Group' : 'User'} ${id}`, `Group ${group.id}`]];
    }),
  );
}

interface DeclaredEdge {
  readonly node: string;
  readonly edge: Edge;
}

/** Listed members before those by rule: whoever is listed needs no rule, and whoever is listed as absent stays out. */
function declaredEdges(
  group: DeclaredGroup,
  references: References,
  ruled: MemberRules,
  locate: Locator,
): readonly DeclaredEdge[] {
  const entries = group.members?.entries ?? [];
  const out = new Set(entries.filter(({ state }) => state === 'absent').map((entry) => memberNode(entry, references)));
  const listed = entries
    .filter(({ state }) => state === 'present')
    .map((entry): DeclaredEdge => {
      const { file, start } = locate(entry.pointer);
      const expires = entry.expires === undefined ? {} : { expires: entry.expires };
      const edge: Edge = { why: { by: 'file', source: { file, line: start.line } }, held: false, ...expires };
      return { node: memberNode(entry, references), edge };
    });
  const byRule = ruled(group).map(({ value, name, because }): DeclaredEdge => {
    const node = nodeOf('User', isPending(value) ? undefined : value, name);
    return { node, edge: { why: { by: 'rule', rule: because, source: group.source }, held: false } };
  });
  const isListed = new Set(listed.map(({ node }) => node));
  return [...listed, ...byRule.filter(({ node }) => !isListed.has(node) && !out.has(node))];
}

/** Whom nobody declares and the service was not asked for goes by the name that is written. */
function memberNode({ target, pointer }: DeclaredMember, references: References): string {
  const found = references.find(target, pointer);
  const type = target.by === 'group' ? 'Group' : 'User';
  if (found === undefined || isDiagnostic(found))
    return nodeOf(type, undefined, target.by === 'id' ? target.id : target.name);
  const known = found.type === 'unknown' ? type : found.type;
  return nodeOf(known, isPending(found.value) ? undefined : found.value, found.name);
}
