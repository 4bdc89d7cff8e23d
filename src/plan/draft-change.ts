import type { DeclaredResource } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Action, ManagedAttributes, MembersChange } from '../model/plan.ts';
import type { TypeDialect } from '../model/profile.ts';
import { NAME_ATTRIBUTE, type ScimResource } from '../model/resource.ts';
import { heldProperty } from '../syntax/property.ts';
import { attributeOf, definitionOf, isUnassigned, printAttributeName } from './attribute-lookup.ts';
import type { Context } from './context.ts';
import { inDescribedForm } from './described-extensions.ts';
import { unreadableMembers } from './diagnostics/references.ts';
import type { Reporter } from './diagnostics/reporting.ts';
import { type AttributeDiff, diffAttributes, NO_DIFFERENCE } from './diff.ts';
import type { CreateDraft, Draft, UpdateDraft } from './draft.ts';
import { isSaidFalse } from './element-kind.ts';
import { holdsAsWritten } from './holds-as-written.ts';
import { lostMembers } from './lost-members.ts';
import { beforeAndAfter } from './managed-attributes.ts';
import { isGone, type Match } from './match.ts';
import { type MemberPlan, memberPlan } from './member-changes.ts';
import type { MemberRules } from './member-rules.ts';
import { declaredAttributes } from './normal-form.ts';
import { inStableOrder } from './pair-elements.ts';
import { type References, resolveAttributes } from './references.ts';
import { refusedAtCreation, refusedAtUpdate } from './refused-writes.ts';
import { repeatedElements } from './repeated-elements.ts';
import { withoutAttributes } from './without-attributes.ts';

