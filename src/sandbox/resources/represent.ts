import type { AttributesByName } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { MEMBERS, type Service, type TypeOfService } from '../service-rules.ts';
import { groupsOf, membersOf, type Store, type StoredResource } from '../store/store.ts';
import { isWanted, type Projection, project } from './attribute-projection.ts';
import { isExtension } from './resource-draft.ts';
import { outerId } from './resource-ids.ts';

/** What a representation needs besides the resource. */
export interface View {
  readonly store: Store;
  /** The absolute URL of the service's root. */
  readonly root: string;
}

/** A resource as the service answers it; members and groups are worked out only where they are wanted. */
export function represent(view: View, resource: StoredResource, projection: Projection): JsonObject {
  const type = view.store.service.types[resource.type];
  const entries: [string, JsonValue | undefined][] = [
    ['schemas', schemasOf(type, resource)],
    ['id', outerId(view.store.service.rules.ids, resource.id)],
  ];
  for (const [name, value] of Object.entries(resource.attributes)) {
    entries.push([name, representAttribute(type, name, value, projection)]);
  }
  const derived = (name: string, value: () => JsonValue | undefined): void => {
    const definition = type.table.core.get(name);
    if (definition === undefined || !isWanted(projection, name, definition)) return;
    entries.push([name, project(projection, name, value(), definition)]);
  };
  derived(MEMBERS, () => references(membersOf(view.store, resource.id), (id) => representMember(view, id)));
  derived('groups', () => references(groupsOf(view.store, resource.id), (id) => representGroup(view, id)));
  derived('meta', () => representMeta(view, resource));
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/**
 * The entity tag of a resource (RFC 7644 section 3.14); undefined where the service has none.
 * By rights it is weak, because `groups` and names of members may change without it.
 */
export function entityTag({ rules }: Service, { version }: StoredResource): string | undefined {
  switch (rules.versions.tag) {
    case 'weak':
      return `W/"${version}"`;
    case 'quoted':
      return `"${version}"`;
    case 'none':
      return undefined;
  }
}

/** The URL of a resource. */
export function locationOf(view: View, resource: StoredResource): string {
  const { service } = view.store;
  const { locations } = service.rules.address;
  const { endpoint } = service.types[resource.type].rules;
  const root = locations === 'absolute' ? view.root : locations.root;
  return `${root}${endpoint}/${encodeURIComponent(outerId(service.rules.ids, resource.id))}`;
}

/** A member as its group shows it; where ids do not tell users and groups apart, who is nobody counts as a user. */
export function representMember(view: View, id: string): JsonObject {
  const { ids } = view.store.service.rules;
  const member = view.store.resources.get(id);
  if (member === undefined) return { value: id, ...(ids.apart ? { type: 'User' } : {}) };
  return { value: outerId(ids, id), $ref: locationOf(view, member), ...display(member), type: member.type };
}

function representGroup(view: View, id: string): JsonObject {
  const group = view.store.resources.get(id);
  if (group === undefined) return { value: id };
  return {
    value: outerId(view.store.service.rules.ids, id),
    $ref: locationOf(view, group),
    ...display(group),
    type: 'direct',
  };
}

function display({ type, attributes }: StoredResource): JsonObject {
  const name = attributes['displayName'] ?? (type === 'User' ? attributes['userName'] : undefined);
  return name === undefined ? {} : { display: name };
}

function references(ids: ReadonlySet<string>, show: (id: string) => JsonObject): JsonValue | undefined {
  return ids.size === 0 ? undefined : [...ids].map(show);
}

function representMeta(view: View, resource: StoredResource): JsonObject {
  return {
    resourceType: resource.type,
    created: resource.created,
    lastModified: resource.lastModified,
    location: locationOf(view, resource),
    ...versionEntry(view.store.service, resource),
  };
}

function versionEntry(service: Service, resource: StoredResource): JsonObject {
  const tag = entityTag(service, resource);
  if (tag === undefined) return {};
  return { version: service.rules.versions.tag === 'quoted' ? String(resource.version) : tag };
}

/** The core schema and every extension that has attributes. */
function schemasOf(type: TypeOfService, { attributes }: StoredResource): readonly string[] {
  return [type.table.schema, ...Object.keys(attributes).filter(isExtension)];
}

function representAttribute(
  type: TypeOfService,
  name: string,
  value: JsonValue,
  projection: Projection,
): JsonValue | undefined {
  if (!isExtension(name)) return project(projection, name, value, type.table.core.get(name.toLowerCase()));
  const definitions = type.table.extensions.get(name.toLowerCase())?.attributes;
  return isJsonObject(value) ? representExtension(definitions, name, value, projection) : undefined;
}

function representExtension(
  definitions: AttributesByName | undefined,
  schema: string,
  values: JsonObject,
  projection: Projection,
): JsonValue | undefined {
  const shown = Object.entries(values).flatMap(([name, value]) => {
    const projected = project(projection, name, value, definitions?.get(name.toLowerCase()), schema);
    return projected === undefined ? [] : [[name, projected] as const];
  });
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}
