import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Action } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import { foldCase, type ResourceType } from '../../model/resource.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { cycleOfNames } from '../diagnostics/identity-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';
import type { Draft } from '../draft/draft.ts';
import { formerName } from '../match/former-name.ts';
import { pendingKeys } from '../references/pending-keys.ts';
import { acyclicGraph, type Dependencies, type Edge, inDependencyOrder } from './dependency-graph.ts';
import { externalIdEdges } from './external-id-edges.ts';

/** Changes in the order in which they start, with what each waits for. */
export interface Ordered {
  readonly drafts: readonly Draft[];
  readonly dependencies: Dependencies;
  /** For each key, the references that go into later requests because they would close a cycle. */
  readonly deferred: ReadonlyMap<string, ReadonlySet<string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/*
 * Each arrow is a reason to wait:
 *
 *   create users → create groups → updates, renames and members → deactivate → delete
 *   whoever claims a name → whoever frees it            (a circle of these is an error)
 *   whoever claims an externalId → whoever frees it     (in a circle of these, one does not wait)
 *   whoever refers to a resource → its creation          (a circle is broken by a later PATCH)
 *   the deletion of a resource → the removal of its memberships
 */
export function orderDrafts(unordered: readonly Draft[], { types }: Profile, locate: Locator): Ordered {
  const drafts = unordered.toSorted(byPhase);
  const byKey = new Map(drafts.map((draft) => [draft.declared.key, draft]));
  const keys = drafts.map(({ declared }) => declared.key);
  const named = drafts.filter(({ declared }) => types[declared.type].uniqueName);
  const names = acyclicGraph(keys, nameEdges(named));
  const unique = acyclicGraph(keys, [...edgesOf(names.dependencies), ...externalIdEdges(drafts)]);
  const wishes = [...edgesOf(unique.dependencies), ...removalEdges(drafts), ...referenceEdges(drafts, byKey)];
  const { dependencies, refused } = acyclicGraph(keys, wishes);
  const ordered = inDependencyOrder(keys, dependencies);
  return {
    drafts: ordered.flatMap((key) => byKey.get(key) ?? []),
    dependencies,
    deferred: groupRefused(refused),
    diagnostics: cyclesOfNames(names.refused, names.dependencies, byKey, locate),
  };
}

const PHASES: Readonly<Record<ResourceType, Readonly<Record<Action, number>>>> = {
  User: { create: 0, update: 2, reactivate: 2, deactivate: 4, delete: 7 },
  Group: { create: 1, update: 3, reactivate: 3, deactivate: 5, delete: 6 },
};

function byPhase(a: Draft, b: Draft): number {
  const phases = PHASES[a.declared.type][a.action] - PHASES[b.declared.type][b.action];
  if (phases !== 0) return phases;
  const [first, second] = [foldCase(a.declared.key), foldCase(b.declared.key)];
  return first < second ? -1 : first > second ? 1 : a.declared.key < b.declared.key ? -1 : 1;
}

/** The name that a change gives up: a deleted or renamed resource's. */
function freedName(draft: Draft): string | undefined {
  if (draft.action === 'create') return undefined;
  const { declared, current } = draft;
  const name = draft.action === 'delete' ? resourceName(declared.type, current) : formerName(declared, current);
  return name === undefined ? undefined : foldCase(name);
}

/** The name that a change takes: a created or renamed resource's. */
function claimedName(draft: Draft): string | undefined {
  const isClaim = draft.action === 'create' || (draft.action !== 'delete' && freedName(draft) !== undefined);
  return isClaim ? foldCase(draft.declared.name) : undefined;
}

function nameEdges(drafts: readonly Draft[]): readonly Edge[] {
  const freedBy = new Map<string, string>();
  for (const draft of drafts) {
    const name = freedName(draft);
    if (name !== undefined) freedBy.set(`${draft.declared.type} ${name}`, draft.declared.key);
  }
  return drafts.flatMap((draft) => {
    const name = claimedName(draft);
    const to = name === undefined ? undefined : freedBy.get(`${draft.declared.type} ${name}`);
    return to === undefined || to === draft.declared.key ? [] : [{ from: draft.declared.key, to }];
  });
}

function removalEdges(drafts: readonly Draft[]): readonly Edge[] {
  const deleted = new Map(
    drafts.flatMap((draft) => (draft.action === 'delete' ? [[draft.current.id, draft.declared.key] as const] : [])),
  );
  if (deleted.size === 0) return [];
  return drafts.flatMap((draft) =>
    draft.action === 'delete'
      ? []
      : (draft.members?.remove ?? []).flatMap(({ value }) => {
          const from = typeof value === 'string' ? deleted.get(value) : undefined;
          return from === undefined ? [] : [{ from, to: draft.declared.key }];
        }),
  );
}

function referenceEdges(drafts: readonly Draft[], byKey: ReadonlyMap<string, Draft>): readonly Edge[] {
  return drafts.flatMap((draft) => {
    const keys = new Set(referredKeys(draft).filter((key) => byKey.has(key)));
    return [...keys].sort().map((to) => ({ from: draft.declared.key, to }));
  });
}

function referredKeys(draft: Draft): readonly string[] {
  if (draft.action === 'delete') return [];
  const ofMembers = (draft.members?.add ?? []).flatMap(({ value }) => pendingKeys(value));
  if (draft.action === 'create') return [...pendingKeys(draft.attributes), ...ofMembers];
  return [...draft.diffs.flatMap(({ state }) => pendingKeys(state.desired)), ...ofMembers];
}

function edgesOf(dependencies: Dependencies): readonly Edge[] {
  return [...dependencies].flatMap(([from, targets]) => [...targets].map((to) => ({ from, to })));
}

function groupRefused(refused: readonly Edge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { from, to } of refused) groups.set(from, (groups.get(from) ?? new Set()).add(to));
  return groups;
}

function cyclesOfNames(
  refused: readonly Edge[],
  dependencies: Dependencies,
  byKey: ReadonlyMap<string, Draft>,
  locate: Locator,
): readonly Diagnostic[] {
  return refused.flatMap((edge) => {
    const keys = pathBetween(dependencies, edge.to, edge.from);
    const declared: readonly DeclaredResource[] = keys.flatMap((key) => byKey.get(key)?.declared ?? []);
    const [first] = declared.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return first === undefined ? [] : [cycleOfNames(locate, first, declared.map(({ name }) => name).sort())];
  });
}

/** Each name is freed by at most one change, so that the way from a claim to its end is a chain. */
function pathBetween(dependencies: Dependencies, from: string, to: string): readonly string[] {
  const path = [from];
  for (let key = from; key !== to; ) {
    const [next] = dependencies.get(key) ?? [];
    if (next === undefined || path.includes(next)) break;
    path.push(next);
    key = next;
  }
  return path;
}
