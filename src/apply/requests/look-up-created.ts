import type { JsonObject, JsonValue } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import { equal } from '../../syntax/filter/filter.ts';
import { printFilter } from '../../syntax/filter/print-filter.ts';
import { heldProperty } from '../../syntax/property.ts';
import { call, type OngoingChange } from '../ongoing-change.ts';

/**
 * The resources that go by the name of one that is to be created, or carry its externalId. Services that cannot filter by
 * either, and those that ignore filters, are asked for all; whoever does not fit is left out.
 */
export async function lookUp(body: JsonObject, work: OngoingChange): Promise<readonly ScimResource[]> {
  const { type } = work.change.resource;
  const { read } = work.run.profile;
  const keys = [NAME_ATTRIBUTE[type], 'externalId'].filter((name) => typeof body[name] === 'string');
  const filterable = keys.filter((name) => read.filters[type].includes(name));
  const filters = filterable.map((name) => printFilter(keyFilter(name, body[name])));
  const found = await ask(filters.length > 0 ? filters : read.passes[type], work);
  return found.filter((resource) => keys.some((name) => hasKey(resource, name, body)));
}

/** All that the service lists: a filter may miss a name in another case. */
export function listAll(work: OngoingChange): Promise<readonly ScimResource[]> {
  return ask(work.run.profile.read.passes[work.change.resource.type], work);
}

/** Whether a resource goes by the name of what is to be created, or carries its externalId. */
export function isCalled(type: ResourceType, resource: ScimResource, body: JsonObject): boolean {
  return [NAME_ATTRIBUTE[type], 'externalId'].some((name) => hasKey(resource, name, body));
}

async function ask(queries: readonly (string | null)[], work: OngoingChange): Promise<readonly ScimResource[]> {
  const { change, run } = work;
  const { type } = change.resource;
  const { read, paths } = run.profile;
  const found = new Map<string, ScimResource>();
  for (const filter of queries) {
    const query = filter === null ? {} : { filter };
    const path = `${paths[type]}${filter === null ? '' : `?filter=${filter}`}`;
    const resources = await call({ method: 'GET', path }, work, (options) =>
      run.client.list(type, { ...query, pageSize: read.pageSize, ...options }),
    );
    for (const resource of resources) found.set(resource.id, resource);
  }
  return [...found.values()];
}

function keyFilter(name: string, value: JsonValue | undefined): Filter {
  return equal({ attribute: name }, String(value));
}

/** Names are compared as identifiers are, externalIds exactly. */
function hasKey(resource: ScimResource, name: string, body: JsonObject): boolean {
  const [held, wanted] = [heldProperty(resource, name), body[name]];
  if (typeof held !== 'string' || typeof wanted !== 'string') return false;
  return name === 'externalId' ? held === wanted : foldCase(held) === foldCase(wanted);
}
