import type { Operation, PlannedRequest } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import { movedAttributes, remainingRequests } from '../../plan/requests/remaining-requests.ts';
import type { ScimAnswer } from '../../scim/answers/scim-answer.ts';
import { isVersionConflict } from '../../scim/answers/version-conflict.ts';
import { begunChange, type ChangeRun, call, ifMatch, readResource, resourcePath, written } from '../change-run.ts';
import { fillPending, resourceId } from './fill-pending.ts';
import { isSameVersion, ownVersionRefused } from './refused-version.ts';
import { isSpellingError } from './spelling-hint.ts';
import { changedMeanwhile, type Step } from './step.ts';
import { isUnknownOutcome, lookUntil, MOST_ATTEMPTS, mayTryAgain } from './unknown-outcome.ts';

/** A PATCH or a PUT; the types do not tell a PUT from a POST. */
export type AttributeRequest = Exclude<PlannedRequest, { method: 'DELETE' }>;

/**
 * Writes attributes. Where the answer is lost, or somebody else wrote in between, the resource is read again and compared
 * anew: what it still lacks is sent, unless a managed attribute is neither as the plan found it nor as it leaves it.
 */
export async function changeAttributes(request: AttributeRequest, work: ChangeRun, attempt = 1): Promise<Step> {
  const condition = ifMatch(work);
  try {
    return { kind: 'done', answer: written(await send(request, condition, work), work) };
  } catch (error) {
    const isConflict = condition.ifMatch !== undefined && isVersionConflict(error);
    if (!isConflict && !isUnknownOutcome(error)) throw error;
    const mayGoOn = isConflict ? attempt < MOST_ATTEMPTS : await mayTryAgain(attempt, error, work.run);
    if (!mayGoOn) throw error;
    return isConflict ? afterConflict(error, condition.ifMatch, work, attempt) : afterLoss(work, attempt);
  }
}

/** Somebody else wrote in between, unless the service shows the very version that it refused. */
async function afterConflict(
  error: unknown,
  version: string | undefined,
  work: ChangeRun,
  attempt: number,
): Promise<Step> {
  const resource = await readResource(work);
  if (isSameVersion(version, work.progress.version)) return ownVersionRefused(error);
  return sendUnlessMoved(resource, work, attempt + 1);
}

async function afterLoss(work: ChangeRun, attempt: number): Promise<Step> {
  return sendUnlessMoved(await readAfterLoss(work), work, attempt + 1);
}

async function sendUnlessMoved(resource: ScimResource, work: ChangeRun, attempt: number): Promise<Step> {
  const moved = movedAttributes(begunChange(work), resource, work.run.context);
  return moved.length > 0 ? changedMeanwhile(moved) : await sendRemaining(resource, work, attempt);
}

/** Reads a resource whose write was lost, which not everybody may see yet: until it lacks nothing, or for as long as that takes. */
function readAfterLoss(work: ChangeRun): Promise<ScimResource> {
  const lacksNothing = (resource: ScimResource) =>
    remainingRequests(begunChange(work), resource, work.run.context).length === 0;
  return lookUntil(() => readResource(work), lacksNothing, work.run);
}

/** Sends what a resource, as it was just read, lacks of the change's attributes. */
export async function sendRemaining(resource: ScimResource, work: ChangeRun, attempt = 1): Promise<Step> {
  const { run, progress } = work;
  progress.attributesSent = true;
  let last: Step = { kind: 'done', answer: { status: 200, resource } };
  for (const request of remainingRequests(begunChange(work), resource, run.context)) {
    if (request.method === 'DELETE') continue;
    last = await changeAttributes(request, work, attempt);
    if (last.kind !== 'done') return last;
  }
  return last;
}

async function send(
  request: AttributeRequest,
  condition: { readonly ifMatch?: string },
  work: ChangeRun,
): Promise<ScimAnswer> {
  const { change, run } = work;
  const { type } = change.resource;
  const id = resourceId(change, run.ids);
  const path = resourcePath(work);
  if (request.method !== 'PATCH') {
    const body = fillPending(request.body, run.ids);
    return call({ method: 'PUT', path, body }, work, (options) =>
      run.client.put(type, id, body, { ...condition, ...options }),
    );
  }
  const patch = (spelling: readonly Operation[]) => {
    const operations = spelling.map((operation) => ({ ...fillPending(operation, run.ids), op: operation.op }));
    return call({ method: 'PATCH', path, body: operations }, work, (options) =>
      run.client.patch(type, id, operations, { ...condition, ...options }),
    );
  };
  try {
    return await patch(request.operations);
  } catch (error) {
    if (request.otherwise === undefined || !isSpellingError(error)) throw error;
    return await patch(request.otherwise);
  }
}
