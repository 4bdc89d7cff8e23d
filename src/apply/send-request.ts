import type { JsonObject } from '../model/json.ts';
import type { Change, Operation, PlannedRequest } from '../model/plan.ts';
import { ScimError } from '../scim/scim-error.ts';
import type { ApplyOptions } from './apply-options.ts';
import { failureOf } from './failure.ts';
import { type CreatedIds, fillPending, resourceId } from './fill-pending.ts';
import { fillSecrets } from './fill-secrets.ts';
import { failed, type Step } from './step.ts';

type PatchRequest = Extract<PlannedRequest, { method: 'PATCH' }>;

/** The answers that say of a PATCH: not this spelling (RFC 7644 section 3.12). */
const SPELLING_ERRORS = new Set(['invalidPath', 'invalidFilter', 'noTarget']);

/** What one request is about: all requests of a change are about its one resource. */
interface Sending {
  readonly change: Change;
  readonly ids: CreatedIds;
  readonly options: ApplyOptions;
}

/** Sends one request of a change, with the ids and secrets that are known only now. */
export async function sendRequest(request: PlannedRequest, sending: Sending): Promise<Step> {
  try {
    if (request.method === 'POST') return await create(request.body, sending);
    const id = resourceId(sending.change, sending.ids);
    if (request.method === 'PATCH') return await patch(id, request, sending);
    if (request.method === 'PUT') return await put(id, request.body, sending);
    return await remove(id, sending);
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) };
  }
}

async function create(planned: JsonObject, { change, ids, options }: Sending): Promise<Step> {
  const body = await resolveBody(planned, ids, options);
  if (body instanceof Error) return failed(body.message);
  try {
    return { kind: 'done', answer: await options.client.create(change.resource.type, body) };
  } catch (error) {
    // Adopting what is there would take over a resource that nobody reviewed.
    if (!isScimError(error, 409)) throw error;
    return failed('appeared after the plan was made; plan again', error.message);
  }
}

async function put(id: string, planned: JsonObject, { change, ids, options }: Sending): Promise<Step> {
  const body = await resolveBody(planned, ids, options);
  if (body instanceof Error) return failed(body.message);
  return { kind: 'done', answer: await options.client.put(change.resource.type, id, body) };
}

/** The body to send, or the error that says which secret could not be had. */
async function resolveBody(planned: JsonObject, ids: CreatedIds, options: ApplyOptions): Promise<JsonObject | Error> {
  try {
    return await fillSecrets(fillPending(planned, ids), options.resolveSecret);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

async function patch(id: string, request: PatchRequest, { change, ids, options }: Sending): Promise<Step> {
  const { operations, otherwise } = request;
  const send = (spelling: readonly Operation[]) =>
    options.client.patch(
      change.resource.type,
      id,
      spelling.map((operation) => ({ ...fillPending(operation, ids), op: operation.op })),
    );
  try {
    return { kind: 'done', answer: await send(operations) };
  } catch (error) {
    if (isScimError(error, 404) && operations.every(isMemberRemoval)) return { kind: 'done' };
    if (otherwise === undefined || !isScimError(error, 400) || !SPELLING_ERRORS.has(error.scimType ?? '')) throw error;
    return { kind: 'done', answer: await send(otherwise) };
  }
}

async function remove(id: string, { change, options }: Sending): Promise<Step> {
  try {
    await options.client.delete(change.resource.type, id);
  } catch (error) {
    if (!isScimError(error, 404)) throw error;
  }
  return { kind: 'done' };
}

/** True for a removal of members and of nothing else; services answer 404 where the member is already gone. */
function isMemberRemoval(operation: Operation): boolean {
  const path = operation['path'];
  return operation.op.toLowerCase() === 'remove' && typeof path === 'string' && /^members\b/iu.test(path);
}

function isScimError(error: unknown, status: number): error is ScimError {
  return error instanceof ScimError && error.status === status;
}
