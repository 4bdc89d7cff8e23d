import type { Directory } from '../model/directory.ts';
import { foldCase, type ResourceType, type ScimResource } from '../model/resource.ts';
import { heldProperty } from './property.ts';
import { resourceName } from './resource-name.ts';

/** The resources of one type on the service, by every key that a file may use. */
export interface CurrentIndex {
  readonly all: readonly ScimResource[];
  byId(id: string): ScimResource | undefined;
  /** By userName or displayName in any case; several where the service allows it. */
  byName(name: string): readonly ScimResource[];
  /** True for a name, in any case, that a resource has. */
  hasName(name: string): boolean;
  /** True for a name, in any case, of several resources. */
  isShared(name: string): boolean;
  byExternalId(externalId: string): readonly ScimResource[];
}

/** The current users and groups by their keys. */
export type CurrentIndexes = Readonly<Record<ResourceType, CurrentIndex>>;

/** Indexes everything that the service holds. */
export function indexDirectory({ users, groups }: Pick<Directory, 'users' | 'groups'>): CurrentIndexes {
  return { User: indexResources('User', users), Group: indexResources('Group', groups) };
}

/** Lists are read-only, so that the index of one is made once: reading and planning ask for the same. */
const KNOWN = new WeakMap<readonly ScimResource[], Partial<Record<ResourceType, CurrentIndex>>>();

/** Indexes resources of one type, by each key once somebody asks by it. */
export function indexResources(type: ResourceType, all: readonly ScimResource[]): CurrentIndex {
  const made = KNOWN.get(all);
  const index = made?.[type] ?? createIndex(type, all);
  if (made?.[type] === undefined) KNOWN.set(all, { ...made, [type]: index });
  return index;
}

function createIndex(type: ResourceType, all: readonly ScimResource[]): CurrentIndex {
  const ids = once(() => mapById(all));
  const names = once(() => indexBy(all, (resource) => foldedName(type, resource)));
  const externalIds = once(() => indexBy(all, externalIdOf));
  return {
    all,
    byId: (id) => ids().get(id),
    byName: (name) => withFolded(names(), name),
    hasName: (name) => names().has(name) || names().has(foldCase(name)),
    isShared: (name) => names().isShared(name) || names().isShared(foldCase(name)),
    byExternalId: (externalId) => externalIds().get(externalId),
  };
}

/** What is asked for rarely is made when it is. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function mapById(resources: readonly ScimResource[]): ReadonlyMap<string, ScimResource> {
  const byId = new Map<string, ScimResource>();
  for (const resource of resources) byId.set(resource.id, resource);
  return byId;
}

/** Nearly every name is written as it is folded, and is found without folding it once more. */
function withFolded(names: Index, name: string): readonly ScimResource[] {
  const found = names.get(name);
  return found.length > 0 ? found : names.get(foldCase(name));
}

function foldedName(type: ResourceType, resource: ScimResource): string | undefined {
  const name = resourceName(type, resource);
  return name === undefined ? undefined : foldCase(name);
}

function externalIdOf(resource: ScimResource): string | undefined {
  const externalId = heldProperty(resource, 'externalId');
  return typeof externalId === 'string' ? externalId : undefined;
}

/** The resources that have a key. */
interface Index {
  get(key: string): readonly ScimResource[];
  has(key: string): boolean;
  isShared(key: string): boolean;
}

const NONE: readonly ScimResource[] = [];

/** Nearly every key is one resource's alone, so that only the others have a list. */
function indexBy(resources: readonly ScimResource[], keyOf: (resource: ScimResource) => string | undefined): Index {
  const first = new Map<string, ScimResource>();
  const further = new Map<string, ScimResource[]>();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (key === undefined) continue;
    if (!first.has(key)) first.set(key, resource);
    else if (further.has(key)) further.get(key)?.push(resource);
    else further.set(key, [resource]);
  }
  const isShared = (key: string) => further.size > 0 && further.has(key);
  return {
    has: (key) => first.has(key),
    isShared,
    get(key) {
      const found = first.get(key);
      if (found === undefined) return NONE;
      return isShared(key) ? [found, ...(further.get(key) ?? [])] : [found];
    },
  };
}
