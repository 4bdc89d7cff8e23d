import { isJsonArray, isJsonObject, type JsonObject } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import { createResource } from '../resources/change-resource.ts';
import { readResource } from '../resources/read-resource.ts';
import { innerId } from '../resources/resource-ids.ts';
import type { Seed } from '../service-rules.ts';
import { type Mutation, mutate, type Store } from './store.ts';

/**
 * Fills an empty store.
 * @returns the changes, which have been carried out
 * @throws ScimError when a resource is not valid, or refers to one that is not there
 */
export function plantSeed(store: Store, seed: Seed): readonly Mutation[] {
  const names = Object.entries(seed.Names ?? {}).map(([attribute, known]) => {
    const mutation: Mutation = { kind: 'names', attribute, names: known };
    mutate(store, mutation);
    return mutation;
  });
  const ids = new Set([...idsIn(store, 'User', seed.Users ?? []), ...idsIn(store, 'Group', seed.Groups ?? [])]);
  const users = (seed.Users ?? []).map((user) => plant(store, 'User', user, ids));
  const groups = (seed.Groups ?? []).map((group) => plant(store, 'Group', group, ids));
  return [...names, ...users.flat(), ...groups.flat()];
}

/** A seed may leave out what a service insists on: the URLs of members follow from their ids. */
function withRefs(resource: JsonObject): JsonObject {
  const { members } = resource;
  if (!isJsonArray(members)) return resource;
  return { ...resource, members: members.map((member) => (isJsonObject(member) ? { $ref: '', ...member } : member)) };
}

function idsIn(store: Store, type: ResourceType, resources: readonly JsonObject[]): readonly string[] {
  return resources.flatMap(({ id }) => (typeof id === 'string' ? [innerId(store.service.rules.ids, type, id)] : []));
}

function plant(store: Store, name: ResourceType, resource: JsonObject, ids: ReadonlySet<string>): readonly Mutation[] {
  const type = store.service.types[name];
  const extensions = Object.keys(resource).filter((key) => key.includes(':'));
  const schemas = [type.table.schema, ...extensions];
  const draft = readResource(type, { ...withRefs(resource), schemas }, new Set());
  const id = resource['id'];
  const { mutations } = createResource(store, name, draft, {
    ...(typeof id === 'string' ? { id: innerId(type.ids, name, id) } : {}),
    isExpected: (other) => ids.has(other),
    isSeed: true,
  });
  for (const mutation of mutations) mutate(store, mutation);
  return mutations;
}
