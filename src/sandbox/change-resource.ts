import { randomUUID } from 'node:crypto';
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ResourceType } from '../model/resource.ts';
import { propertyOf } from '../syntax/property.ts';
import type { Draft } from './draft.ts';
import { refuse, ScimError } from './scim-error.ts';
import type { AttributeOfSchema, TypeOfService } from './service.ts';
import { groupsOf, idByUnique, type Mutation, type Store, type StoredResource } from './store.ts';

/** What a request changes: nothing of it has happened yet. */
export interface ResourceChange {
  readonly resource: StoredResource;
  readonly mutations: readonly Mutation[];
}

/**
 * Checks a new resource as a whole.
 * @param isExpected whether a resource of this id is about to be created, so that a reference may name it
 * @throws ScimError 400 invalidValue, 409 uniqueness
 */
export function createResource(
  store: Store,
  type: ResourceType,
  draft: Draft,
  id: string = randomUUID(),
  isExpected: (id: string) => boolean = () => false,
): ResourceChange {
  checkDraft(store, type, draft, undefined, isExpected);
  const now = new Date().toISOString();
  const { attributes, hasPassword } = draft;
  const resource = { type, id, attributes, hasPassword, created: now, lastModified: now, version: 1 };
  return { resource, mutations: [{ kind: 'put', resource }, ...memberMutations(id, draft)] };
}

/**
 * Checks a changed resource as a whole. A change that changes nothing leaves the version as it is.
 * @throws ScimError 400 invalidValue, 409 uniqueness
 */
export function updateResource(store: Store, before: StoredResource, draft: Draft): ResourceChange {
  checkDraft(store, before.type, draft, before, () => false);
  const members = memberMutations(before.id, draft);
  const { attributes, hasPassword } = draft;
  const isSame =
    !draft.setsPassword &&
    hasPassword === before.hasPassword &&
    members.length === 0 &&
    canonicalJson(attributes) === canonicalJson(before.attributes);
  if (isSame) return { resource: before, mutations: [] };
  const resource = touch({ ...before, attributes, hasPassword });
  return { resource, mutations: [{ kind: 'put', resource }, ...members] };
}

/** Deletes a resource and takes it out of the groups that it is a member of. */
export function deleteResource(store: Store, resource: StoredResource): readonly Mutation[] {
  const left = [...groupsOf(store, resource.id)].flatMap((id): readonly Mutation[] => {
    const group = store.resources.get(id);
    if (group === undefined || group.id === resource.id) return [];
    return [
      { kind: 'members', id, add: [], remove: [resource.id] },
      { kind: 'put', resource: touch(group) },
    ];
  });
  return [...left, { kind: 'delete', id: resource.id }];
}

function touch(resource: StoredResource): StoredResource {
  return { ...resource, lastModified: new Date().toISOString(), version: resource.version + 1 };
}

function memberMutations(id: string, { members }: Draft): readonly Mutation[] {
  if (members === undefined || members.added.size + members.removed.size === 0) return [];
  return [{ kind: 'members', id, add: [...members.added], remove: [...members.removed] }];
}

function checkDraft(
  store: Store,
  name: ResourceType,
  draft: Draft,
  before: StoredResource | undefined,
  isExpected: (id: string) => boolean,
): void {
  const exists = (id: string): boolean => store.resources.has(id) || isExpected(id);
  const type = store.service.types[name];
  for (const definition of type.required) {
    const value = draft.attributes[definition.name];
    if (value === undefined || value === '') refuse('invalidValue', `"${definition.name}" is required.`);
  }
  checkUnique(store, type, draft, before);
  if (before !== undefined) checkImmutable(type, draft, before);
  for (const id of draft.members?.added ?? []) {
    if (!exists(id)) refuse('invalidValue', `No resource has the id "${id}", so that it cannot be a member.`);
  }
  for (const reference of type.references) checkReference(exists, reference, draft, before);
}

function checkUnique(store: Store, type: TypeOfService, draft: Draft, before: StoredResource | undefined): void {
  for (const { name } of type.unique) {
    const value = draft.attributes[name];
    const holder = typeof value === 'string' ? idByUnique(store, type.name, name, value) : undefined;
    if (holder !== undefined && holder !== before?.id) {
      throw new ScimError(409, `Another ${type.name} has this "${name}".`, 'uniqueness');
    }
  }
}

/** A value that was set once stays (RFC 7643 section 7, `mutability`). */
function checkImmutable(type: TypeOfService, draft: Draft, before: StoredResource): void {
  for (const { schema, name } of type.immutable) {
    const was = valueIn(before.attributes, schema, name);
    const is = valueIn(draft.attributes, schema, name);
    if (was !== undefined && canonicalJson(was) !== canonicalJson(is ?? null))
      refuse('mutability', `"${name}" is immutable.`);
  }
}

/** RFC 7644 leaves it to the service; a reference to nothing is refused when it is written, and one that was there may stay. */
function checkReference(
  exists: (id: string) => boolean,
  reference: AttributeOfSchema,
  draft: Draft,
  before: StoredResource | undefined,
): void {
  const id = referenceIn(draft.attributes, reference);
  if (id === undefined || (before !== undefined && referenceIn(before.attributes, reference) === id)) return;
  if (!exists(id)) {
    refuse('invalidValue', `No resource has the id "${id}", which "${reference.name}" refers to.`);
  }
}

function referenceIn(attributes: JsonObject, { schema, name }: AttributeOfSchema): string | undefined {
  const value = valueIn(attributes, schema, name);
  const id = isJsonObject(value) ? value['value'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function valueIn(attributes: JsonObject, schema: string | undefined, name: string): JsonValue | undefined {
  const container = schema === undefined ? attributes : propertyOf(attributes, schema);
  return isJsonObject(container) ? container[name] : undefined;
}
