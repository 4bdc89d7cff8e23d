import type { Context, Hono } from 'hono';
import type { JsonObject } from '../model/json.ts';
import { answer, listResponse } from './answers.ts';
import { applyOperation } from './apply-operation.ts';
import { createResource, deleteResource, type ResourceChange, updateResource } from './change-resource.ts';
import type { Draft } from './draft.ts';
import { findResources } from './find-resources.ts';
import { draftMembers } from './member-draft.ts';
import { checkIfMatch, isNotModified } from './preconditions.ts';
import type { Projection } from './projection.ts';
import { type Parameters, projectionOf, readQuery, searchParameters } from './query.ts';
import { readBody } from './read-body.ts';
import { readPatch } from './read-patch.ts';
import { readResource } from './read-resource.ts';
import { locationOf, represent, representMember, type View, versionOf } from './represent.ts';
import { ScimError } from './scim-error.ts';
import { MEMBERS, type TypeOfService } from './service.ts';
import type { State } from './state.ts';
import { membersOf, type StoredResource } from './store.ts';

const NOBODY: ReadonlySet<string> = new Set();

/** Adds the routes of one resource type: its list, its search, and everything about one resource. */
export function addResourceRoutes(app: Hono, state: State, type: TypeOfService): void {
  const list = `${state.store.service.rules.basePath}${type.rules.endpoint}`;
  const one = `${list}/:id`;
  app.get(list, (context) => answerList(context, state, [type], (name) => context.req.query(name)));
  app.post(list, (context) => create(context, state, type));
  app.post(`${list}/.search`, (context) => search(context, state, [type]));
  app.get(one, (context) => read(context, state, type));
  app.put(one, (context) => replace(context, state, type));
  app.patch(one, (context) => patch(context, state, type));
  app.delete(one, (context) => remove(context, state, type));
}

/** Answers a query that comes as a message (RFC 7644 section 3.4.3). */
export async function search(context: Context, state: State, types: readonly TypeOfService[]): Promise<Response> {
  return answerList(context, state, types, searchParameters(await bodyOf(context, state)));
}

function answerList(context: Context, state: State, types: readonly TypeOfService[], parameters: Parameters): Response {
  const view = viewOf(context, state);
  const query = readQuery(state.store.service, parameters);
  const names = types.map(({ name }) => name);
  const ids = findResources(view, state.queries, names, query);
  const page = ids.slice(query.startIndex - 1, query.startIndex - 1 + query.count);
  const resources = page.flatMap((id) => {
    const resource = state.store.resources.get(id);
    return resource === undefined ? [] : [represent(view, resource, query.projection)];
  });
  return answer(context, 200, listResponse(resources, ids.length, query.startIndex));
}

async function create(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const projection = requestedProjection(context, state);
  const draft = readResource(type, await bodyOf(context, state), NOBODY);
  const change = createResource(state.store, type.name, draft);
  return commitAndAnswer(context, state, change, projection, 201);
}

function read(context: Context, state: State, type: TypeOfService): Response {
  const resource = requestedResource(context, state, type);
  const headers = headersOf(context, state, resource);
  if (isNotModified(context, resource)) return context.body(null, 304, headers);
  const body = represent(viewOf(context, state), resource, requestedProjection(context, state));
  return answer(context, 200, body, headers);
}

async function replace(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const projection = requestedProjection(context, state);
  const body = await bodyOf(context, state);
  const resource = requestedResource(context, state, type);
  checkIfMatch(context, resource);
  const draft = readResource(type, body, membersOf(state.store, resource.id));
  // A password cannot be read, so that a client that leaves it out cannot mean to remove it.
  const kept: Draft = { ...draft, hasPassword: draft.hasPassword || resource.hasPassword };
  return commitAndAnswer(context, state, updateResource(state.store, resource, kept), projection, 200);
}

async function patch(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const projection = requestedProjection(context, state);
  const operations = readPatch(await bodyOf(context, state));
  const resource = requestedResource(context, state, type);
  checkIfMatch(context, resource);
  const view = viewOf(context, state);
  let draft: Draft = {
    attributes: resource.attributes,
    hasPassword: resource.hasPassword,
    setsPassword: false,
    members: type.table.core.has(MEMBERS) ? draftMembers(membersOf(state.store, resource.id)) : undefined,
  };
  const patchContext = { type, resource, representMember: (id: string) => representMember(view, id) };
  for (const operation of operations) draft = applyOperation(patchContext, draft, operation);
  const isAsked = projection.include !== undefined || projection.exclude !== undefined;
  const status = isAsked || type.rules.patchAnswer === 'resource' ? 200 : 204;
  return commitAndAnswer(context, state, updateResource(state.store, resource, draft), projection, status);
}

async function remove(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const resource = requestedResource(context, state, type);
  checkIfMatch(context, resource);
  await state.commit(deleteResource(state.store, resource));
  return context.body(null, 204);
}

/** The answer is made before the wait for the disk, so that it shows this change and no later one. */
async function commitAndAnswer(
  context: Context,
  state: State,
  { resource, mutations }: ResourceChange,
  projection: Projection,
  status: 200 | 201 | 204,
): Promise<Response> {
  const committed = state.commit(mutations);
  const headers = headersOf(context, state, resource);
  const body = status === 204 ? undefined : represent(viewOf(context, state), resource, projection);
  await committed;
  return body === undefined ? context.body(null, 204, headers) : answer(context, status, body, headers);
}

function bodyOf(context: Context, state: State): Promise<JsonObject> {
  return readBody(context, state.store.service.rules.bodyLimit);
}

function requestedResource(context: Context, state: State, type: TypeOfService): StoredResource {
  const id = context.req.param('id') ?? '';
  const resource = state.store.resources.get(id);
  if (resource?.type !== type.name) throw new ScimError(404, `There is no ${type.name} with the id "${id}".`);
  return resource;
}

function requestedProjection(context: Context, state: State): Projection {
  return projectionOf(state.store.service, (name) => context.req.query(name));
}

function headersOf(context: Context, state: State, resource: StoredResource): Readonly<Record<string, string>> {
  return { etag: versionOf(resource), location: locationOf(viewOf(context, state), resource) };
}

/** URLs in answers begin as the client's own do. */
function viewOf(context: Context, state: State): View {
  return { store: state.store, root: `${new URL(context.req.url).origin}${state.store.service.rules.basePath}` };
}
