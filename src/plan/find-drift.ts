import type { Configuration } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Directory } from '../model/directory.ts';
import type { AttributeDrift, Difference, Drift } from '../model/drift.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { MemberChange } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import { indexDirectory } from '../syntax/current-index.ts';
import { heldProperty } from '../syntax/property.ts';
import type { AttributeDiff, AttributeEdit } from './attributes/diff.ts';
import type { AttributeState } from './attributes/normal-form.ts';
import { planContext } from './context.ts';
import type { Locator } from './diagnostics/locator.ts';
import type { Draft, UpdateDraft } from './draft/draft.ts';
import { draftChanges } from './draft/draft-change.ts';
import { expire } from './match/expiry.ts';
import { type Match, matchResources } from './match/match.ts';
import { notSelectedResources } from './match/not-selected.ts';
import { memberRules } from './references/member-rules.ts';
import { isDiagnostic, type References, references } from './references/resolve-references.ts';

export interface DriftInput {
  readonly configuration: Configuration;
  readonly directory: Directory;
  readonly profile: Profile;
  /** Base URL of the service, or `sandbox:PROFILE`. */
  readonly target: string;
  /** The moment by which `$expires` is judged, in ISO 8601. */
  readonly now: string;
  readonly locate: Locator;
}

/** How the service differs from what is declared, seen from the service. */
export interface FoundDrift {
  readonly drifts: readonly Drift[];
  /** Declared resources with the ones that they mean. */
  readonly matches: readonly Match[];
  /** Why some declared resources could not be found: errors only. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds drift by the same rules by which a plan is made: where there is none, the plan is empty. */
export function findDrift({ directory, profile, target, now, locate, ...input }: DriftInput): FoundDrift {
  const { configuration } = expire(input.configuration, now);
  const context = planContext(profile, directory.schemas, target, configuration.service.phoneRegion);
  const current = indexDirectory(directory);
  const { matches, diagnostics } = matchResources(configuration, current, profile, locate);
  const known = references(matches, current, new Map(), locate);
  const drafting = {
    references: known,
    ruled: memberRules(matches, known, context),
    context,
    locate,
    unreadableMembers: directory.unreadableMembers ?? new Map(),
  };
  const elsewhere = new Set([...notSelectedResources(configuration.notSelected ?? [], current)].map(({ id }) => id));
  const drifts = draftChanges(matches, drafting).drafts.flatMap((draft) => driftOf(draft, known, elsewhere));
  return { drifts, matches, diagnostics: diagnostics.filter(({ severity }) => severity === 'error') };
}

/**
 * Resources that are to come or to go are no drift: the service is still to hear of them. Nor are members of a list whom the
 * files name for another environment: there is nothing to write.
 */
function driftOf(draft: Draft, known: References, elsewhere: ReadonlySet<string>): readonly Drift[] {
  if (draft.action === 'create' || draft.action === 'delete') return [];
  const members = memberDrift(draft, known, elsewhere);
  const isForOthers = [...idsOf(draft.members?.remove ?? [])].some((id) => elsewhere.has(id));
  const isNothing = draft.diffs.length + members.remove.length + members.add.length === 0;
  if (isNothing && isForOthers) return [];
  return [{ declared: draft.declared, attributes: draft.diffs.map(attributeDrift), members }];
}

/** @param elsewhere ids of what the files declare for other environments, and may name in a list already */
function memberDrift(
  { declared, members }: UpdateDraft,
  known: References,
  elsewhere: ReadonlySet<string>,
): Drift['members'] {
  if (declared.type !== 'Group' || members === undefined) return { remove: [], add: [] };
  const [more, fewer] = [idsOf(members.remove), idsOf(members.add)];
  const remove = (declared.members?.entries ?? []).flatMap(({ target, state, pointer }) => {
    const found = known.resolve(target, pointer);
    const id = isDiagnostic(found) ? undefined : found.value;
    const contradicts = typeof id === 'string' && (state === 'present' ? fewer : more).has(id);
    return contradicts ? [Number(pointer.path.at(-1))] : [];
  });
  return { remove, add: declared.members?.mode === 'exact' ? [...more].filter((id) => !elsewhere.has(id)) : [] };
}

function idsOf(members: readonly MemberChange[]): ReadonlySet<string> {
  return new Set(members.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])));
}

function attributeDrift({ state, edits }: AttributeDiff): AttributeDrift {
  return { ...state.name, differences: edits.map((edit) => difference(edit, state)) };
}

/** What undoes an edit in the declaration. */
function difference({ pair, sub, before = null }: AttributeEdit, { desired }: AttributeState): Difference {
  if (pair === undefined) return { kind: 'set', ...(sub === undefined ? {} : { sub }), value: before };
  const index = pair.desired === undefined || !isJsonArray(desired) ? -1 : desired.indexOf(pair.desired);
  if (sub === undefined) return index < 0 ? { kind: 'addElement', element: before } : { kind: 'removeElement', index };
  const held = isJsonObject(pair.current) ? heldProperty(pair.current, sub) : undefined;
  return { kind: 'setInElement', index, sub, value: held ?? null };
}
