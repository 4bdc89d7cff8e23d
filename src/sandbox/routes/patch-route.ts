import type { Context } from 'hono';
import { checkIfMatch } from '../http/preconditions.ts';
import { applyOperation } from '../patch/apply-operation.ts';
import { draftMembers } from '../patch/member-draft.ts';
import { readPatch } from '../patch/read-patch.ts';
import { type ResourceChange, updateResource } from '../resources/change-resource.ts';
import { representMember } from '../resources/represent.ts';
import type { Draft } from '../resources/resource-draft.ts';
import { MEMBERS, type PatchOperation, type TypeOfService } from '../service-rules.ts';
import type { State } from '../store/state.ts';
import { membersOf, type StoredResource } from '../store/store.ts';
import { bodyOf, requestedProjection, requestedResource, viewOf } from './route-context.ts';
import { disturbed, undoLater } from './update-lies.ts';
import { commitAndAnswer } from './write-answer.ts';

/** Changes a resource by operations (RFC 7644 section 3.5.2). */
export async function patch(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const projection = requestedProjection(context, state);
  const { patch: rules } = state.store.service.rules;
  const body = await bodyOf(context, state);
  const operations = readPatch(body, rules);
  const resource = await disturbed(state, type, requestedResource(context, state, type), body);
  checkIfMatch(context, state.store.service, resource);
  for (const check of type.rules.patchChecks) check(operations, type);
  if (rules.effect === 'nothing') return context.body(null, 204);
  const isAsked = projection.include !== undefined || projection.exclude !== undefined;
  const status = isAsked || type.rules.patchAnswer === 'resource' ? 200 : 204;
  const change = rules.atomic
    ? applyOperations(context, state, resource, operations)
    : await applyOneByOne(context, state, resource, operations);
  undoLater(state, change);
  return commitAndAnswer(context, state, change, projection, status);
}

function applyOperations(
  context: Context,
  state: State,
  resource: StoredResource,
  operations: readonly PatchOperation[],
): ResourceChange {
  const { service } = state.store;
  const type = service.types[resource.type];
  const view = viewOf(context, state);
  let draft: Draft = {
    attributes: resource.attributes,
    hasPassword: resource.hasPassword,
    setsPassword: false,
    members: type.table.core.has(MEMBERS) ? draftMembers(membersOf(state.store, resource.id)) : undefined,
  };
  const patchContext = {
    type,
    rules: service.rules.patch,
    resource,
    representMember: (id: string) => representMember(view, id),
  };
  for (const operation of operations) draft = applyOperation(patchContext, draft, operation);
  return updateResource(state.store, resource, draft);
}

/** Carries out each operation before it looks at the next, so that a refusal leaves those before it done. */
async function applyOneByOne(
  context: Context,
  state: State,
  resource: StoredResource,
  operations: readonly PatchOperation[],
): Promise<ResourceChange> {
  let current = resource;
  for (const operation of operations) {
    const change = applyOperations(context, state, current, [operation]);
    await state.commit(change.mutations);
    current = change.resource;
  }
  return { resource: current, mutations: [] };
}
