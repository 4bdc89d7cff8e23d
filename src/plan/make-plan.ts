import type { Configuration, DeclaredResource } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Directory } from '../model/directory.ts';
import type { GuardFacts } from '../model/guards.ts';
import { canonicalJson, isJsonObject, type JsonObject, stringAt } from '../model/json.ts';
import { type Change, PLAN_FORMAT, type Plan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { ScimResource } from '../model/resource.ts';
import { type CurrentIndexes, indexDirectory } from '../syntax/current-index.ts';
import { resourceName } from '../syntax/resource-name.ts';
import { type Context, planContext } from './context.ts';
import type { Locator } from './diagnostics/locator.ts';
import type { Draft } from './draft/draft.ts';
import { draftChanges } from './draft/draft-change.ts';
import { renameHints } from './draft/hints.ts';
import { countChanges, guardPlan } from './guard/guard.ts';
import { peopleDiagnostics } from './guard/people-warnings.ts';
import { policyViolations } from './guard/planned-policies.ts';
import { type Doubt, possibleDuplicates, selectedDuplicates } from './guard/possible-duplicates.ts';
import { idleProtections, protections } from './guard/protection.ts';
import { restrictionBreaches } from './guard/restricted-reach.ts';
import { selectTargets } from './guard/select-targets.ts';
import { markSensitive } from './guard/sensitive.ts';
import { groupsNowhere, limitDiagnostics } from './guard/service-limits.ts';
import { declaredNowhere } from './match/declared-nowhere.ts';
import { fatesOf } from './match/departures.ts';
import { expire, markExpired } from './match/expiry.ts';
import { inactivePeople } from './match/inactive-people.ts';
import { type Match, matchResources } from './match/match.ts';
import { notSelectedResources } from './match/not-selected.ts';
import { applyScopes } from './match/scope.ts';
import { unreadableRules } from './match/unreadable-filters.ts';
import { type Ordered, orderDrafts } from './order/order.ts';
import { planId } from './plan-id.ts';
import { memberRules } from './references/member-rules.ts';
import { references } from './references/resolve-references.ts';
import { requestsOf } from './requests/requests.ts';

/** Everything that a plan is made from; equal inputs give byte-identical plans. */
export interface PlanInput {
  readonly configuration: Configuration;
  readonly directory: Directory;
  readonly profile: Profile;
  /** Base URL of the service, or `sandbox:PROFILE`. */
  readonly target: string;
  /** `rollcall 0.1.0` */
  readonly tool: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly targets: readonly string[];
  readonly digest: string;
  /** The moment that `$expires` is compared with, as an instant. */
  readonly now: string;
  /** Where a diagnostic points. */
  readonly locate: Locator;
  /** SHA-256 of a text, in hex: handed in, because the planner does no IO and imports nothing that could. */
  readonly sha256: (text: string) => string;
  /** What makes the plan's id of a text; `sha256` if not given. */
  readonly idHash?: (text: string) => string;
}

/**
 * Makes the plan: match → normalise → diff → requests → order → guard (docs/architecture.md).
 * What is wrong is in the plan's diagnostics; a plan with an error there must not be applied.
 */
export function makePlan(input: PlanInput): Plan {
  const { directory, locate, profile, targets } = input;
  const expired = expire(input.configuration, input.now);
  const { configuration } = expired;
  const current = indexDirectory(directory);
  const { phoneRegion } = configuration.service;
  const context = planContext(profile, directory.schemas, input.target, phoneRegion, (type, id) =>
    current[type].byId(id),
  );
  const matched = matchResources(configuration, current, profile, locate);
  const matches = markExpired(matched.matches, expired.users);
  const { ownership, notSelected = [] } = configuration;
  const scoped = applyScopes({ ownership, matches, populations: matched.populations, current, context, locate });
  const planned = [...matches, ...scoped.removals];
  const inactive = inactivePeople(matches, current, profile);
  const known = references(matches, current, fatesOf(matches, scoped.leaving), locate, inactive.withoutGroups);
  const ruled = memberRules(matches, known, context);
  const unreadable = directory.unreadableMembers ?? new Map();
  const drafting = { references: known, ruled, context, locate, unreadableMembers: unreadable };
  const { drafts, diagnostics } = draftChanges(planned, drafting);
  const ordered = orderDrafts(drafts, profile, locate);
  const { removals } = scoped;
  const marks = marksOf(removals, notSelected, current);
  const changes = markSensitive(
    ordered.drafts.map((draft) => changeOf(draft, ordered, marks, context, input.sha256)),
    { patterns: configuration.guards.sensitive, matches, current },
  );
  const named = [...planned, ...notSelected.map((declared) => ({ declared }))];
  const selection = selectTargets(targets, changes, named);
  const doubts = possibleDuplicates({ matches, removals, notSelected: marks.notSelected, current });
  return judged(input, {
    changes: selection.changes,
    undeclared: scoped.undeclared,
    declaredNowhere: declaredNowhere(matches, current, directory, marks.notSelected),
    populations: scoped.populations,
    guards: guardFacts(changes, selection.changes, { drafts, doubts, configuration, profile, current }),
    ...expired.validity,
    diagnostics: inFileOrder([
      ...matched.diagnostics,
      ...scoped.diagnostics,
      ...diagnostics,
      ...unreadableRules(configuration.groups, context, locate),
      ...drafts.flatMap((draft) => limitDiagnostics(draft, context, locate)),
      ...groupsNowhere(configuration.groups, directory, context, locate),
      ...ordered.diagnostics,
      ...renameHints(drafts, locate),
      ...peopleDiagnostics({ matches, drafts, doubts, inactive, current, locate }),
      ...policyViolations(configuration.policies, { matches, removals, notSelected }, current, drafting),
      ...restrictionBreaches({ configuration, matches, current, drafting }),
      ...selection.diagnostics,
      ...idleProtections(configuration, matches, current),
    ]),
  });
}

/** Where a plan is from: what a saved one is compared with before it is applied. */
function originOf({ configuration, ...input }: PlanInput) {
  return {
    format: PLAN_FORMAT,
    tool: input.tool,
    target: input.target,
    profile: input.profile.name,
    environment: configuration.environment,
    variables: input.variables,
    targets: input.targets,
    digest: input.digest,
  } as const;
}

/** The whole plan, by its origin and what stands in it. */
function judged(input: PlanInput, content: Omit<Plan, 'refusals' | 'id' | keyof ReturnType<typeof originOf>>): Plan {
  const origin = originOf(input);
  const id = planId({ ...origin, changes: content.changes }, input.idHash ?? input.sha256);
  const plan = { ...origin, id, ...content };
  return { ...plan, refusals: guardPlan(plan) };
}

/** What the guards look at besides the changes. */
interface Judged {
  readonly current: CurrentIndexes;
  readonly drafts: readonly Draft[];
  readonly doubts: readonly Doubt[];
  readonly configuration: Configuration;
  readonly profile: Profile;
}

/** @param whole what `changes` were selected from */
function guardFacts(
  whole: readonly Change[],
  changes: readonly Change[],
  { drafts, doubts, configuration, current, profile: { types } }: Judged,
): GuardFacts {
  const { users, groups, guards } = configuration;
  const { protect: _patterns, sensitive: _shownFirst, outside, ...limits } = guards;
  const irreversible = (['User', 'Group'] as const).filter((type) => types[type].delete === 'irreversible');
  const present = (entries: readonly DeclaredResource[]) => entries.filter(({ state }) => state === 'present').length;
  return {
    limits,
    ...(outside === undefined ? {} : { outside }),
    counts: countChanges(changes),
    wholeRemovals: removalsOf(whole),
    declared: { User: present(users), Group: present(groups) },
    protections: protections(changes, drafts, configuration, current),
    irreversible,
    duplicates: selectedDuplicates(doubts, changes),
  };
}

function removalsOf(changes: readonly Change[]): GuardFacts['wholeRemovals'] {
  const { User, Group } = countChanges(changes);
  return { User: User.removals, Group: Group.removals };
}

function changeOf(
  draft: Draft,
  { dependencies, deferred }: Ordered,
  marks: Marks,
  context: Context,
  sha256: PlanInput['sha256'],
): Change {
  const { declared, action } = draft;
  const { key, type, name, source } = declared;
  const id: JsonObject = 'current' in draft ? { id: draft.current.id } : {};
  // An entry may ask for a removal by an id alone; a reviewer wants to know whose.
  const shown = draft.action === 'delete' ? (resourceName(type, draft.current) ?? name) : name;
  return {
    key,
    action,
    resource: { type, name: shown, ...id, ...versionOf(draft, context.profile) },
    source,
    before: draft.before,
    after: draft.after,
    edits: draft.edits,
    dependsOn: [...(dependencies.get(key) ?? [])].sort(),
    requests: requestsOf(draft, deferred.get(key) ?? new Set(), context),
    fingerprint: sha256(canonicalJson(draft.managed)),
    notes: draft.notes,
    ...markOf(draft, marks),
  };
}

/** Whose changes no entry of this environment asks for. */
interface Marks {
  readonly undeclared: ReadonlySet<DeclaredResource>;
  readonly notSelected: ReadonlySet<ScimResource>;
}

function marksOf(removals: readonly Match[], notSelected: readonly DeclaredResource[], current: CurrentIndexes): Marks {
  const undeclared = new Set(removals.map(({ declared }) => declared));
  return { undeclared, notSelected: notSelectedResources(notSelected, current) };
}

function markOf(draft: Draft, { undeclared, notSelected }: Marks): Pick<Change, 'undeclared' | 'notSelected'> {
  if (!undeclared.has(draft.declared)) return {};
  const isElsewhere = 'current' in draft && notSelected.has(draft.current);
  return { undeclared: true, ...(isElsewhere ? { notSelected: true } : {}) };
}

/** The version goes with writes that must not undo somebody else's, where the service honours that. */
function versionOf(draft: Draft, { etag }: Profile): JsonObject {
  const meta = 'current' in draft ? draft.current['meta'] : undefined;
  const version = isJsonObject(meta) ? stringAt(meta, 'version') : undefined;
  return etag === 'ifMatch' && version !== undefined ? { version } : {};
}

function inFileOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const place = ({ span }: Diagnostic) =>
    span === undefined
      ? ''
      : `${span.file}\u0000${String(span.start.line).padStart(9, '0')}${String(span.start.column).padStart(9, '0')}`;
  return diagnostics
    .map((diagnostic) => ({ diagnostic, key: `${place(diagnostic)}\u0000${diagnostic.code}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ diagnostic }) => diagnostic);
}
