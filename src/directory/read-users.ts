import type { Configuration } from '../model/configuration.ts';
import { isJsonObject } from '../model/json.ts';
import type { ScimResource } from '../model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../model/schemas/enterprise-user.ts';
import { propertyOf } from '../syntax/property.ts';
import { keysToLookUp } from './asking/keys.ts';
import { judgeMembers } from './asking/policy-groups.ts';
import { managesMembers } from './asking/reading-targets.ts';
import { type Reference, referencesOf } from './asking/references-of.ts';
import { readAllOfType } from './read-all-of-type.ts';
import type { ReadGroups } from './read-groups.ts';
import type { ReadOptions } from './read-options.ts';
import type { Reader, ReadResources } from './reader.ts';

/** Reads the users: all of them, or those that the configuration may mean and those that a plan may name. */
export function readUsers(
  { configuration, managed }: ReadOptions,
  groups: Promise<ReadGroups>,
  reader: Reader,
): Promise<ReadResources> {
  const mayLookUp = configuration !== undefined && !needsEverybody(configuration, reader);
  const showsManagers = managed?.User.includes(`${ENTERPRISE_USER_SCHEMA}:manager`) === true;
  return readAllOfType(
    {
      type: 'User',
      ...(mayLookUp ? keysToLookUp('User', configuration) : {}),
      members: 'hidden',
      referredTo: async (found) =>
        new Set([...(showsManagers ? managersOf(found) : []), ...membersOf(await groups, configuration, reader)]),
    },
    reader,
  );
}

/** Who is in a group can only be found out by asking for everybody's groups, if the group is declared as an exact list or judged by a policy. */
function needsEverybody({ groups, policies }: Configuration, { profile }: Reader): boolean {
  // Whoever is a member must be known with what the policy asks of members.
  if (policies.some(({ members }) => members !== undefined)) return true;
  const isExact = groups.some((group) => managesMembers(group) && group.members?.mode === 'exact');
  return profile.read.members === 'groupsByUser' && (isExact || judgeMembers(policies));
}

function managersOf(users: readonly ScimResource[]): readonly string[] {
  return users.flatMap((user) => {
    const enterprise = propertyOf(user, ENTERPRISE_USER_SCHEMA);
    const manager = isJsonObject(enterprise) ? propertyOf(enterprise, 'manager') : undefined;
    const id = isJsonObject(manager) ? propertyOf(manager, 'value') : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}

/** Members that are declared by id, and members of exact lists, whom a plan shows by name if it removes them. */
function membersOf(
  { targets, resources }: ReadGroups,
  configuration: Configuration | undefined,
  { profile }: Reader,
): readonly string[] {
  const entries = (configuration?.groups ?? []).flatMap(({ members }) => members?.entries ?? []);
  const byId = entries.flatMap(({ target }) => (target.by === 'id' ? [target.id] : []));
  const exact = targets.filter(({ declared }) => declared.members?.mode === 'exact');
  const held =
    profile.read.members === 'listed' ? exact.flatMap(({ current }) => referencesOf(current, 'members')) : [];
  const groups = new Set(resources.map(({ id }) => id));
  const isUser = ({ id, type }: Reference) => type === 'user' || (type !== 'group' && !groups.has(id));
  return [...byId.filter((id) => !groups.has(id)), ...held.filter(isUser).map(({ id }) => id)];
}
