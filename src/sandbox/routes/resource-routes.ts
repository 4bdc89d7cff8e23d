import type { Context, Hono } from 'hono';
import { answer } from '../http/answers.ts';
import { checkIfMatch, isNotModified } from '../http/preconditions.ts';
import { updateResource } from '../resources/change-resource.ts';
import { readResource } from '../resources/read-resource.ts';
import { deleteResource } from '../resources/remove-resource.ts';
import type { Draft } from '../resources/resource-draft.ts';
import { show } from '../resources/show-resource.ts';
import type { TypeOfService } from '../service-rules.ts';
import type { State } from '../store/state.ts';
import { membersOf } from '../store/store.ts';
import { create } from './creation-route.ts';
import { list, search } from './list-route.ts';
import { patch } from './patch-route.ts';
import { bodyOf, headersOf, requestedProjection, requestedResource, viewOf } from './route-context.ts';
import { disturbed, undoLater } from './update-lies.ts';
import { commitAndAnswer } from './write-answer.ts';

/** Adds the routes of one resource type: its list, its search, and everything about one resource that the service lets be. */
export function addResourceRoutes(app: Hono, state: State, type: TypeOfService): void {
  const { rules } = state.store.service;
  const all = `${rules.address.basePath}${type.rules.endpoint}`;
  const one = `${all}/:id`;
  app.get(all, (context) => list(context, state, type));
  if (type.rules.create) app.post(all, (context) => create(context, state, type));
  app.post(`${all}/.search`, (context) => search(context, state, [type]));
  app.get(one, (context) => read(context, state, type));
  if (type.rules.put) app.put(one, (context) => replace(context, state, type));
  if (rules.patch.supported) app.patch(one, (context) => patch(context, state, type));
  if (type.rules.remove.kind !== 'refused') app.delete(one, (context) => remove(context, state, type));
}

function read(context: Context, state: State, type: TypeOfService): Response {
  const resource = requestedResource(context, state, type);
  const headers = headersOf(context, state, resource);
  if (isNotModified(context, state.store.service, resource)) {
    // Some clients follow a location on any answer from 300 to 399.
    const { location: _, ...others } = headers;
    return context.body(null, 304, others);
  }
  return answer(context, 200, show(viewOf(context, state), resource, requestedProjection(context, state)), headers);
}

async function replace(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const projection = requestedProjection(context, state);
  const body = await bodyOf(context, state);
  const resource = await disturbed(state, type, requestedResource(context, state, type), body);
  checkIfMatch(context, state.store.service, resource);
  const draft = readResource(type, body, membersOf(state.store, resource.id));
  // A password cannot be read, so that a client that leaves it out cannot mean to remove it.
  const kept: Draft = { ...draft, hasPassword: draft.hasPassword || resource.hasPassword };
  const change = updateResource(state.store, resource, kept);
  undoLater(state, change);
  return commitAndAnswer(context, state, change, projection, 200);
}

async function remove(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const resource = requestedResource(context, state, type);
  checkIfMatch(context, state.store.service, resource);
  await state.commit(deleteResource(state.store, resource));
  return context.body(null, 204);
}
