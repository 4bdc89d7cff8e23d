/** For each key, the keys that come first. */
export type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

/** A wish that `from` waits for `to`, given up where it would close a cycle. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** What could be granted, and what could not. */
export interface Graph {
  readonly dependencies: Dependencies;
  readonly refused: readonly Edge[];
}

/**
 * Adds edges one by one, in their order, and refuses those that would close a cycle.
 * Edges that no cycle can run through are found first, since nearly all are of that kind and the search costs.
 */
export function acyclicGraph(keys: readonly string[], edges: readonly Edge[]): Graph {
  const suspects = keysNearCycles(keys, edges);
  const dependencies = new Map<string, Set<string>>();
  const refused: Edge[] = [];
  const add = ({ from, to }: Edge) => {
    const found = dependencies.get(from);
    if (found === undefined) dependencies.set(from, new Set([to]));
    else found.add(to);
  };
  const isSuspect = ({ from, to }: Edge) => suspects.has(from) && suspects.has(to);
  for (const edge of edges) if (!isSuspect(edge)) add(edge);
  for (const edge of edges.filter(isSuspect)) {
    if (reaches(dependencies, edge.to, edge.from)) refused.push(edge);
    else add(edge);
  }
  return { dependencies, refused };
}

/** Orders keys so that each comes after what it depends on and otherwise as early as in the list. */
export function inDependencyOrder(keys: readonly string[], dependencies: Dependencies): readonly string[] {
  const done = new Set<string>();
  for (const key of keys) {
    const stack = [key];
    for (let next = stack.at(-1); next !== undefined; next = stack.at(-1)) {
      const open = done.has(next) ? [] : openNeeds(next, dependencies, done);
      for (const needed of open) stack.push(needed);
      if (open.length > 0) continue;
      stack.pop();
      done.add(next);
    }
  }
  return [...done];
}

/** What a key still waits for, the first to be done last. */
function openNeeds(key: string, dependencies: Dependencies, done: ReadonlySet<string>): readonly string[] {
  const needs = [...(dependencies.get(key) ?? [])];
  return needs
    .filter((needed) => !done.has(needed))
    .sort()
    .reverse();
}

/** Keys that remain when all that wait for nothing, and all that nothing waits for, are taken away again and again. */
function keysNearCycles(keys: readonly string[], edges: readonly Edge[]): ReadonlySet<string> {
  const afterOne = peel(keys, edges);
  const reversed = edges.filter((edge) => afterOne.has(edge.from) && afterOne.has(edge.to)).map(reverse);
  return peel([...afterOne], reversed);
}

function reverse({ from, to }: Edge): Edge {
  return { from: to, to: from };
}

/** Takes away keys without open dependencies until there are none (Kahn). */
function peel(keys: readonly string[], edges: readonly Edge[]): ReadonlySet<string> {
  const open = new Map<string, number>();
  const waiting = new Map<string, string[]>();
  for (const { from, to } of edges) {
    open.set(from, (open.get(from) ?? 0) + 1);
    const found = waiting.get(to);
    if (found === undefined) waiting.set(to, [from]);
    else found.push(from);
  }
  const left = new Set(keys);
  const free = keys.filter((key) => !open.has(key));
  for (let key = free.pop(); key !== undefined; key = free.pop()) {
    left.delete(key);
    for (const dependant of waiting.get(key) ?? []) {
      const count = (open.get(dependant) ?? 0) - 1;
      open.set(dependant, count);
      if (count === 0) free.push(dependant);
    }
  }
  return left;
}

function reaches(dependencies: Dependencies, from: string, to: string): boolean {
  const seen = new Set<string>();
  const stack = [from];
  for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
    if (key === to) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const next of dependencies.get(key) ?? []) stack.push(next);
  }
  return false;
}
