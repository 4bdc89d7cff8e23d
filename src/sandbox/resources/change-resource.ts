import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import { propertyOf } from '../../syntax/property.ts';
import { refuse, ScimError } from '../http/refuse.ts';
import type { AttributeOfSchema, TypeOfService } from '../service-rules.ts';
import {
  buriedNamesake,
  groupsOf,
  idByUnique,
  type Mutation,
  type Store,
  type StoredResource,
} from '../store/store.ts';
import type { Draft } from './resource-draft.ts';
import { newId } from './resource-ids.ts';
import { inTurn } from './rewrites.ts';

/** What a request changes: nothing of it has happened yet. */
export interface ResourceChange {
  readonly resource: StoredResource;
  readonly mutations: readonly Mutation[];
}

export interface CreationOptions {
  readonly id?: string;
  /** Whether a resource of this id is about to be created, so that a reference may name it. */
  readonly isExpected?: (id: string) => boolean;
  /** A resource that was there before anybody asked is not held to what clients are held to. */
  readonly isSeed?: boolean;
}

/**
 * Checks a new resource as a whole.
 * @throws ScimError 400 invalidValue, 409 uniqueness
 */
export function createResource(
  store: Store,
  type: ResourceType,
  given: Draft,
  { id, isExpected = () => false, isSeed = false }: CreationOptions = {},
): ResourceChange {
  if (!isSeed) checkProposal(store, type, given, undefined);
  const buried = buriedNamesake(store, { type, attributes: given.attributes });
  const draft = rewritten(store, type, given, undefined);
  checkDraft(store, type, draft, undefined, isExpected);
  const resource =
    buried === undefined ? newResource(type, id ?? newId(store, type), draft) : restored(store, buried, draft);
  return { resource, mutations: [{ kind: 'put', resource }, ...memberMutations(resource.id, draft)] };
}

function newResource(type: ResourceType, id: string, { attributes, hasPassword }: Draft): StoredResource {
  const now = new Date().toISOString();
  return { type, id, attributes, hasPassword, created: now, lastModified: now, version: 1 };
}

/** A deleted resource of the same name comes back with what the new one says, less what the service does not give back. */
function restored(store: Store, buried: StoredResource, { attributes, hasPassword }: Draft): StoredResource {
  const { remove } = store.service.rules.types[buried.type];
  if (remove.kind !== 'buries' || remove.again === 'refused') {
    throw new ScimError(409, 'A deleted resource has this name, which cannot be used again.', 'uniqueness');
  }
  const merged = remove.again.restore({ ...buried.attributes, ...attributes }, undefined);
  return touch({ ...buried, attributes: merged, hasPassword: hasPassword || buried.hasPassword });
}

/**
 * Checks a changed resource as a whole. A change that changes nothing leaves the version as it is.
 * @throws ScimError 400 invalidValue, 409 uniqueness
 */
export function updateResource(store: Store, before: StoredResource, given: Draft): ResourceChange {
  checkProposal(store, before.type, given, before);
  const draft = rewritten(store, before.type, given, before);
  checkDraft(store, before.type, draft, before, () => false);
  const members = [...memberMutations(before.id, draft), ...leftGroups(store, before, draft)];
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

/** Some services take whoever becomes inactive out of all groups. */
function leftGroups(store: Store, before: StoredResource, { attributes }: Draft): readonly Mutation[] {
  const isLeaving = attributes['active'] === false && before.attributes['active'] !== false;
  return isLeaving && store.service.rules.types[before.type].leavesWhenInactive ? leaveGroups(store, before) : [];
}

/** Takes a resource out of all groups that it is a direct member of. */
export function leaveGroups(store: Store, resource: StoredResource): readonly Mutation[] {
  return [...groupsOf(store, resource.id)].flatMap((id): readonly Mutation[] => {
    const group = store.resources.get(id);
    if (group === undefined || group.id === resource.id) return [];
    return [
      { kind: 'members', id, add: [], remove: [resource.id] },
      { kind: 'put', resource: touch(group) },
    ];
  });
}

/** The resource at its next version. */
export function touch(resource: StoredResource): StoredResource {
  return { ...resource, lastModified: new Date().toISOString(), version: resource.version + 1 };
}

function memberMutations(id: string, { members }: Draft): readonly Mutation[] {
  if (members === undefined || members.added.size + members.removed.size === 0) return [];
  return [{ kind: 'members', id, add: [...members.added], remove: [...members.removed] }];
}

/** What this service refuses besides what the RFC does. */
function checkProposal(store: Store, type: ResourceType, draft: Draft, before: StoredResource | undefined): void {
  const proposal = {
    attributes: draft.attributes,
    before: before?.attributes,
    membersAdded: draft.members?.added.size ?? 0,
    names: store.names,
  };
  for (const check of store.service.rules.types[type].checks) check(proposal);
}

function rewritten(store: Store, type: ResourceType, draft: Draft, before: StoredResource | undefined): Draft {
  const { rewrites } = store.service.rules.types[type];
  return rewrites.length === 0
    ? draft
    : { ...draft, attributes: inTurn(rewrites)(draft.attributes, before?.attributes) };
}

function checkDraft(
  store: Store,
  name: ResourceType,
  draft: Draft,
  before: StoredResource | undefined,
  isExpected: (id: string) => boolean,
): void {
  const exists = (id: string): boolean => (store.resources.has(id) && !store.late.has(id)) || isExpected(id);
  const type = store.service.types[name];
  for (const definition of type.required) {
    const value = draft.attributes[definition.name];
    if (value === undefined || value === '') refuse('invalidValue', `"${definition.name}" is required.`);
  }
  checkUnique(store, type, draft, before);
  if (before !== undefined) checkImmutable(type, draft, before);
  const { unknown } = store.service.rules.members;
  for (const id of unknown === 'taken' ? [] : (draft.members?.added ?? [])) {
    if (store.late.has(id)) throw new ScimError(404, `No resource has the id "${id}".`);
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
