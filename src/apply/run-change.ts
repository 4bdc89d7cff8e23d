import type { Change, PlannedRequest } from '../model/plan.ts';
import { beginChange, type OngoingChange } from './ongoing-change.ts';
import { sendRemaining } from './requests/change-attributes.ts';
import { readNewResource } from './requests/read-new-resource.ts';
import { sendRequest } from './requests/send-request.ts';
import { type FailedStep, failed, failureOf, type Step } from './requests/step.ts';
import { noteCreated, type Readiness, type Run, stopReason } from './run.ts';

/** Carries out one change, from waiting for what it depends on to its last request, and tells the run how it went. */
export async function runChange(change: Change, run: Run): Promise<void> {
  const { key, action } = change;
  const work = beginChange(change, run);
  const step = await carryOut(work);
  settle(change, run, step.kind === 'done' ? 'ready' : step.kind);
  if (step.kind === 'skipped') run.emit({ event: 'change-skipped', key, action, because: step.because });
  if (step.kind === 'failed') run.emit({ event: 'change-failed', key, action, failure: step.failure });
  if (step.kind === 'done') finish(work);
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
  const { run } = work;
  let last: Step = { kind: 'done' };
  let failure: FailedStep | undefined;
  let carriedOut = 0;
  for (const request of requests) {
    const blocked = await blockedBy(request.dependsOn ?? [], run);
    if (blocked !== undefined) return failed(blocked, 'What does not need it was sent; plan again for the rest.');
    const step = await sendRequest(request, work);
    if (step.kind === 'done') {
      last = step;
      carriedOut += 1;
      noteId(request, step, work);
    } else if (step.kind === 'failed' && step.goesOn === true) failure ??= step;
    else return partly(step, carriedOut);
  }
  return failure ?? last;
}

function noteId(
  { method }: PlannedRequest,
  { answer }: Extract<Step, { kind: 'done' }>,
  { change, run }: OngoingChange,
): void {
  const id = method === 'POST' ? answer?.resource?.id : undefined;
  if (id !== undefined) noteCreated(change, id, run);
}

/** People must know that a change that failed is not wholly undone. */
function partly(step: Exclude<Step, { kind: 'done' }>, carriedOut: number): Step {
  if (step.kind === 'skipped' || carriedOut === 0) return step;
  const { summary, detail } = step.failure;
  const before = 'The requests before it were carried out.';
  return failed(summary, detail === undefined ? before : `${detail} ${before}`);
}

/** Some services drop declared attributes when they create, restore or reactivate somebody: what is missing is written again. */
async function reapply(step: Step, work: OngoingChange): Promise<Step> {
  const { change, run } = work;
  const { reapplyAfter } = run.profile.types[change.resource.type];
  const { action } = change;
  const forgets = (action === 'create' || action === 'reactivate') && reapplyAfter.includes(action);
  if (!forgets && !work.progress.isRestored) return step;
  try {
    return await sendRemaining(await readNewResource(work), work);
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) };
  }
}

function finish({ change, run, trail, progress }: OngoingChange): void {
  const { key, action } = change;
  trail.isDone = true;
  const note = progress.note === undefined ? {} : { note: progress.note };
  run.emit({ event: 'change-done', key, action, id: run.ids.get(key) ?? change.resource.id ?? null, ...note });
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
