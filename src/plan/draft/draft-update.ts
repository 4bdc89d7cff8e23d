import type { DeclaredResource } from '../../model/configuration.ts';
import { canonicalJson, isJsonArray, type JsonObject, type JsonValue } from '../../model/json.ts';
import { NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import { withoutAttributes } from '../../syntax/attributes/without-attributes.ts';
import { heldProperty } from '../../syntax/property.ts';
import { isSaidFalse } from '../../syntax/said-false.ts';
import { attributeOf, definitionOf, isUnassigned, printAttributeName } from '../attributes/attribute-lookup.ts';
import { type AttributeDiff, diffAttributes } from '../attributes/diff.ts';
import { holdsAsWritten } from '../attributes/holds-as-written.ts';
import { declaredAttributes } from '../attributes/normal-form.ts';
import { repeatedElements } from '../attributes/repeated-elements.ts';
import type { Context } from '../context.ts';
import { unreadableMembers } from '../diagnostics/reference-diagnostics.ts';
import type { MemberPlan } from '../references/member-changes.ts';
import type { UpdateDraft } from './draft.ts';
import { type Drafted, type Drafting, notesOf, type Ready, withMembers } from './drafting.ts';
import { lostMembers } from './lost-members.ts';
import { shownAttributes } from './managed-attributes.ts';
import { refusedAtUpdate } from './refused-writes.ts';

/** Drafts the change of a resource into what is declared; no draft where it holds that already. */
export function update(ready: Ready, current: ScimResource, drafting: Drafting): Drafted {
  const { declared, members } = ready;
  const { context, references, locate } = drafting;
  const table = context.tables[declared.type];
  const change = declared.ignore.includes('members') ? undefined : members?.change;
  const moves = change !== undefined && change.add.length + change.remove.length > 0;
  const repeated = repeatedElements(declared, ready.attributes, drafting);
  if (!moves && context.owned.size === 0 && holdsAsWritten(ready.attributes, current)) {
    return { diagnostics: [...ready.diagnostics, ...repeated] };
  }
  const attributes = comparable(ready, drafting);
  const found = diffAttributes(attributes, current, table, context);
  const diagnostics = [
    ...ready.diagnostics,
    ...refusedAtUpdate(declared, changeable(declared, found.diffs, context), locate),
    ...repeated,
  ];
  if (found.diffs.length === 0 && !moves) return { diagnostics };
  const lost = lostByPut(declared, current, drafting);
  if (lost !== undefined) return { diagnostics: [...diagnostics, unreadableMembers(locate, declared, lost)] };
  const { before, after, edits } = shownAttributes(attributes, found, table, references);
  const action = actionOf(found.diffs, current);
  const draft: UpdateDraft = {
    action,
    declared,
    current,
    diffs: found.diffs,
    members: moves ? change : undefined,
    before: withMembers(before, change),
    after: withMembers(after, change),
    edits,
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
    state[printAttributeName(name)] = isJsonArray(value) ? value.map(canonicalJson).sort() : value;
  }
  return members === undefined ? state : { ...state, members: [...members.managedIds()].sort() };
}
