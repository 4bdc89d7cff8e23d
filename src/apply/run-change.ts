import type { Change, PlannedRequest } from '../model/plan.ts';
import { beginChange, type OngoingChange } from './ongoing-change.ts';
import { sendRemaining } from './requests/change-attributes.ts';
import { sendRequest } from './requests/send-request.ts';
import { type FailedStep, failed, failureOf, type Step } from './requests/step.ts';
import { type Readiness, type Run, stopReason } from './run.ts';
import { readNewResource, verifyChange } from './verify-change.ts';

/** Carries out one change, from waiting for what it depends on to verifying it, and tells the run how it went. */
export async function runChange(change: Change, run: Run): Promise<void> {
  const { key, action } = change;
  const work = beginChange(change, run);
  const step = await carryOut(work);
  settle(change, run, step.kind === 'done' ? 'ready' : step.kind);
  if (step.kind === 'skipped') run.emit({ event: 'change-skipped', key, action, because: step.because });
  if (step.kind === 'failed') run.emit({ event: 'change-failed', key, action, failure: step.failure });
  if (step.kind === 'done') await finish(work, step);
}

async function carryOut(work: OngoingChange): Promise<Step> {
  const { change, run } = work;
  const blocked = await blockedBy(change.dependsOn, run);
  if (blocked !== undefined) return { kind: 'skipped', because: blocked };
  if (run.stop.aborted) return { kind: 'skipped', because: stopReason(run) };
  const deferredAt = change.requests.findIndex(isDeferred);
  const promptly = deferredAt === -1 ? change.requests : change.requests.slice(0, deferredAt);
  const step = await sendAll(promptly, work);
  if (step.kind !== 'done') return step;
  if (deferredAt === -1) return reapply(step, work);
  settle(change, run, 'ready');
  const last = await sendAll(change.requests.slice(deferredAt), work);
  return last.kind === 'done' ? reapply(last, work) : last;
}

/** Sends requests one after the other. The first failure ends it, unless the others make sense all the same. */
async function sendAll(requests: readonly PlannedRequest[], work: OngoingChange): Promise<Step> {
  const { change, run } = work;
  let last: Step = { kind: 'done' };
  let failure: FailedStep | undefined;
  for (const request of requests) {
    const blocked = await blockedBy(request.dependsOn ?? [], run);
    if (blocked !== undefined) return failed(blocked, 'What does not need it was sent; plan again for the rest.');
    const step = await sendRequest(request, work);
    if (step.kind === 'failed' && step.goesOn === true) failure ??= step;
    else if (step.kind !== 'done') return step;
    else last = step;
    const id = step.kind === 'done' ? step.answer?.resource?.id : undefined;
    if (request.method === 'POST' && id !== undefined) run.ids.set(change.key, id);
  }
  return failure ?? last;
}

/** Some services drop declared attributes when they create or reactivate somebody: what is missing is written again. */
async function reapply(step: Step, work: OngoingChange): Promise<Step> {
  const { change, run } = work;
  const { reapplyAfter } = run.profile.types[change.resource.type];
  const { action } = change;
  if ((action !== 'create' && action !== 'reactivate') || !reapplyAfter.includes(action)) return step;
  try {
    return await sendRemaining(await readNewResource(work), work);
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) };
  }
}

async function finish(work: OngoingChange, step: Extract<Step, { kind: 'done' }>): Promise<void> {
  const { change, run } = work;
  const { key, action } = change;
  const verdict = run.verify ? await verifyChange(work, step.answer) : { kind: 'compared' as const, notKept: [] };
  if (verdict.kind === 'failed') return run.emit({ event: 'change-failed', key, action, failure: verdict.failure });
  run.emit({ event: 'change-done', key, action, id: run.ids.get(key) ?? change.resource.id ?? null });
  if (verdict.notKept.length > 0) run.emit({ event: 'not-kept', key, attributes: verdict.notKept });
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

function isDeferred(request: PlannedRequest): boolean {
  return request.dependsOn !== undefined && request.dependsOn.length > 0;
}
