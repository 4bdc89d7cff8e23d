import type { Directory } from '../../model/directory.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { escapeText } from '../values/interpolate.ts';
import { unwritable } from './writable-text.ts';

/** How files refer to resources of the service: by name where one name means one resource, else by id. */
export interface KnownNames {
  /** The name of a resource, where it has one that no other resource of its type has. */
  uniqueName(type: ResourceType, id: string): string | undefined;
  /** A user as the value of `manager`: `ada@example.com` or `{ $id: … }`. */
  user(id: string): JsonValue;
  /**
   * A member of a group: `ada@example.com`, `{ group: Analysts }` or `{ $id: … }`.
   * @param type what the service says that it is; a user and a group may have the same id
   */
  member(id: string, type?: ResourceType): JsonValue;
  /** True for the id of a user and of a group, which an id alone does not tell apart. */
  isShared(id: string): boolean;
}

/** Gathers the names of everything that a service holds. */
export function knownNames({ users, groups }: Directory): KnownNames {
  const names = { User: uniqueNames('User', users), Group: uniqueNames('Group', groups) };
  const userIds = new Set(users.map(({ id }) => id));
  const groupIds = new Set(groups.map(({ id }) => id));
  const byId = (id: string): JsonObject => ({ $id: escapeText(id) });
  const user = (id: string): JsonValue => {
    const name = names.User.get(id);
    return name === undefined ? byId(id) : escapeText(name);
  };
  return {
    uniqueName: (type, id) => names[type].get(id),
    isShared: (id) => userIds.has(id) && groupIds.has(id),
    user,
    member: (id, type) => {
      if (type === 'User' || (type === undefined && userIds.has(id))) return user(id);
      const group = names.Group.get(id);
      return group === undefined ? byId(id) : { group: escapeText(group) };
    },
  };
}

/** Names by id; those that several resources share, or that no file may hold, are left out. */
function uniqueNames(type: ResourceType, resources: readonly ScimResource[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const firstIds = new Map<string, string>();
  for (const resource of resources) {
    const name = resourceName(type, resource);
    if (name === undefined || unwritable(name, true) !== undefined) continue;
    const folded = foldCase(name);
    const first = firstIds.get(folded);
    if (first === undefined) {
      firstIds.set(folded, resource.id);
      names.set(resource.id, name);
    } else names.delete(first);
  }
  return names;
}
