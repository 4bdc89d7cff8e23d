import type { Configuration } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Directory } from '../model/directory.ts';
import { canonicalJson, isJsonObject, type JsonObject, stringAt } from '../model/json.ts';
import { type Change, PLAN_FORMAT, type Plan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import { type Context, planContext } from './context.ts';
import { currentName, indexDirectory } from './current-index.ts';
import type { Reporter } from './diagnostics.ts';
import type { Draft } from './draft.ts';
import { draftChange } from './draft-change.ts';
import { renameHints } from './hints.ts';
import { type Match, matchResources } from './match.ts';
import { memberRules } from './member-rules.ts';
import { type Ordered, orderDrafts } from './order.ts';
import { policyViolations } from './policy-violations.ts';
import { references } from './references.ts';
import { requestsOf } from './requests.ts';
import { selectTargets } from './select-targets.ts';
import { limitDiagnostics } from './service-limits.ts';

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
  /** Where a diagnostic points. */
  readonly locate: Reporter;
  /** SHA-256 of a text, in hex: handed in, because the planner does no IO and imports nothing that could. */
  readonly sha256: (text: string) => string;
}

/**
 * Makes the plan: match → normalise → diff → requests → order (docs/architecture.md).
 * What is wrong is in the plan's diagnostics; a plan with an error there must not be applied.
 */
export function makePlan(input: PlanInput): Plan {
  const { configuration, directory, locate } = input;
  const context = planContext(input.profile, directory.schemas, input.target, configuration.service.phoneRegion);
  const current = indexDirectory(directory);
  const matched = matchResources(configuration, current, locate);
  const known = references(matched.matches, current, locate);
  const ruled = memberRules(matched.matches, known, context);
  const unreadable = directory.unreadableMembers ?? new Map();
  const drafting = { references: known, ruled, context, report: locate, unreadableMembers: unreadable };
  const drafted = matched.matches.map((match) => draftChange(match, drafting));
  const drafts = drafted.map(({ draft }) => draft).filter((draft) => draft !== undefined);
  const ordered = orderDrafts(drafts, input.profile, locate);
  const changes = ordered.drafts.map((draft) => changeOf(draft, ordered, context, input.sha256));
  const selection = selectTargets(input.targets, changes, matched.matches);
  return {
    format: PLAN_FORMAT,
    tool: input.tool,
    target: input.target,
    profile: input.profile.name,
    environment: configuration.environment,
    variables: input.variables,
    targets: input.targets,
    digest: input.digest,
    changes: selection.changes,
    populations: populations(matched.matches),
    diagnostics: inFileOrder([
      ...matched.diagnostics,
      ...drafted.flatMap(({ diagnostics }) => diagnostics),
      ...drafts.flatMap((draft) => limitDiagnostics(draft, context, locate)),
      ...ordered.diagnostics,
      ...renameHints(drafts, locate),
      ...policyViolations(configuration.policies, matched.matches, current, drafting),
      ...selection.diagnostics,
    ]),
  };
}

function changeOf(
  draft: Draft,
  { dependencies, deferred }: Ordered,
  context: Context,
  sha256: PlanInput['sha256'],
): Change {
  const { declared, action } = draft;
  const { key, type, name, source } = declared;
  const id: JsonObject = 'current' in draft ? { id: draft.current.id } : {};
  // An entry may ask for a removal by an id alone; a reviewer wants to know whose.
  const shown = draft.action === 'delete' ? (currentName(type, draft.current) ?? name) : name;
  return {
    key,
    action,
    resource: { type, name: shown, ...id, ...versionOf(draft, context.profile) },
    source,
    before: draft.before,
    after: draft.after,
    dependsOn: [...(dependencies.get(key) ?? [])].sort(),
    requests: requestsOf(draft, deferred.get(key) ?? new Set(), context),
    fingerprint: sha256(canonicalJson(draft.managed)),
    notes: draft.notes,
  };
}

/** The version goes with writes that must not undo somebody else's, where the service honours that. */
function versionOf(draft: Draft, { etag }: Profile): JsonObject {
  const meta = 'current' in draft ? draft.current['meta'] : undefined;
  const version = isJsonObject(meta) ? stringAt(meta, 'version') : undefined;
  return etag === 'ifMatch' && version !== undefined ? { version } : {};
}

/** Current resources that are declared, by type: what percentages of a guard are taken of. */
function populations(matches: readonly Match[]): Plan['populations'] {
  const counts = { User: 0, Group: 0 };
  for (const { declared, current } of matches) if (current !== undefined) counts[declared.type] += 1;
  return counts;
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
