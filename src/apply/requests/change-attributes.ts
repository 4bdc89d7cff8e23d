import type { AttributesRequest, Operation } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import { movedAttributes, remainingRequests } from '../../plan/requests/remaining-requests.ts';
import type { ScimAnswer } from '../../scim/answers/scim-answer.ts';
import { isVersionConflict } from '../../scim/answers/version-conflict.ts';
import {
  call,
  ifMatch,
  type OngoingChange,
  readResource,
  resourcePath,
  withKnownIds,
  written,
} from '../ongoing-change.ts';
import { resourceId } from './fill-pending.ts';
import { isSameVersion, ownVersionRefused } from './refused-version.ts';
import { isSpellingError } from './spelling-hint.ts';
import { changedMeanwhile, type Step } from './step.ts';
import { isUnknownOutcome, lookUntil, MOST_ATTEMPTS, mayTryAgain } from './unknown-outcome.ts';

/**
 * Writes attributes. Where the answer is lost, or somebody else wrote in between, the resource is read again and compared
 * anew: what it still lacks is sent, unless a managed attribute is neither as the plan found it nor as it leaves it.
 * @param request with the ids of all resources that it names
 */
export async function changeAttributes(request: AttributesRequest, work: OngoingChange, attempt = 1): Promise<Step> {
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
  work: OngoingChange,
  attempt: number,
): Promise<Step> {
  const resource = await readResource(work);
  if (isSameVersion(version, work.progress.version)) return ownVersionRefused(error);
  return sendUnlessMoved(resource, work, attempt + 1);
}

async function afterLoss(work: OngoingChange, attempt: number): Promise<Step> {
  return sendUnlessMoved(await readAfterLoss(work), work, attempt + 1);
}

async function sendUnlessMoved(resource: ScimResource, work: OngoingChange, attempt: number): Promise<Step> {
  const moved = movedAttributes(withKnownIds(work), resource, work.run.context);
  return moved.length > 0 ? changedMeanwhile(moved) : await sendRemaining(resource, work, attempt);
}

/** Reads a resource whose write was lost, which not everybody may see yet: until it lacks nothing, or for as long as that takes. */
function readAfterLoss(work: OngoingChange): Promise<ScimResource> {
  const lacksNothing = (resource: ScimResource) =>
    remainingRequests(withKnownIds(work), resource, work.run.context).length === 0;
  return lookUntil(() => readResource(work), lacksNothing, work.run);
}

/** Sends what a resource, as it was just read, lacks of the change's attributes. */
export async function sendRemaining(resource: ScimResource, work: OngoingChange, attempt = 1): Promise<Step> {
  const { run, progress } = work;
  progress.attributesSent = true;
  let last: Step = { kind: 'done', answer: { status: 200, resource } };
  for (const request of remainingRequests(withKnownIds(work), resource, run.context)) {
    last = await changeAttributes(request, work, attempt);
    if (last.kind !== 'done') return last;
  }
  return last;
}

async function send(
  request: AttributesRequest,
  condition: { readonly ifMatch?: string },
  work: OngoingChange,
): Promise<ScimAnswer> {
  const { change, run } = work;
  const { type } = change.resource;
  const id = resourceId(change, run.ids);
  const path = resourcePath(work);
  if (request.method === 'PUT') {
    const { body } = request;
    return call({ method: 'PUT', path, body }, work, (options) =>
      run.client.put(type, id, body, { ...condition, ...options }),
    );
  }
  const patch = (operations: readonly Operation[]) =>
    call({ method: 'PATCH', path, body: operations }, work, (options) =>
      run.client.patch(type, id, operations, { ...condition, ...options }),
    );
  try {
    return await patch(request.operations);
  } catch (error) {
    if (request.otherwise === undefined || !isSpellingError(error)) throw error;
    return await patch(request.otherwise);
  }
}
