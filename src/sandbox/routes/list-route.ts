import type { Context } from 'hono';
import type { JsonObject } from '../../model/json.ts';
import { rootOf } from '../http/address.ts';
import { answer, listResponse } from '../http/answers.ts';
import { readCursor, writeCursor } from '../http/page-cursor.ts';
import { type Parameters, type Query, readQuery, searchParameters } from '../http/query.ts';
import { refuse, ScimError } from '../http/refuse.ts';
import { findResources } from '../resources/find-resources.ts';
import { show } from '../resources/show-resource.ts';
import type { TypeOfService } from '../service-rules.ts';
import type { State } from '../store/state.ts';
import { bodyOf, parametersOf, viewOf } from './route-context.ts';

/** Answers a query that comes as a message (RFC 7644 section 3.4.3). */
export async function search(context: Context, state: State, types: readonly TypeOfService[]): Promise<Response> {
  return answer(context, 200, listOf(context, state, types, searchParameters(await bodyOf(context, state))));
}

/** Answers a query of one type (RFC 7644 section 3.4.2); some services give an answer again as it was for a while. */
export function list(context: Context, state: State, type: TypeOfService): Response {
  const { repeated } = state.store.service.rules.page;
  if (repeated === null) return answer(context, 200, listOf(context, state, [type], parametersOf(context)));
  const known = state.answers.get(context.req.url);
  if (known !== undefined && state.now() < known.until) return answer(context, 200, known.body);
  const body = listOf(context, state, [type], parametersOf(context));
  state.answers.set(context.req.url, { body, until: state.now() + repeated * 1000 });
  return answer(context, 200, body);
}

function listOf(context: Context, state: State, types: readonly TypeOfService[], parameters: Parameters): JsonObject {
  const view = viewOf(context, state);
  const { service } = state.store;
  const { page } = service.rules;
  const query = readQuery(service, parameters);
  checkQuery(context, state, types, query);
  const names = types.map(({ name }) => name);
  const ids = listed(state, findResources(view, state.queries, names, query));
  const { from, nextCursor } = pageOf(query, ids.length, state);
  const resources = ids.slice(from, from + query.count).flatMap((id) => {
    const resource = state.store.resources.get(id);
    return resource === undefined ? [] : [show(view, resource, query.projection)];
  });
  return listResponse(page, {
    resources,
    totalResults: ids.length,
    startIndex: query.cursor === undefined ? query.startIndex : undefined,
    ...(nextCursor === undefined ? {} : { nextCursor }),
  });
}

function checkQuery(context: Context, { store }: State, types: readonly TypeOfService[], query: Query): void {
  const { address, page } = store.service.rules;
  const root = rootOf(address, new URL(context.req.url).pathname) ?? '';
  if (query.filter === undefined && types.some(({ rules }) => rules.filterNeededAt.includes(root))) {
    refuse('invalidFilter', 'This listing needs a "filter".');
  }
  if (page.furtherRefusal !== null && query.startIndex > 1) {
    throw new ScimError(page.furtherRefusal, 'Pagination is not supported.');
  }
}

/** What was found as the service lists it: without what does not show yet, as often as it says, and to its end. */
function listed({ store }: State, found: readonly string[]): readonly string[] {
  const { copies, end } = store.service.rules.page;
  const there = store.late.size === 0 ? found : found.filter((id) => !store.late.has(id));
  const isUser = (id: string): boolean => store.resources.get(id)?.type === 'User';
  const all = copies === 1 ? there : there.flatMap((id) => Array.from({ length: isUser(id) ? copies : 1 }, () => id));
  return end === null ? all : all.slice(0, end);
}

/** Where a page begins, and how its successor is asked for. */
function pageOf(query: Query, total: number, { store, now }: State): { from: number; nextCursor?: string } {
  if (query.cursor === undefined) return { from: query.startIndex - 1 };
  const from = readCursor(query.cursor, now(), store.service.rules.page.cursorSeconds);
  const next = from + query.count;
  return next < total ? { from, nextCursor: writeCursor(next, now()) } : { from };
}
