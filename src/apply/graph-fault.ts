import type { Plan } from '../model/plan.ts';

/**
 * Why the plan's dependencies can never be met, as a sentence; undefined where they can.
 * A plan from the planner never has such a fault, an edited plan file may: applying it would wait for ever.
 */
export function graphFault(plan: Plan): string | undefined {
  const keys = new Set(plan.changes.map(({ key }) => key));
  if (keys.size !== plan.changes.length) return 'Two changes have the same key.';
  for (const { key, dependsOn, requests } of plan.changes) {
    const all = [...dependsOn, ...requests.flatMap((request) => request.dependsOn ?? [])];
    const unknown = all.find((dependency) => !keys.has(dependency));
    if (unknown !== undefined) return `${key} depends on ${unknown}, which the plan does not hold.`;
  }
  const stuck = withoutOrder(plan);
  return stuck.length === 0 ? undefined : `These changes wait for each other: ${stuck.join(', ')}.`;
}

/** Keys of the changes that are on a cycle or wait for one (Kahn's algorithm). */
function withoutOrder(plan: Plan): readonly string[] {
  const waiting = new Map(plan.changes.map(({ key, dependsOn }) => [key, new Set(dependsOn)]));
  const dependents = Map.groupBy(
    plan.changes.flatMap(({ key, dependsOn }) => dependsOn.map((dependency) => ({ key, dependency }))),
    ({ dependency }) => dependency,
  );
  const free = plan.changes.filter(({ dependsOn }) => dependsOn.length === 0).map(({ key }) => key);
  for (const key of free) {
    waiting.delete(key);
    for (const dependent of dependents.get(key) ?? []) {
      const left = waiting.get(dependent.key);
      if (left?.delete(key) && left.size === 0) free.push(dependent.key);
    }
  }
  return [...waiting.keys()];
}
