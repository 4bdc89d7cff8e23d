import type { Change, PlannedRequest } from '../model/plan.ts';
import type { Readiness, Run } from './run.ts';
import { sendRequest } from './send-request.ts';
import { failed, type Step } from './step.ts';
import { verifyChange } from './verify-change.ts';

/** Carries out one change, from waiting for what it depends on to verifying it, and tells the run how it went. */
export async function runChange(change: Change, run: Run): Promise<void> {
  const { key, action } = change;
  const step = await carryOut(change, run);
  settle(change, run, step.kind === 'done' ? 'ready' : step.kind);
  if (step.kind === 'skipped') run.emit({ event: 'change-skipped', key, action, because: step.because });
  if (step.kind === 'failed') run.emit({ event: 'change-failed', key, action, failure: step.failure });
  if (step.kind === 'done') await finish(change, step, run);
}

async function carryOut(change: Change, run: Run): Promise<Step> {
  const blocked = await blockedBy(change.dependsOn, run);
  if (blocked !== undefined) return { kind: 'skipped', because: blocked };
  const deferredAt = change.requests.findIndex(isDeferred);
  const promptly = deferredAt === -1 ? change.requests : change.requests.slice(0, deferredAt);
  const step = await inTurn(run, () => start(change, promptly, run));
  if (step.kind !== 'done' || deferredAt === -1) return step;
  settle(change, run, 'ready');
  return sendDeferred(change, change.requests.slice(deferredAt), run);
}

/** Sends the requests that nothing holds up, all in one turn. */
async function start(change: Change, requests: readonly PlannedRequest[], run: Run): Promise<Step> {
  if (run.stopped()) return { kind: 'skipped', because: 'interrupted' };
  run.emit({ event: 'change-started', key: change.key, action: change.action });
  let last: Step = { kind: 'done' };
  for (const request of requests) {
    last = await send(request, change, run);
    if (last.kind !== 'done') return last;
    const id = last.answer?.resource?.id;
    if (request.method === 'POST' && id !== undefined) run.ids.set(change.key, id);
  }
  return last;
}

/** Sends the rest. Waiting happens outside of turns, or two changes that wait for each other's id would block all. */
async function sendDeferred(change: Change, requests: readonly PlannedRequest[], run: Run): Promise<Step> {
  let last: Step = { kind: 'done' };
  for (const request of requests) {
    const blocked = await blockedBy(request.dependsOn ?? [], run);
    if (blocked !== undefined) return failed(blocked, 'What does not need it was sent; plan again for the rest.');
    last = await inTurn(run, () => send(request, change, run));
    if (last.kind !== 'done') return last;
  }
  return last;
}

async function finish(change: Change, step: Extract<Step, { kind: 'done' }>, run: Run): Promise<void> {
  const { key, action } = change;
  const verdict = run.options.verify
    ? await inTurn(run, () => verifyChange(change, step.answer, run))
    : { kind: 'compared' as const, notKept: [] };
  if (verdict.kind === 'failed') return run.emit({ event: 'change-failed', key, action, failure: verdict.failure });
  run.emit({ event: 'change-done', key, action, id: run.ids.get(key) ?? change.resource.id ?? null });
  if (verdict.notKept.length > 0) run.emit({ event: 'not-kept', key, attributes: verdict.notKept });
}

function send(request: PlannedRequest, change: Change, run: Run): Promise<Step> {
  return sendRequest(request, { change, ids: run.ids, options: run.options });
}

/** Why a change cannot go on, once all that it waits for has come out; undefined where it can. */
async function blockedBy(keys: readonly string[], run: Run): Promise<string | undefined> {
  for (const key of keys) {
    const readiness = await run.readiness.get(key)?.promise;
    if (readiness !== 'ready') return `needs ${key}, which ${readiness === 'failed' ? 'failed' : 'was skipped'}`;
  }
  return undefined;
}

/** The first call counts: a change that fails later does not hold back those that already went on. */
function settle(change: Change, run: Run, readiness: Readiness): void {
  run.readiness.get(change.key)?.resolve(readiness);
}

function inTurn<T>(run: Run, work: () => Promise<T>): Promise<T> {
  return run.queue.add(work);
}

function isDeferred(request: PlannedRequest): boolean {
  return request.dependsOn !== undefined && request.dependsOn.length > 0;
}
