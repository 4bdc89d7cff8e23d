import type { DeclaredGroup, DeclaredMember, DeclaredResource, DeclaredUser } from '../../model/configuration.ts';
import type { Drift } from '../../model/drift.ts';
import { isJsonObject } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { isUserReference } from '../../model/special-value.ts';

/** New names by the folded old ones. */
export type Renames = Readonly<Record<ResourceType, ReadonlyMap<string, string>>>;

/** Whom the service calls otherwise than their entries do. */
export function renamesIn(drifts: readonly Drift[]): Renames {
  const renames = { User: new Map<string, string>(), Group: new Map<string, string>() };
  for (const { declared, attributes } of drifts) {
    const { type, name } = declared;
    for (const { schema, name: attribute, differences } of attributes) {
      const [first] = differences;
      if (schema !== undefined || attribute !== NAME_ATTRIBUTE[type] || first?.kind !== 'set') continue;
      if (typeof first.value === 'string') renames[type].set(foldCase(name), first.value);
    }
  }
  return renames;
}

/** The new name of a member that is named by an old one. */
export function renamedMember({ target }: DeclaredMember, renames: Renames): string | undefined {
  if (target.by === 'id') return undefined;
  return renames[target.by === 'user' ? 'User' : 'Group'].get(foldCase(target.name));
}

/** The new name of the manager, where that is somebody by an old one. */
export function renamedManager({ attributes }: DeclaredUser, renames: Renames): string | undefined {
  const enterprise = attributes[ENTERPRISE_USER_SCHEMA];
  const manager = isJsonObject(enterprise) ? enterprise['manager'] : undefined;
  const value = isJsonObject(manager) ? manager['value'] : undefined;
  return isUserReference(value) ? renames.User.get(foldCase(value.$user)) : undefined;
}

/** Entries that refer to somebody by an old name. */
export function referringTo(
  renames: Renames,
  users: readonly DeclaredUser[],
  groups: readonly DeclaredGroup[],
): readonly DeclaredResource[] {
  if (renames.User.size + renames.Group.size === 0) return [];
  return [
    ...users.filter((user) => renamedManager(user, renames) !== undefined),
    ...groups.filter(({ members }) => members?.entries.some((entry) => renamedMember(entry, renames) !== undefined)),
  ];
}
