import { canonicalJson, isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { AttributesRequest } from '../../model/plan.ts';
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
import { haveWorked, isNoTarget, isSpellingRefused, noteWorked, settingsOf } from './second-spellings.ts';
import { changedMeanwhile, type Step } from './step.ts';
import { isUnknownOutcome, lookUntil, MOST_ATTEMPTS, mayTryAgain } from './unknown-outcome.ts';

/**
 * Writes attributes. Where the answer is lost, or somebody else wrote in between, the resource is read again and compared
 * anew: what it still lacks is sent, unless a managed attribute is neither as the plan found it nor as it leaves it. So it is
 * before a write that would overwrite what somebody else wrote, where no version guards it.
 * @param request with the ids of all resources that it names
 * @param isFresh whether it was made from what the service held just now
 */
export async function changeAttributes(
  request: AttributesRequest,
  work: OngoingChange,
  attempt = 1,
  isFresh = false,
): Promise<Step> {
  const condition = ifMatch(work);
  const spelt = inSpelling(request, work);
  const isGuarded = isFresh || condition.ifMatch !== undefined || work.change.action === 'create';
  if (!isGuarded && overwrites(spelt)) return sendUnlessMoved(await readResource(work), work, attempt);
  try {
    const answer = written(await send(spelt, condition, work), work);
    if (spelt !== request) noteWorked(work.progress.refusedSpellings, work.run);
    return { kind: 'done', answer };
  } catch (error) {
    const other = spelt === request ? await otherwise(error, request, work, attempt) : undefined;
    return other ?? afterFailure(error, condition.ifMatch, work, attempt);
  }
}

async function afterFailure(
  error: unknown,
  version: string | undefined,
  work: OngoingChange,
  attempt: number,
): Promise<Step> {
  const isConflict = version !== undefined && isVersionConflict(error);
  if (!isConflict && !isUnknownOutcome(error)) throw error;
  const mayGoOn = isConflict ? attempt < MOST_ATTEMPTS : await mayTryAgain(attempt, error, work.run);
  if (!mayGoOn) throw error;
  return isConflict ? afterConflict(error, version, work, attempt) : afterLoss(work, attempt);
}

/** What becomes of a PATCH whose spelling the service does not take; undefined where that is not what it says. */
async function otherwise(
  error: unknown,
  request: AttributesRequest,
  work: OngoingChange,
  attempt: number,
): Promise<Step | undefined> {
  if (request.method === 'PUT') return undefined;
  if (isNoTarget(error) && attempt < MOST_ATTEMPTS) return afterNoTarget(error, request, work, attempt);
  if (request.otherwise === undefined || !isSpellingRefused(error)) return undefined;
  work.progress.spelling = 'second';
  work.progress.refusedSpellings = settingsOf(request.operations);
  return changeAttributes(request, work, attempt);
}

/** The request as it is sent: in its second spelling where the service refused the first, of this or of another request. */
function inSpelling(request: AttributesRequest, { progress, run }: OngoingChange): AttributesRequest {
  if (request.method === 'PUT' || request.otherwise === undefined) return request;
  const isSecond = progress.spelling === 'second' || haveWorked(request.operations, run);
  return isSecond ? { ...request, operations: request.otherwise } : request;
}

/** Whether a write replaces a resource or a list as a whole, and with it what somebody else added. */
function overwrites(request: AttributesRequest): boolean {
  if (request.method === 'PUT') return true;
  return request.operations.some(({ op, value }) => op.toLowerCase() === 'replace' && holdsList(value));
}

/** Without a path the list stands below its name, in an extension below that. */
function holdsList(value: JsonValue | undefined): boolean {
  return isJsonArray(value) || (isJsonObject(value) && Object.values(value).some(holdsList));
}

/**
 * Nothing is where the request looked for it: what is gone is done, and what is there in another form is changed by a request
 * made anew. One that would be the same again is sent in its second spelling, which looks for nothing.
 */
async function afterNoTarget(
  error: unknown,
  refused: Extract<AttributesRequest, { method: 'PATCH' }>,
  work: OngoingChange,
  attempt: number,
): Promise<Step> {
  const resource = await readResource(work);
  const anew = remainingRequests(withKnownIds(work), resource, work.run.context);
  const isSame = (other: AttributesRequest) =>
    other.method === 'PATCH' && canonicalJson(other.operations) === canonicalJson(refused.operations);
  if (anew.some(isSame)) {
    if (refused.otherwise === undefined) throw error;
    work.progress.spelling = 'second';
  }
  return sendUnlessMoved(resource, work, attempt + 1);
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
    last = await changeAttributes(request, work, attempt, true);
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
  const { operations } = request;
  return call({ method: 'PATCH', path, body: operations }, work, (options) =>
    run.client.patch(type, id, operations, { ...condition, ...options }),
  );
}
