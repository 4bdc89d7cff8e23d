import type {
  DeclaredGroup,
  DeclaredMember,
  DeclaredResource,
  DeclaredUser,
  MemberTarget,
} from '../../model/configuration.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../model/json.ts';
import { foldCase, type ResourceType } from '../../model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { isUserReference } from '../../model/special-value.ts';
import type { FileResources } from '../resources/read-resources.ts';

/** Entries without their references to some others, and how many those were. */
export interface WithoutReferences {
  readonly resources: FileResources;
  readonly members: number;
  readonly managers: number;
  /** Whom they named, each once, in the order of the files. */
  readonly names: readonly string[];
}

/**
 * Leaves out members who are not to be here, and omits such managers, who are then left alone; a member who is to go, or
 * whose time is over, still goes.
 * @param isOver whether the moment of a `$expires` has come
 */
export function withoutReferences(
  { users, groups }: FileResources,
  leftOut: readonly DeclaredResource[],
  isOver: (expires: string | undefined) => boolean,
): WithoutReferences {
  const isLeftOut = leftOutTest(leftOut);
  const names = new Set<string>();
  const counts = { members: 0, managers: 0 };
  const note = (target: MemberTarget, of: keyof typeof counts): boolean => {
    const name = isLeftOut(target);
    if (name === undefined) return true;
    names.add(name);
    counts[of] += 1;
    return false;
  };
  const stays = ({ state, expires, target }: DeclaredMember): boolean =>
    state === 'absent' || isOver(expires) || note(target, 'members');
  const resources = {
    users: users.map((user) => withoutManager(user, (target) => note(target, 'managers'))),
    groups: groups.map((group) => withoutMembers(group, stays)),
  };
  return { resources, ...counts, names: [...names] };
}

/** The name of the left out entry that a reference means; undefined for all others. */
function leftOutTest(leftOut: readonly DeclaredResource[]): (target: MemberTarget) => string | undefined {
  const names: Readonly<Record<ResourceType, Map<string, string>>> = { User: new Map(), Group: new Map() };
  const ids = new Map<string, string>();
  for (const { type, name, id } of leftOut) {
    names[type].set(foldCase(name), name);
    if (id !== undefined) ids.set(id, name);
  }
  return (target) => {
    if (target.by === 'id') return ids.get(target.id);
    return names[target.by === 'user' ? 'User' : 'Group'].get(foldCase(target.name));
  };
}

type IsKept = (target: MemberTarget) => boolean;

function withoutMembers(group: DeclaredGroup, stays: (member: DeclaredMember) => boolean): DeclaredGroup {
  const { members } = group;
  if (members === undefined) return group;
  return { ...group, members: { ...members, entries: members.entries.filter(stays) } };
}

function withoutManager(user: DeclaredUser, isKept: IsKept): DeclaredUser {
  const extension = user.attributes[ENTERPRISE_USER_SCHEMA];
  const target = isJsonObject(extension) ? managerOf(extension) : undefined;
  if (!isJsonObject(extension) || target === undefined || isKept(target)) return user;
  // Rules and policies see whom the file names; the service is not sent it.
  const isAlone = Object.keys(extension).length === 1;
  const path = isAlone ? ENTERPRISE_USER_SCHEMA : `${ENTERPRISE_USER_SCHEMA}:manager`;
  return { ...user, omit: [...(user.omit ?? []), path] };
}

function managerOf(extension: JsonObject): MemberTarget | undefined {
  const { manager } = extension;
  if (!isJsonObject(manager)) return undefined;
  const { value } = manager;
  if (isUserReference(value)) return { by: 'user', name: value.$user };
  const id = stringAt(manager, 'value');
  return id === undefined ? undefined : { by: 'id', id };
}
