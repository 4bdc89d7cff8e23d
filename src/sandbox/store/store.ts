import type { JsonObject } from '../../model/json.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import type { Service } from '../service-rules.ts';

/** A resource as it is kept: members apart, and of a password only that there is one. */
export interface StoredResource {
  readonly type: ResourceType;
  readonly id: string;
  /** Written attributes in schema spelling, extensions under their URN; without id, schemas, meta, members, password. */
  readonly attributes: JsonObject;
  readonly hasPassword: boolean;
  readonly created: string;
  readonly lastModified: string;
  readonly version: number;
}

/** A change of the state, in the shape in which the log keeps it. */
export type Mutation =
  | { readonly kind: 'put'; readonly resource: StoredResource }
  | {
      readonly kind: 'members';
      readonly id: string;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | { readonly kind: 'delete'; readonly id: string }
  /** Deletes a resource that may be asked for again by its name. */
  | { readonly kind: 'bury'; readonly resource: StoredResource }
  | { readonly kind: 'names'; readonly attribute: string; readonly names: readonly string[] };

/** All resources, with the indexes that keep look-ups cheap. Changed by `mutate` only. */
export interface Store {
  readonly service: Service;
  readonly resources: Map<string, StoredResource>;
  /** The members of each group by the group's id. */
  readonly members: Map<string, Set<string>>;
  /** The groups that each resource is a direct member of. */
  readonly memberOf: Map<string, Set<string>>;
  /** Resources that were deleted and are remembered, by type and lower-case name. */
  readonly buried: Map<string, StoredResource>;
  /** Ids of resources that are there and do not show yet. */
  readonly late: Set<string>;
  /** The last id that was counted, of all resources or by type. */
  readonly counted: Map<string, number>;
  /** The names that the service knows, by the attribute that takes them. */
  readonly names: Map<string, Set<string>>;
  /** Ids by unique value. */
  readonly unique: Map<string, string>;
  /** Ids of each type in the order of creation; null when it has to be made anew. */
  readonly listing: Record<ResourceType, string[] | null>;
  /** Counts changes. */
  revision: number;
}

const NONE: ReadonlySet<string> = new Set();

/** An empty store. */
export function createStore(service: Service): Store {
  return {
    service,
    resources: new Map(),
    members: new Map(),
    memberOf: new Map(),
    buried: new Map(),
    late: new Set(),
    counted: new Map(),
    names: new Map(Object.entries(service.rules.vocabularies).map(([name, names]) => [name, new Set(names)])),
    unique: new Map(),
    listing: { User: [], Group: [] },
    revision: 0,
  };
}

/** Carries out a change; a resource that is deleted has to be taken out of its groups before. */
export function mutate(store: Store, mutation: Mutation): void {
  store.revision += 1;
  switch (mutation.kind) {
    case 'put':
      putResource(store, mutation.resource);
      return;
    case 'members':
      for (const member of mutation.remove) unlink(store, mutation.id, member);
      for (const member of mutation.add) link(store, mutation.id, member);
      return;
    case 'delete':
      deleteResource(store, mutation.id);
      return;
    case 'bury':
      deleteResource(store, mutation.resource.id);
      store.buried.set(buriedKey(mutation.resource), mutation.resource);
      return;
    case 'names':
      for (const name of mutation.names) setAt(store.names, mutation.attribute).add(name);
  }
}

/** The deleted resource that had the name of another. */
export function buriedNamesake(
  store: Store,
  resource: Pick<StoredResource, 'type' | 'attributes'>,
): StoredResource | undefined {
  return store.buried.get(buriedKey(resource));
}

function buriedKey({ type, attributes }: Pick<StoredResource, 'type' | 'attributes'>): string {
  return `${type} ${String(attributes[NAME_ATTRIBUTE[type]]).toLowerCase()}`;
}

/** The ids of a type in the order of creation. */
export function idsOf(store: Store, type: ResourceType): readonly string[] {
  const known = store.listing[type];
  if (known !== null) return known;
  const ids = [...store.resources.values()].filter((resource) => resource.type === type).map(({ id }) => id);
  store.listing[type] = ids;
  return ids;
}

/** The ids of a group's members. */
export function membersOf(store: Store, id: string): ReadonlySet<string> {
  return store.members.get(id) ?? NONE;
}

/** The ids of the groups that a resource is a direct member of. */
export function groupsOf(store: Store, id: string): ReadonlySet<string> {
  return store.memberOf.get(id) ?? NONE;
}

/** The id of the resource that has a unique value; letter case counts only where the attribute is case-exact. */
export function idByUnique(store: Store, type: ResourceType, attribute: string, value: string): string | undefined {
  const definition = store.service.types[type].unique.find(({ name }) => name === attribute);
  return definition && store.unique.get(uniqueKey(store, type, attribute, definition.caseExact, value));
}

function putResource(store: Store, resource: StoredResource): void {
  if (store.buried.get(buriedKey(resource))?.id === resource.id) store.buried.delete(buriedKey(resource));
  const before = store.resources.get(resource.id);
  if (before === undefined) store.listing[resource.type]?.push(resource.id);
  else for (const key of uniqueKeys(store, before)) store.unique.delete(key);
  store.resources.set(resource.id, resource);
  for (const key of uniqueKeys(store, resource)) store.unique.set(key, resource.id);
}

function deleteResource(store: Store, id: string): void {
  const before = store.resources.get(id);
  if (before === undefined) return;
  for (const member of membersOf(store, id)) store.memberOf.get(member)?.delete(id);
  for (const key of uniqueKeys(store, before)) store.unique.delete(key);
  store.members.delete(id);
  store.memberOf.delete(id);
  store.resources.delete(id);
  store.listing[before.type] = null;
}

function link(store: Store, group: string, member: string): void {
  setAt(store.members, group).add(member);
  setAt(store.memberOf, member).add(group);
}

function unlink(store: Store, group: string, member: string): void {
  store.members.get(group)?.delete(member);
  store.memberOf.get(member)?.delete(group);
}

function setAt(sets: Map<string, Set<string>>, key: string): Set<string> {
  const known = sets.get(key);
  if (known !== undefined) return known;
  const made = new Set<string>();
  sets.set(key, made);
  return made;
}

function uniqueKeys(store: Store, { type, attributes }: StoredResource): readonly string[] {
  return store.service.types[type].unique.flatMap(({ name, caseExact }) => {
    const value = attributes[name];
    return typeof value === 'string' ? [uniqueKey(store, type, name, caseExact, value)] : [];
  });
}

function uniqueKey(store: Store, type: ResourceType, attribute: string, caseExact: boolean, value: string): string {
  const isShared = store.service.rules.sharedNames && attribute === NAME_ATTRIBUTE[type];
  return `${isShared ? '' : `${type} ${attribute}`} ${caseExact ? value : value.toLowerCase()}`;
}
