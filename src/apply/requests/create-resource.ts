import type { JsonObject } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import { attributesNotKept, notKept } from '../../plan/requests/unkept-attributes.ts';
import type { ScimAnswer } from '../../scim/answers/scim-answer.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { BusyServiceError } from '../busy-service-error.ts';
import { call, type OngoingChange, readResource, written } from '../ongoing-change.ts';
import { firstRead } from '../proof/first-reading.ts';
import { resolveBody } from './fill-secrets.ts';
import { lookUp } from './look-up-created.ts';
import { APPEARED, nameConflict } from './name-conflict.ts';
import { type FailedStep, failed, failureOf, type Step } from './step.ts';
import { isUnknownOutcome, lookUntil, MOST_ATTEMPTS, mayTryAgain } from './unknown-outcome.ts';

/** A creation: as it may be shown, and with its secrets. */
interface Creation {
  readonly shown: JsonObject;
  readonly body: JsonObject;
}

/**
 * Creates a resource once. A POST whose answer was lost is never repeated before a look-up found nothing, and never at all
 * where the service would take two resources of one name; one that was answered 429 not before its name was looked up once.
 * @param shown the body with the ids of all resources that it names, and with references in the place of secrets
 */
export async function createResource(shown: JsonObject, work: OngoingChange): Promise<Step> {
  const { run, change } = work;
  const body = await resolveBody(shown, run);
  if (body instanceof Error) return failed(body.message);
  const { uniqueName } = run.profile.types[change.resource.type];
  if (!uniqueName && (await lookUp(shown, work)).length > 0) return failed(APPEARED);
  return post({ shown, body }, work);
}

/** @param attempt more than 1 only after an answer was lost, or after 429 */
async function post(creation: Creation, work: OngoingChange, attempt = 1): Promise<Step> {
  const { shown, body } = creation;
  const { run, change } = work;
  const { type } = change.resource;
  try {
    const answer = await call({ method: 'POST', path: run.profile.paths[type], body: shown }, work, (options) =>
      run.client.create(type, body, options),
    );
    return created(answer, work);
  } catch (error) {
    if (error instanceof BusyServiceError) return afterBusy(creation, work, attempt);
    if (error instanceof ScimError && error.status === 409) return afterConflict(creation, error, work, attempt);
    if (!isUnknownOutcome(error)) throw error;
    const settled = await settle(shown, error, work);
    if (settled !== undefined) return settled;
    if (!run.profile.types[type].uniqueName) return unknown(error);
    if (!(await mayTryAgain(attempt, error, run))) throw error;
    return await post(creation, work, attempt + 1);
  }
}

/** What the service called too much may have been done all the same: it is looked for once before it is sent again. */
async function afterBusy(creation: Creation, work: OngoingChange, attempt: number): Promise<Step> {
  const [only, ...others] = await lookUp(creation.shown, work);
  if (only !== undefined)
    return others.length > 0 ? severalAppeared(others.length + 1) : adopt(creation.shown, only, work);
  if (attempt >= MOST_ATTEMPTS) return failed(`the service was too busy ${attempt} times`, 'Run again later.');
  return post(creation, work, attempt + 1);
}

/** A name that is taken may be taken by what this run sent before; on the first attempt it is not. */
async function afterConflict(
  { shown }: Creation,
  error: ScimError,
  work: OngoingChange,
  attempt: number,
): Promise<Step> {
  if (attempt === 1) return nameConflict(shown, error, work);
  return (await settle(shown, error, work)) ?? nameConflict(shown, error, work);
}

/** What a creation was answered with: a new id, under whatever name, is what was created; a known one is somebody else's. */
function created(answer: ScimAnswer, work: OngoingChange): Step {
  const { progress, change } = work;
  const { resource, status } = answer;
  const { type, name } = change.resource;
  const known = resource && knownAs(resource, work);
  if (known !== undefined) return known;
  const held = resource && resourceName(type, resource);
  if (status === 200) {
    progress.isRestored = true;
    progress.note = 'the service says 200: restored or created';
  } else if (resource !== undefined && holdsCleared(resource, work)) {
    progress.isRestored = true;
    progress.note = 'the service holds what the files clear: restored or created';
  }
  if (held !== undefined && foldCase(held) !== foldCase(name)) progress.note = `created as "${held}": write this name`;
  return { kind: 'done', answer: written(answer, work) };
}

/** Whether a creation was answered with what is declared as null, and so was not sent. */
function holdsCleared(resource: ScimResource, { change, run }: OngoingChange): boolean {
  const diffs = attributesNotKept(change.after ?? {}, change.resource.type, resource, run.context);
  return diffs.some(({ edits }) => edits.some(({ kind }) => kind === 'remove'));
}

/** Says whose an id is that a creation must not be answered with; undefined for one that is new. */
function knownAs({ id }: ScimResource, { run, change }: OngoingChange): FailedStep | undefined {
  const { type } = change.resource;
  const read = run.reading && firstRead(run.reading, type, id);
  const owner = read === undefined ? run.created.get(id)?.name : (resourceName(type, read) ?? id);
  if (owner === undefined) return undefined;
  const when = read === undefined ? 'this run created before' : 'was there before';
  return failed(
    `the service created nothing: it answered with the id ${id} of "${owner}", which ${when}`,
    `Look what ${NAME_ATTRIBUTE[type]} that one goes by, and plan again.`,
  );
}

/** Finds out what became of a POST without an answer; undefined where nothing did. */
async function settle(sent: JsonObject, cause: unknown, work: OngoingChange): Promise<Step | undefined> {
  try {
    const found = await lookUntil(
      () => lookUp(sent, work),
      (resources) => resources.length > 0,
      work.run,
    );
    const [only, ...others] = found;
    if (only === undefined) return undefined;
    if (others.length > 0) return severalAppeared(found.length);
    return await adopt(sent, only, work);
  } catch (error) {
    if (error instanceof ServiceError) return unknown(cause, error.message);
    throw error;
  }
}

/** Takes what was found for what was sent if it is new and carries every value. */
async function adopt(sent: JsonObject, found: ScimResource, work: OngoingChange): Promise<Step> {
  const { run, change, progress } = work;
  const known = knownAs(found, work);
  if (known !== undefined) return known;
  const resource = await readResource(work, found.id);
  const { schemas: _schemas, members, ...attributes } = sent;
  const areShown = members !== undefined && run.profile.read.members === 'listed';
  const wanted = areShown ? { ...attributes, members: { add: members, remove: [], unchanged: 0 } } : attributes;
  const lacking = notKept(wanted, change.resource.type, resource, run.context);
  if (lacking.length > 0) return failed(APPEARED, `It does not hold what was sent as ${lacking.join(', ')}.`);
  const answer: ScimAnswer = { status: 201, resource };
  return { kind: 'done', answer: progress.version === undefined ? answer : { ...answer, etag: progress.version } };
}

function severalAppeared(count: number): FailedStep {
  return failed(APPEARED, `${count} resources go by this name now.`);
}

function unknown(cause: unknown, because = ''): Step {
  const { summary } = failureOf(cause);
  return failed('it is not known whether it was created; plan again', [summary, because].join(' ').trim());
}
