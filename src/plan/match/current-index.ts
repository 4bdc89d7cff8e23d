import type { Directory } from '../../model/directory.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { heldProperty } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';

/** The resources of one type on the service, by every key that a file may use. */
export interface CurrentIndex {
  readonly all: readonly ScimResource[];
  byId(id: string): ScimResource | undefined;
  /** By userName or displayName in any case; several where the service allows it. */
  byName(name: string): readonly ScimResource[];
  /** True for a name, in any case, of several resources. */
  isShared(name: string): boolean;
  byExternalId(externalId: string): readonly ScimResource[];
}

/** The current users and groups by their keys. */
export type CurrentIndexes = Readonly<Record<ResourceType, CurrentIndex>>;

/** Indexes everything that the service holds. */
export function indexDirectory({ users, groups }: Directory): CurrentIndexes {
  return { User: indexResources('User', users), Group: indexResources('Group', groups) };
}

function indexResources(type: ResourceType, all: readonly ScimResource[]): CurrentIndex {
  const byName = indexBy(all, (resource) => {
    const name = resourceName(type, resource);
    return name === undefined ? undefined : foldCase(name);
  });
  const byId = new Map(all.map((resource) => [resource.id, resource]));
  const byExternalId = indexBy(all, externalIdOf);
  return {
    all,
    byId: (id) => byId.get(id),
    byName: (name) => byName.get(foldCase(name)),
    isShared: (name) => byName.isShared(foldCase(name)),
    byExternalId: (externalId) => byExternalId.get(externalId),
  };
}

function externalIdOf(resource: ScimResource): string | undefined {
  const externalId = heldProperty(resource, 'externalId');
  return typeof externalId === 'string' ? externalId : undefined;
}

/** The resources that have a key. */
interface Index {
  get(key: string): readonly ScimResource[];
  isShared(key: string): boolean;
}

/** Nearly every key is one resource's alone, so that only the others have a list. */
function indexBy(resources: readonly ScimResource[], keyOf: (resource: ScimResource) => string | undefined): Index {
  const first = new Map<string, ScimResource>();
  const further = new Map<string, ScimResource[]>();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (key === undefined) continue;
    if (first.has(key)) further.set(key, [...(further.get(key) ?? []), resource]);
    else first.set(key, resource);
  }
  const isShared = (key: string) => further.size > 0 && further.has(key);
  return {
    isShared,
    get(key) {
      const found = first.get(key);
      if (found === undefined) return [];
      return isShared(key) ? [found, ...(further.get(key) ?? [])] : [found];
    },
  };
}
