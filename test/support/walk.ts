import type { Change, Plan, PlannedRequest } from '../../src/model/plan.ts';
import type { Draw } from './draw.ts';

/** A change under way: its next request, and what it waits for before that. */
interface Walker {
  readonly change: Change;
  at: number;
}

/**
 * Sends the requests of a plan in some order that the plan allows, chosen at random among all of them: a change starts
 * when those that it depends on are ready, which they are once the requests before their first deferred one were sent.
 * @throws where everything left waits for something
 */
export async function walk(
  plan: Plan,
  draw: Draw,
  send: (request: PlannedRequest, change: Change) => Promise<void>,
): Promise<void> {
  const walkers: readonly Walker[] = plan.changes.map((change) => ({ change, at: 0 }));
  const ready = new Set<string>();
  for (;;) {
    for (const { change, at } of walkers) if (at >= firstDeferred(change)) ready.add(change.key);
    const left = walkers.filter(({ change, at }) => at < change.requests.length);
    if (left.length === 0) return;
    const free = left.filter((walker) => waitsFor(walker).every((key) => ready.has(key)));
    const next = free[draw.below(Math.max(free.length, 1))];
    const request = next?.change.requests[next.at];
    if (next === undefined || request === undefined) {
      throw new Error(`Each of these waits for another: ${left.map(({ change }) => change.key).join(', ')}`);
    }
    await send(request, next.change);
    next.at += 1;
  }
}

function firstDeferred({ requests }: Change): number {
  const index = requests.findIndex(({ dependsOn }) => dependsOn !== undefined);
  return index < 0 ? requests.length : index;
}

function waitsFor({ change, at }: Walker): readonly string[] {
  return [...change.dependsOn, ...(change.requests[at]?.dependsOn ?? [])];
}

/** Every pending id in a request, in its path and in its values. */
export function pendingIn(request: PlannedRequest): readonly string[] {
  const { path, dependsOn: _dependsOn, ...rest } = request;
  const inPath = /\{pending:(.*)\}/s.exec(path)?.[1];
  const found: string[] = inPath === undefined ? [] : [inPath];
  JSON.stringify(rest, (name, value: unknown) => {
    if (name === '$pending' && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}

/** The request with ids instead of what was pending. */
export function fillIds(request: PlannedRequest, ids: ReadonlyMap<string, string>): PlannedRequest {
  const idOf = (key: string) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`${key} does not exist yet`);
    return id;
  };
  const path = request.path.replace(/\{pending:(.*)\}/s, (_, key: string) => encodeURIComponent(idOf(key)));
  return JSON.parse(JSON.stringify({ ...request, path }), (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$pending' in value ? idOf(String(value.$pending)) : value,
  );
}
