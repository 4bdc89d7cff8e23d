import type { Context, Hono } from 'hono';
import type { JsonObject } from '../../model/json.ts';
import { applyOperation } from '../patch/apply-operation.ts';
import { draftMembers } from '../patch/member-draft.ts';
import { readPatch } from '../patch/read-patch.ts';
import type { Projection } from '../resources/attribute-projection.ts';
import { createResource, deleteResource, type ResourceChange, updateResource } from '../resources/change-resource.ts';
import { findResources } from '../resources/find-resources.ts';
import { readResource } from '../resources/read-resource.ts';
import { entityTag, locationOf, representMember, type View } from '../resources/represent.ts';
import type { Draft } from '../resources/resource-draft.ts';
import { show } from '../resources/show-resource.ts';
import { MEMBERS, type PatchOperation, type TypeOfService } from '../service-rules.ts';
import type { State } from '../store/state.ts';
import { membersOf, type StoredResource } from '../store/store.ts';
import { rootOf } from './address.ts';
import { answer, listResponse } from './answers.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { checkIfMatch, isNotModified } from './preconditions.ts';
import { type Parameters, projectionOf, type Query, readQuery, searchParameters } from './query.ts';
import { readBody } from './read-body.ts';
import { refuse, ScimError } from './refuse.ts';

const NOBODY: ReadonlySet<string> = new Set();

/** Adds the routes of one resource type: its list, its search, and everything about one resource that the service lets be. */
export function addResourceRoutes(app: Hono, state: State, type: TypeOfService): void {
  const { rules } = state.store.service;
  const list = `${rules.address.basePath}${type.rules.endpoint}`;
  const one = `${list}/:id`;
  app.get(list, (context) => answerList(context, state, [type], parametersOf(context)));
  if (type.rules.create) app.post(list, (context) => create(context, state, type));
  app.post(`${list}/.search`, (context) => search(context, state, [type]));
  app.get(one, (context) => read(context, state, type));
  if (type.rules.put) app.put(one, (context) => replace(context, state, type));
  if (rules.patch.supported) app.patch(one, (context) => patch(context, state, type));
  if (type.rules.remove.kind !== 'refused') app.delete(one, (context) => remove(context, state, type));
}

/** Answers a query that comes as a message (RFC 7644 section 3.4.3). */
export async function search(context: Context, state: State, types: readonly TypeOfService[]): Promise<Response> {
  return answerList(context, state, types, searchParameters(await bodyOf(context, state)));
}

/** Lists of names may come as one parameter or as several. */
function parametersOf(context: Context): Parameters {
  return (name) => (/attributes$/i.test(name) ? context.req.queries(name)?.join(',') : context.req.query(name));
}

function answerList(context: Context, state: State, types: readonly TypeOfService[], parameters: Parameters): Response {
  const view = viewOf(context, state);
  const { service } = state.store;
  const query = readQuery(service, parameters);
  const root = rootOf(service.rules.address, new URL(context.req.url).pathname) ?? '';
  if (query.filter === undefined && types.some(({ rules }) => rules.filterNeededAt.includes(root))) {
    refuse('invalidFilter', 'This listing needs a "filter".');
  }
  const names = types.map(({ name }) => name);
  const ids = findResources(view, state.queries, names, query);
  const { from, nextCursor } = pageOf(query, ids.length, state);
  const resources = ids.slice(from, from + query.count).flatMap((id) => {
    const resource = state.store.resources.get(id);
    return resource === undefined ? [] : [show(view, resource, query.projection)];
  });
  const listing = {
    resources,
    totalResults: ids.length,
    startIndex: query.cursor === undefined ? query.startIndex : undefined,
    ...(nextCursor === undefined ? {} : { nextCursor }),
  };
  return answer(context, 200, listResponse(service.rules.page, listing));
}

/** Where a page begins, and how its successor is asked for. */
function pageOf(query: Query, total: number, { store, now }: State): { from: number; nextCursor?: string } {
  if (query.cursor === undefined) return { from: query.startIndex - 1 };
  const from = readCursor(query.cursor, now(), store.service.rules.page.cursorSeconds);
  const next = from + query.count;
  return next < total ? { from, nextCursor: writeCursor(next, now()) } : { from };
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
  const resource = requestedResource(context, state, type);
  checkIfMatch(context, state.store.service, resource);
  const draft = readResource(type, body, membersOf(state.store, resource.id));
  // A password cannot be read, so that a client that leaves it out cannot mean to remove it.
  const kept: Draft = { ...draft, hasPassword: draft.hasPassword || resource.hasPassword };
  return commitAndAnswer(context, state, updateResource(state.store, resource, kept), projection, 200);
}

async function patch(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const projection = requestedProjection(context, state);
  const operations = readPatch(await bodyOf(context, state), state.store.service.rules.patch);
  const resource = requestedResource(context, state, type);
  checkIfMatch(context, state.store.service, resource);
  for (const check of type.rules.patchChecks) check(operations, type);
  if (state.store.service.rules.patch.effect === 'nothing') return context.body(null, 204);
  const isAsked = projection.include !== undefined || projection.exclude !== undefined;
  const status = isAsked || type.rules.patchAnswer === 'resource' ? 200 : 204;
  const change = state.store.service.rules.patch.atomic
    ? applyOperations(context, state, resource, operations)
    : await applyOneByOne(context, state, resource, operations);
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

async function remove(context: Context, state: State, type: TypeOfService): Promise<Response> {
  const resource = requestedResource(context, state, type);
  checkIfMatch(context, state.store.service, resource);
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
  const body = status === 204 ? undefined : show(viewOf(context, state), resource, projection);
  await committed;
  return body === undefined ? context.body(null, 204, headers) : answer(context, status, body, headers);
}

function bodyOf(context: Context, state: State): Promise<JsonObject> {
  return readBody(context, state.store.service.rules.bodyLimit);
}

function requestedResource(context: Context, state: State, type: TypeOfService): StoredResource {
  const id = context.req.param('id') ?? '';
  const resource = state.store.resources.get(id);
  const isHidden = type.rules.inactive === 'hidden' && resource?.attributes['active'] === false;
  if (resource?.type === type.name && !isHidden) return resource;
  throw new ScimError(state.store.service.rules.answers.unknownId, `There is no ${type.name} with the id "${id}".`);
}

function requestedProjection(context: Context, state: State): Projection {
  return projectionOf(state.store.service, parametersOf(context));
}

function headersOf(context: Context, state: State, resource: StoredResource): Readonly<Record<string, string>> {
  const tag = entityTag(state.store.service, resource);
  return { ...(tag === undefined ? {} : { etag: tag }), location: locationOf(viewOf(context, state), resource) };
}

/** URLs in answers begin as the client's own do. */
function viewOf(context: Context, state: State): View {
  const { basePath } = state.store.service.rules.address;
  return { store: state.store, root: `${new URL(context.req.url).origin}${basePath}` };
}
