import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import { sentAttributes } from '../../syntax/attributes/sent-attributes.ts';
import { withoutAttributes } from '../../syntax/attributes/without-attributes.ts';
import { heldProperty } from '../../syntax/property.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import { withClearedExtensions } from '../attributes/cleared-extensions.ts';
import { inDescribedForm } from '../attributes/described-extensions.ts';
import { unknownNames } from '../attributes/unknown-names.ts';
import { unreadableMembers } from '../diagnostics/reference-diagnostics.ts';
import { isGone, type Match } from '../match/match.ts';
import { memberIds, memberPlan } from '../references/member-changes.ts';
import { resolveAttributes } from '../references/resolve-attributes.ts';
import type { Draft } from './draft.ts';
import { creation } from './draft-creation.ts';
import { update } from './draft-update.ts';
import { type Drafted, type Drafting, notesOf, type Ready } from './drafting.ts';

/** What all matches come to, in their order. */
export interface AllDrafted {
  readonly drafts: readonly Draft[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Works out what must happen to each declared resource: nothing, for nearly all of them. */
export function draftChanges(matches: readonly Match[], drafting: Drafting): AllDrafted {
  const drafts: Draft[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const match of matches) {
    const drafted = draftChange(match, drafting);
    if (drafted.draft !== undefined) drafts.push(drafted.draft);
    for (const diagnostic of drafted.diagnostics) diagnostics.push(diagnostic);
  }
  return { drafts, diagnostics };
}

/** Works out what must happen to one declared resource. */
function draftChange(match: Match, drafting: Drafting): Drafted {
  const { current } = match;
  const declared = asSent(match.declared);
  if (isGone(match)) return { diagnostics: [] };
  if (declared.state === 'absent') return removal(declared, current, drafting);
  const table = drafting.context.tables[declared.type];
  const resolved = resolveAttributes(declared, drafting.references);
  const unreadable = unreadableReason(declared, current, drafting);
  if (unreadable !== undefined) return { diagnostics: [unreadableMembers(drafting.locate, declared, unreadable)] };
  const members =
    declared.type === 'Group'
      ? memberPlan(declared, current, drafting.references, drafting.locate, drafting.ruled(declared))
      : undefined;
  const ready: Ready = {
    declared,
    attributes: inDescribedForm(
      withClearedExtensions(withoutLost(resolved.attributes, match, drafting), current, table),
      table,
      declared.written,
    ),
    members,
    diagnostics: [
      ...resolved.diagnostics,
      ...(members?.diagnostics ?? []),
      ...unknownNames(declared, table, drafting.locate),
    ],
  };
  return current === undefined ? creation(ready, drafting) : update(ready, current, drafting);
}

/** The entry itself where nothing is omitted, since marks of entries go by identity. */
function asSent(declared: DeclaredResource): DeclaredResource {
  return declared.omit === undefined ? declared : { ...declared, attributes: sentAttributes(declared) };
}

/** Why a plan must not touch the members that are declared; undefined where it may. */
function unreadableReason(
  declared: DeclaredResource,
  current: ScimResource | undefined,
  { unreadableMembers: reasons }: Drafting,
): string | undefined {
  const isManaged = declared.type === 'Group' && declared.members !== undefined && !declared.ignore.includes('members');
  return isManaged && current !== undefined ? reasons.get(current.id) : undefined;
}

/** Where DELETE only deactivates, whoever is inactive is removed already. */
function removal(declared: DeclaredResource, current: ScimResource | undefined, { context }: Drafting): Drafted {
  const dialect = context.profile.types[declared.type];
  const isInactive = current !== undefined && isSaidFalse(heldProperty(current, 'active') ?? null);
  if (current === undefined || (dialect.delete === 'deactivates' && isInactive)) return { diagnostics: [] };
  return { draft: deletion(declared, current, notesOf(dialect, 'delete')), diagnostics: [] };
}

function deletion(declared: DeclaredResource, current: ScimResource, notes: readonly string[]): Draft {
  const before: Record<string, JsonValue> = {};
  for (const name of Object.keys(declared.attributes)) before[name] = heldProperty(current, name) ?? null;
  const held = declared.type === 'Group' ? memberIds(current).size : 0;
  if (held > 0) before['members'] = { add: [], remove: [], unchanged: held };
  return { action: 'delete', declared, current, before, after: null, edits: [], managed: { id: current.id }, notes };
}

/** Leaves out what the service takes from inactive resources, where the resource will be inactive. */
function withoutLost(attributes: JsonObject, { declared, current }: Match, { context }: Drafting): JsonObject {
  const { inactiveLoses } = context.profile.types[declared.type];
  if (inactiveLoses.length === 0) return attributes;
  const held = current === undefined ? undefined : heldProperty(current, 'active');
  const isIgnored = current !== undefined && declared.ignore.includes('active');
  const active = isIgnored ? held : (attributes['active'] ?? held);
  return isSaidFalse(active ?? null) ? withoutAttributes(attributes, inactiveLoses) : attributes;
}
