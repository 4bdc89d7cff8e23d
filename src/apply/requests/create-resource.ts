import type { JsonObject } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import { notKept } from '../../plan/requests/unkept-attributes.ts';
import type { ScimAnswer } from '../../scim/answers/scim-answer.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import { heldProperty } from '../../syntax/property.ts';
import { call, type OngoingChange, readResource, written } from '../ongoing-change.ts';
import { resolveBody } from './fill-secrets.ts';
import { lookUp } from './look-up-created.ts';
import { failed, failureOf, type Step } from './step.ts';
import { isUnknownOutcome, lookUntil, mayTryAgain } from './unknown-outcome.ts';

const APPEARED = 'appeared after the plan was made; plan again';

/** A creation: as it may be shown, and with its secrets. */
interface Creation {
  readonly shown: JsonObject;
  readonly body: JsonObject;
}

/**
 * Creates a resource once. A POST whose answer was lost is never repeated before a look-up found nothing, and never at all
 * where the service would take two resources of one name.
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

/** @param attempt more than 1 only after an answer was lost */
async function post({ shown, body }: Creation, work: OngoingChange, attempt = 1): Promise<Step> {
  const { run, change } = work;
  const { type } = change.resource;
  try {
    const answer = await call({ method: 'POST', path: run.profile.paths[type], body: shown }, work, (options) =>
      run.client.create(type, body, options),
    );
    return created(shown, answer, work);
  } catch (error) {
    const isTaken = error instanceof ScimError && error.status === 409;
    // What is there was not made by this run: adopting it would take over a resource that nobody reviewed.
    if (isTaken && attempt === 1) return failed(APPEARED, error.message);
    if (!isTaken && !isUnknownOutcome(error)) throw error;
    const settled = await settle(shown, error, work);
    if (settled !== undefined) return settled;
    if (isTaken || !run.profile.types[type].uniqueName) return unknown(error);
    if (!(await mayTryAgain(attempt, error, run))) throw error;
    return await post({ shown, body }, work, attempt + 1);
  }
}

/** Fails where what came back goes by another name than what was sent: nothing may refer to another resource's id. */
function created(sent: JsonObject, answer: ScimAnswer, work: OngoingChange): Step {
  const { resource } = answer;
  const name = NAME_ATTRIBUTE[work.change.resource.type];
  const held = resource === undefined ? undefined : heldProperty(resource, name);
  const wanted = sent[name];
  if (typeof held !== 'string' || typeof wanted !== 'string' || foldCase(held) === foldCase(wanted)) {
    return { kind: 'done', answer: written(answer, work) };
  }
  return failed(
    `the service answered with another resource: ${name} is "${held}" instead of "${wanted}", the id is ${resource?.id}`,
    'Look whether both exist, and plan again.',
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
    if (others.length > 0) return failed(APPEARED, `${found.length} resources go by this name now.`);
    return await adopt(sent, only, work);
  } catch (error) {
    if (error instanceof ServiceError) return unknown(cause, error.message);
    throw error;
  }
}

/** Takes what was found for what was sent if it carries every value. */
async function adopt(sent: JsonObject, { id }: ScimResource, work: OngoingChange): Promise<Step> {
  const { run, change, progress } = work;
  const resource = await readResource(work, id);
  const { schemas: _schemas, members, ...attributes } = sent;
  const areShown = members !== undefined && run.profile.read.members === 'listed';
  const wanted = areShown ? { ...attributes, members: { add: members, remove: [], unchanged: 0 } } : attributes;
  const lacking = notKept(wanted, change.resource.type, resource, run.context);
  if (lacking.length > 0) return failed(APPEARED, `It does not hold what was sent as ${lacking.join(', ')}.`);
  const answer: ScimAnswer = { status: 200, resource };
  return { kind: 'done', answer: progress.version === undefined ? answer : { ...answer, etag: progress.version } };
}

function unknown(cause: unknown, because = ''): Step {
  const { summary } = failureOf(cause);
  return failed('it is not known whether it was created; plan again', [summary, because].join(' ').trim());
}