/** What one match comes to: a change, or nothing where the service already holds what is declared. */
export interface Drafted {
  readonly draft?: Draft;
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that drafting a change needs besides the match. */
export interface Drafting {
  readonly references: References;
  readonly ruled: MemberRules;
  readonly context: Context;
  readonly report: Reporter;
  /** Why the members of a group cannot be planned, by its id. */
  readonly unreadableMembers: ReadonlyMap<string, string>;
}

const NONE: readonly Diagnostic[] = [];
const NOTHING: Drafted = { diagnostics: NONE };

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
export function draftChange(match: Match, drafting: Drafting): Drafted {
  const { declared, current } = match;
  if (isGone(match)) return NOTHING;
  if (declared.state === 'absent') return removal(declared, current, drafting);
  const resolved = resolveAttributes(declared, drafting.references);
  const unreadable = unreadableReason(declared, current, drafting);
  if (unreadable !== undefined) return { diagnostics: [unreadableMembers(drafting.report, declared, unreadable)] };
  const members =
    declared.type === 'Group'
      ? memberPlan(declared, current, drafting.references, drafting.report, drafting.ruled(declared))
      : undefined;
  const ready: Ready = {
    declared,
    attributes: inDescribedForm(
      withoutLost(resolved.attributes, match, drafting),
      drafting.context.tables[declared.type],
    ),
    members,
    diagnostics: together(resolved.diagnostics, members?.diagnostics ?? NONE),
  };
  return current === undefined ? creation(ready, drafting) : update(ready, current, drafting);
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

/** A declared resource whose references are resolved. */
interface Ready {
  readonly declared: DeclaredResource;
  readonly attributes: JsonObject;
  readonly members: MemberPlan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where DELETE only deactivates, whoever is inactive is removed already. */
function removal(declared: DeclaredResource, current: ScimResource | undefined, { context }: Drafting): Drafted {
  const dialect = context.profile.types[declared.type];
  const isInactive = current !== undefined && isSaidFalse(heldProperty(current, 'active') ?? null);
  if (current === undefined || (dialect.delete === 'deactivates' && isInactive)) return NOTHING;
  return { draft: deletion(declared, current, notesOf(dialect, 'delete')), diagnostics: [] };
}

/** What the service does besides what was asked, for the reviewer. */
function notesOf({ notes }: TypeDialect, action: Action): readonly string[] {
  const note = action === 'update' || action === 'reactivate' ? undefined : notes[action];
  return note === undefined ? [] : [note];
}

function deletion(declared: DeclaredResource, current: ScimResource, notes: readonly string[]): Draft {
  const before: Record<string, JsonValue> = {};
  for (const name of Object.keys(declared.attributes)) before[name] = heldProperty(current, name) ?? null;
  return { action: 'delete', declared, current, before, after: null, managed: { id: current.id }, notes };
}

function creation({ declared, attributes, members, diagnostics }: Ready, drafting: Drafting): Drafted {
  const assigned = withoutNulls(attributes);
  const table = drafting.context.tables[declared.type];
  const dialect = drafting.context.profile.types[declared.type];
  const draft: CreateDraft = {
    action: 'create',
    declared,
    attributes: assigned,
    members: members?.change,
    before: null,
    after: withMembers(beforeAndAfter(assigned, NO_DIFFERENCE, table, drafting.references).after, members?.change),
    managed: { absent: [declared.key] },
    notes: notesOf(dialect, 'create'),
  };
  return {
    draft,
    diagnostics: [
      ...diagnostics,
      // Where nothing can be created, that alone is to be said.
      ...(dialect.create ? refusedAtCreation(declared, assigned, table, drafting.report) : NONE),
      ...repeatedElements(declared, attributes, drafting),
    ],
  };
}

function update(ready: Ready, current: ScimResource, drafting: Drafting): Drafted {
  const { declared, members } = ready;
  const { context, references, report } = drafting;
  const table = context.tables[declared.type];
  const change = declared.ignore.includes('members') ? undefined : members?.change;
  const moves = change !== undefined && change.add.length + change.remove.length > 0;
  const repeated = repeatedElements(declared, ready.attributes, drafting);
  if (!moves && context.owned.size === 0 && holdsAsWritten(ready.attributes, current)) {
    return withoutDraft(together(ready.diagnostics, repeated));
  }
  const attributes = comparable(ready, drafting);
  const found = diffAttributes(attributes, current, table, context);
  const diagnostics = [
    ...ready.diagnostics,
    ...refusedAtUpdate(declared, changeable(declared, found.diffs, context), report),
    ...repeated,
  ];
  if (found.diffs.length === 0 && !moves) return withoutDraft(diagnostics);
  const lost = lostByPut(declared, current, drafting);
  if (lost !== undefined) return { diagnostics: [...diagnostics, unreadableMembers(report, declared, lost)] };
  const { before, after } = beforeAndAfter(attributes, found, table, references);
  const action = actionOf(found.diffs, current);
  const draft: UpdateDraft = {
    action,
    declared,
    current,
    diffs: found.diffs,
    members: moves ? change : undefined,
    before: withMembers(before, change),
    after: withMembers(after, change),
    managed: managedState(attributes, current, members),
    notes: notesOf(context.profile.types[declared.type], action),
  };
  return { draft, diagnostics };
}

/** Why a group cannot be written, where the service takes it only whole. */
function lostByPut(
  declared: DeclaredResource,
  current: ScimResource,
  { context: { profile }, unreadableMembers: reasons }: Drafting,
): string | undefined {
  if (profile.patch.supported || declared.type !== 'Group') return undefined;
  return lostMembers(declared, current, profile, reasons);
}

/** Nearly always there are none, and then no list is made. */
function together(some: readonly Diagnostic[], others: readonly Diagnostic[]): readonly Diagnostic[] {
  if (some.length === 0) return others;
  return others.length === 0 ? some : [...some, ...others];
}

function withoutDraft(diagnostics: readonly Diagnostic[]): Drafted {
  return diagnostics.length === 0 ? NOTHING : { diagnostics };
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

/** The differences without that of a name that the service lets nobody change, because that is said by itself. */
function changeable(
  { type }: DeclaredResource,
  diffs: readonly AttributeDiff[],
  { profile }: Context,
): readonly AttributeDiff[] {
  return profile.types[type].rename ? diffs : diffs.filter(({ state }) => state.name.name !== NAME_ATTRIBUTE[type]);
}

/** What can be compared: not what is only sent at creation, nor what the service never returns. */
function comparable({ declared, attributes }: Ready, { context }: Drafting): JsonObject {
  const table = context.tables[declared.type];
  const unreturned = declaredAttributes(attributes)
    .filter(([name, value]) => definitionOf(table, name, value).returned === 'never')
    .map(([name]) => printAttributeName(name));
  const left = [...declared.ignore, ...unreturned];
  return left.length === 0 ? attributes : withoutAttributes(attributes, left);
}

/**
 * Activation is named after its effect on the person, whatever else changes with it. What a service makes of an `active`
 * that is cleared, nobody knows: that it deactivates is the worse guess for the person, and the one that guards look at.
 */
function actionOf(diffs: readonly AttributeDiff[], current: ScimResource): UpdateDraft['action'] {
  const active = diffs.find(({ state }) => state.name.schema === undefined && state.name.name === 'active');
  if (active === undefined) return 'update';
  const { desired } = active.state;
  if (desired === false) return 'deactivate';
  if (isSaidFalse(heldProperty(current, 'active') ?? null)) return 'reactivate';
  return isUnassigned(desired) ? 'deactivate' : 'update';
}

/** The managed part of a resource as it was read; order means nothing in multi-valued attributes. */
function managedState(attributes: JsonObject, current: ScimResource, members: MemberPlan | undefined): JsonObject {
  const state: Record<string, JsonValue> = {};
  for (const [name] of declaredAttributes(attributes)) {
    const value = attributeOf(current, name) ?? null;
    state[printAttributeName(name)] = isJsonArray(value)
      ? value.map((element) => JSON.stringify(element)).sort()
      : value;
  }
  return members === undefined ? state : { ...state, members: [...members.managedIds()].sort() };
}

function withMembers(attributes: ManagedAttributes, members: MembersChange | undefined): ManagedAttributes {
  return members === undefined ? attributes : { ...attributes, members };
}

/** A resource that does not exist yet has nothing to clear; elements are in one order, since theirs means nothing. */
function withoutNulls(value: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (isUnassigned(inner)) continue;
    kept[name] = isJsonObject(inner)
      ? withoutNulls(inner)
      : isJsonArray(inner)
        ? inStableOrder(inner.map((element) => (isJsonObject(element) ? withoutNulls(element) : element)))
        : inner;
  }
  return kept;
}
