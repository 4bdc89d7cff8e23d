import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import { createResource } from '../resources/change-resource.ts';
import { readResource } from '../resources/read-resource.ts';
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
  const ids = new Set([...(seed.Users ?? []), ...(seed.Groups ?? [])].map((resource) => resource['id']));
  const users = (seed.Users ?? []).map((user) => plant(store, 'User', user, ids));
  const groups = (seed.Groups ?? []).map((group) => plant(store, 'Group', group, ids));
  return [...names, ...users.flat(), ...groups.flat()];
}

function plant(
  store: Store,
  name: ResourceType,
  resource: JsonObject,
  ids: ReadonlySet<JsonValue | undefined>,
): readonly Mutation[] {
  const type = store.service.types[name];
  const extensions = Object.keys(resource).filter((key) => key.includes(':'));
  const schemas = [type.table.schema, ...extensions];
  const draft = readResource(type, { ...resource, schemas }, new Set());
  const id = resource['id'];
  const { mutations } = createResource(store, name, draft, {
    ...(typeof id === 'string' ? { id } : {}),
    isExpected: (other) => ids.has(other),
    isSeed: true,
  });
  for (const mutation of mutations) mutate(store, mutation);
  return mutations;
}
