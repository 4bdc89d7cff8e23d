import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Protection } from '../../model/guards.ts';
import { stringAt } from '../../model/json.ts';
import type { Change, Plan } from '../../model/plan.ts';
import { foldCase, NAME_ATTRIBUTE } from '../../model/resource.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { globOf, keysOf } from '../../syntax/key-pattern.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { idleProtection } from '../diagnostics/target-diagnostics.ts';
import type { Draft } from '../draft/draft.ts';
import type { Match } from '../match/match.ts';
import { notSelectedResources } from '../match/not-selected.ts';
import { isRemoval, isRename } from './change-kind.ts';
import { guardPlan } from './guard.ts';

/**
 * The protected resources among those that change: `$protect` protects whoever has the name, as `guards.protect` does, and
 * whoever the entry means in an environment that does not select it.
 */
export function protections(
  changes: readonly Change[],
  drafts: readonly Draft[],
  { users, groups, guards, notSelected = [] }: Configuration,
  current: CurrentIndexes,
): readonly Protection[] {
  if (changes.length === 0) return [];
  const globs = guards.protect.map(globOf);
  const isMarked = ({ protect }: DeclaredResource) => protect === true;
  const marked = new Set([...users, ...groups].filter(isMarked).map(({ key }) => foldCase(key)));
  const elsewhere = notSelectedResources(notSelected.filter(isMarked), current);
  const byKey = new Map(drafts.map((draft) => [draft.declared.key, draft]));
  return changes.flatMap(({ key }): readonly Protection[] => {
    const draft = byKey.get(key);
    if (draft === undefined) return [];
    const names = keysOf(draft);
    const isElsewhere = 'current' in draft && elsewhere.has(draft.current);
    if (isElsewhere || names.some((name) => marked.has(name))) return [{ key, by: '$protect' }];
    const isNamed = names.some((name) => globs.some((glob) => glob.test(name)));
    return isNamed ? [{ key, by: 'guards.protect' }] : [];
  });
}

/**
 * Hints at patterns that protect nobody: a slip of the pen would go unnoticed until it hurts. Only a scope makes sure that
 * all resources of its type were read, so that without one nothing is said.
 */
export function idleProtections(
  { guards, ownership, notSelected = [] }: Configuration,
  matches: readonly Match[],
  current: CurrentIndexes,
): readonly Diagnostic[] {
  const isTold = (pattern: string) => ownership[pattern.startsWith('user:') ? 'User' : 'Group'] !== undefined;
  const patterns = guards.protect.filter(isTold);
  if (patterns.length === 0) return [];
  const keys = new Set([
    ...matches.flatMap(keysOf),
    ...notSelected.flatMap((declared) => keysOf({ declared })),
    ...current.User.all.map((user) => foldCase(`user:${resourceName('User', user) ?? user.id}`)),
    ...current.Group.all.map((group) => foldCase(`group:${resourceName('Group', group) ?? group.id}`)),
  ]);
  return patterns
    .filter((pattern) => ![...keys].some((key) => globOf(pattern).test(key)))
    .map((pattern) => idleProtection(pattern));
}

/** Whom the service takes us for; nobody if it does not tell. */
export interface Caller {
  readonly id?: string;
  readonly userName?: string;
}

/** True if the plan could take its own access away: only then is it worth a request to ask who we are. */
export function concernsCaller({ changes }: Plan): boolean {
  return changes.some((change) => change.resource.type === 'User' && (isRemoval(change) || isRename(change)));
}

/** The plan with whoever makes it protected. */
export function protectCallers(plan: Plan, callers: readonly Caller[]): Plan {
  const known = new Set(plan.guards.protections.map(({ key }) => key));
  const added = plan.changes
    .filter((change) => !known.has(change.key) && callers.some((caller) => isCaller(change, caller)))
    .map(({ key }): Protection => ({ key, by: 'caller' }));
  if (added.length === 0) return plan;
  const guarded = { ...plan, guards: { ...plan.guards, protections: [...plan.guards.protections, ...added] } };
  return { ...guarded, refusals: guardPlan(guarded) };
}

function isCaller({ resource, before }: Change, { id, userName }: Caller): boolean {
  if (resource.type !== 'User') return false;
  if (id !== undefined && id === resource.id) return true;
  const names = [resource.name, before === null ? undefined : stringAt(before, NAME_ATTRIBUTE.User)];
  return userName !== undefined && names.some((name) => name !== undefined && foldCase(name) === foldCase(userName));
}
