import type { Context } from 'hono';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { type Parameters, projectionOf } from '../http/query.ts';
import { readBody } from '../http/read-body.ts';
import { ScimError } from '../http/refuse.ts';
import type { Projection } from '../resources/attribute-projection.ts';
import { entityTag, locationOf, type View } from '../resources/represent.ts';
import { innerId, withTextIds } from '../resources/resource-ids.ts';
import type { TypeOfService } from '../service-rules.ts';
import type { State } from '../store/state.ts';
import type { StoredResource } from '../store/store.ts';

/** The parameters of a request; lists of names may come as one parameter or as several. */
export function parametersOf(context: Context): Parameters {
  return (name) => (/attributes$/i.test(name) ? context.req.queries(name)?.join(',') : context.req.query(name));
}

/**
 * Reads the JSON object that a request carries.
 * @throws ScimError 400, 413 or 415
 */
export async function bodyOf(context: Context, { store }: State): Promise<JsonObject> {
  const { bodyLimit, ids } = store.service.rules;
  const body = await readBody(context, bodyLimit);
  const read = ids.numbersTaken ? withTextIds(body) : body;
  return isJsonObject(read) ? read : body;
}

/**
 * The resource that the path of a request names.
 * @throws ScimError 404, or what the service answers to an id that does not exist
 */
export function requestedResource(context: Context, { store }: State, type: TypeOfService): StoredResource {
  const told = context.req.param('id') ?? '';
  const id = innerId(type.ids, type.name, told);
  const resource = store.late.has(id) ? undefined : store.resources.get(id);
  const isHidden = type.rules.inactive === 'hidden' && resource?.attributes['active'] === false;
  if (resource?.type === type.name && !isHidden) return resource;
  throw new ScimError(store.service.rules.answers.unknownId, `There is no ${type.name} with the id "${told}".`);
}

/** Which attributes the client wants in the answer. */
export function requestedProjection(context: Context, state: State): Projection {
  return projectionOf(state.store.service, parametersOf(context));
}

/** The headers of an answer about one resource. */
export function headersOf(context: Context, state: State, resource: StoredResource): Readonly<Record<string, string>> {
  const tag = entityTag(state.store.service, resource);
  return { ...(tag === undefined ? {} : { etag: tag }), location: locationOf(viewOf(context, state), resource) };
}

/** URLs in answers begin as the client's own do. */
export function viewOf(context: Context, state: State): View {
  const { basePath } = state.store.service.rules.address;
  return { store: state.store, root: `${new URL(context.req.url).origin}${basePath}` };
}
