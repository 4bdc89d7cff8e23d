import { movedAttributes } from '../../plan/requests/remaining-requests.ts';
import { isNotFound, ScimError } from '../../scim/answers/scim-error.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { isVersionConflict } from '../../scim/answers/version-conflict.ts';
import { call, ifMatch, type OngoingChange, readResource, resourcePath, withKnownIds } from '../ongoing-change.ts';
import { resourceId } from './fill-pending.ts';
import { isSameVersion, ownVersionRefused } from './refused-version.ts';
import { changedMeanwhile, type Step } from './step.ts';
import { isUnknownOutcome, MOST_ATTEMPTS, mayTryAgain } from './unknown-outcome.ts';

/** Deletes a resource; whatever is gone by then is done. Deleting can be repeated (RFC 9110 section 9.2.2). */
export async function deleteResource(work: OngoingChange, attempt = 1): Promise<Step> {
  const { change, run } = work;
  const { type } = change.resource;
  const id = resourceId(change, run.ids);
  const condition = ifMatch(work);
  try {
    await call({ method: 'DELETE', path: resourcePath(work) }, work, (options) =>
      run.client.delete(type, id, { ...condition, ...options }),
    );
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof ScimError && error.status === 404) return checkGone(error, work);
    if (condition.ifMatch !== undefined && isVersionConflict(error)) {
      if (attempt >= MOST_ATTEMPTS) throw error;
      return (await whyStale(error, condition.ifMatch, work)) ?? deleteResource(work, attempt + 1);
    }
    if (!isUnknownOutcome(error) || !(await mayTryAgain(attempt, error, run))) throw error;
    return deleteResource(work, attempt + 1);
  }
}

/** Why a deletion whose version was refused ends; undefined where it may go on, with the version that the service shows now. */
async function whyStale(error: unknown, version: string, work: OngoingChange): Promise<Step | undefined> {
  const moved = await checkUnmoved(work);
  if (moved !== undefined) return moved;
  return isSameVersion(version, work.progress.version) ? ownVersionRefused(error) : undefined;
}

/** Looks what changed since the plan was made; undefined where the deletion may go on. */
async function checkUnmoved(work: OngoingChange): Promise<Step | undefined> {
  try {
    const moved = movedAttributes(withKnownIds(work), await readResource(work), work.run.context);
    return moved.length === 0 ? undefined : changedMeanwhile(moved);
  } catch (error) {
    if (isNotFound(error)) return { kind: 'done' };
    throw error;
  }
}

/** Takes the service's word for it that the resource is gone, but looks where a web page says so, which need not be its own. */
async function checkGone(cause: ScimError, work: OngoingChange): Promise<Step> {
  if (isNotFound(cause)) return { kind: 'done' };
  try {
    await readResource(work);
  } catch (error) {
    if (isNotFound(error)) return { kind: 'done' };
    if (!(error instanceof ServiceError)) throw error;
  }
  throw cause;
}
