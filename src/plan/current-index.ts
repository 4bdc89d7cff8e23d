import type { Directory } from '../model/directory.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../model/resource.ts';
import { memberOf } from './attribute-lookup.ts';

/** The resources of one type on the service, by every key that a file may use. */
export interface CurrentIndex {
  readonly all: readonly ScimResource[];
  readonly byId: ReadonlyMap<string, ScimResource>;
  /** By folded userName or displayName; several where the service allows it. */
  readonly byName: ReadonlyMap<string, readonly ScimResource[]>;
  readonly byExternalId: ReadonlyMap<string, readonly ScimResource[]>;
}

/** The current users and groups by their keys. */
export type CurrentIndexes = Readonly<Record<ResourceType, CurrentIndex>>;

export function indexDirectory({ users, groups }: Directory): CurrentIndexes {
  return { User: indexResources('User', users), Group: indexResources('Group', groups) };
}

/** userName or displayName of a current resource; a service may leave it out. */
export function currentName(type: ResourceType, resource: ScimResource): string | undefined {
  const name = memberOf(resource, NAME_ATTRIBUTE[type]);
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function indexResources(type: ResourceType, resources: readonly ScimResource[]): CurrentIndex {
  const byId = new Map<string, ScimResource>();
  const byName = new Map<string, ScimResource[]>();
  const byExternalId = new Map<string, ScimResource[]>();
  for (const resource of resources) {
    byId.set(resource.id, resource);
    const name = currentName(type, resource);
    if (name !== undefined) append(byName, foldCase(name), resource);
    const externalId = memberOf(resource, 'externalId');
    if (typeof externalId === 'string') append(byExternalId, externalId, resource);
  }
  return { all: resources, byId, byName, byExternalId };
}

function append(map: Map<string, ScimResource[]>, key: string, resource: ScimResource): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, [resource]);
  else found.push(resource);
}
