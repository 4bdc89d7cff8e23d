import type {
  AllowanceName,
  Allowances,
  Excess,
  GuardCounts,
  GuardFacts,
  Limit,
  Limits,
  Refusal,
} from '../../model/guards.ts';
import { isJsonArray, isJsonObject } from '../../model/json.ts';
import type { Change, Plan } from '../../model/plan.ts';
import { PLURAL, type ResourceType } from '../../model/resource.ts';
import { isRemoval, isRename } from './change-kind.ts';

/** What a verdict is made from. */
export type Guarded = Pick<Plan, 'changes' | 'populations' | 'guards'>;

const TYPES: readonly ResourceType[] = ['User', 'Group'];

/**
 * Judges a plan by its guards (docs/safety.md).
 * @param allow what `--allow` allows beyond them; nothing allows a change of what is protected, nor a removal by scope
 *   while nothing is declared
 * @returns why the plan must not be applied; empty if it may be
 */
export function guardPlan(plan: Guarded, allow: Allowances = {}): readonly Refusal[] {
  return [
    ...overLimit('maxRemovals', 'removals', typeExcesses(plan, 'maxRemovals', 'removals'), plan, allow),
    ...overLimit('maxChanges', 'changes', typeExcesses(plan, 'maxChanges', 'changes'), plan, allow),
    ...overLimit('maxMemberRemovals', 'member-removals', memberExcesses(plan), plan, allow),
    ...irreversible(plan, allow),
    ...duplicated(plan, allow),
    ...nothingDeclared(plan),
    ...protectedChanges(plan),
  ];
}

/** What a plan does to the resources of each type, as the guards count. */
export function countChanges(changes: readonly Change[]): Readonly<Record<ResourceType, GuardCounts>> {
  const count = (type: ResourceType): GuardCounts => {
    const own = changes.filter(({ resource }) => resource.type === type);
    return {
      removals: own.filter(isRemoval).length,
      changes: own.filter(({ action }) => action !== 'create').length,
    };
  };
  return { User: count('User'), Group: count('Group') };
}

/** A share of few is never less than three, or a small team could change nothing. */
export function allowedBy(limit: Limit, population: number): number {
  if (typeof limit === 'number') return limit;
  return Math.max(3, Math.floor((Number.parseInt(limit, 10) * population) / 100));
}

/** Both limits hold, the project's and the one from outside. */
function allowedHere(guard: keyof Limits, { limits, outside }: GuardFacts, population: number): number {
  const other = outside?.[guard];
  const own = allowedBy(limits[guard], population);
  return other === undefined ? own : Math.min(own, allowedBy(other, population));
}

function typeExcesses(
  { changes, populations, guards }: Guarded,
  guard: keyof Limits,
  counted: 'removals' | 'changes',
): readonly Excess[] {
  const counts = countChanges(changes);
  return TYPES.flatMap((type) => {
    const population = populations[type];
    const allowed = allowedHere(guard, guards, population);
    const count = counts[type][counted];
    const whole = counted === 'removals' ? guards.wholeRemovals[type] : count;
    if (count === 0 || Math.max(count, whole) <= allowed) return [];
    return [{ of: PLURAL[type], count, population, allowed, ...(whole > count ? { whole } : {}) }];
  });
}

function memberExcesses({ changes, guards }: Guarded): readonly Excess[] {
  return changes.flatMap(({ key, action, before, after }) => {
    const members = (after ?? before)?.['members'];
    if (!isJsonObject(members)) return [];
    const removed = isJsonArray(members['remove']) ? members['remove'].length : 0;
    const population = removed + Number(members['unchanged'] ?? 0);
    // A group that is deleted loses them all.
    const count = action === 'delete' ? population : removed;
    const allowed = allowedHere('maxMemberRemovals', guards, population);
    return count > allowed ? [{ of: key, count, population, allowed }] : [];
  });
}

/** What is allowed is a total over all that exceed, so that it allows this plan and not one more. */
function overLimit(
  guard: keyof Limits,
  name: AllowanceName,
  excesses: readonly Excess[],
  { guards }: Guarded,
  allow: Allowances,
): readonly Refusal[] {
  const total = excesses.reduce((sum, { count }) => sum + count, 0);
  if (total <= (allow[name] ?? 0)) return [];
  const own = guards.limits[guard];
  // The one that is told is the one that refuses.
  const isOwn = excesses.every(({ count, population }) => count > allowedBy(own, population));
  const limit = isOwn ? own : (guards.outside?.[guard] ?? own);
  return [{ guard, limit, excesses, allow: `${name}=${total}` }];
}

function irreversible({ changes, guards }: Guarded, allow: Allowances): readonly Refusal[] {
  const keys = changes
    .filter(({ action, resource }) => action === 'delete' && guards.irreversible.includes(resource.type))
    .map(({ key }) => key);
  if (keys.length <= (allow.irreversible ?? 0)) return [];
  return [{ guard: 'irreversible', keys, allow: `irreversible=${keys.length}` }];
}

function duplicated({ guards: { duplicates } }: Guarded, allow: Allowances): readonly Refusal[] {
  if (duplicates.length <= (allow.duplicates ?? 0)) return [];
  return [{ guard: 'duplicates', duplicates, allow: `duplicates=${duplicates.length}` }];
}

/** An empty folder would otherwise ask for the removal of everybody. */
function nothingDeclared({ changes, guards }: Guarded): readonly Refusal[] {
  return TYPES.flatMap((type): readonly Refusal[] => {
    const removals = changes.filter(({ undeclared, resource }) => undeclared === true && resource.type === type).length;
    return removals > 0 && guards.declared[type] === 0 ? [{ guard: 'nothingDeclared', type, removals }] : [];
  });
}

function protectedChanges({ changes, guards }: Guarded): readonly Refusal[] {
  const byKey = new Map(guards.protections.map(({ key, by }) => [key, by]));
  return changes.flatMap((change): readonly Refusal[] => {
    const by = byKey.get(change.key);
    const action = forbiddenAction(change);
    if (by === undefined || action === undefined) return [];
    return [{ guard: 'protected', key: change.key, by, action, undeclared: change.undeclared === true }];
  });
}

function forbiddenAction(change: Change): 'delete' | 'deactivate' | 'rename' | undefined {
  if (change.action === 'delete' || change.action === 'deactivate') return change.action;
  return isRename(change) ? 'rename' : undefined;
}
