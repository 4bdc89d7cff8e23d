import type { Configuration, DeclaredGroup } from '../../model/configuration.ts';
import { foldCase, type ScimResource } from '../../model/resource.ts';
import type { Policy } from '../../model/rules/policy.ts';
import { namesMembers } from '../../syntax/policy-filters.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { pairs, type Target, wholeGroup } from './reading-targets.ts';
import { referencesOf } from './references-of.ts';

/** True where members decide whether policies hold, so that they must be read although nothing changes them. */
export function judgeMembers(policies: readonly Policy[]): boolean {
  return policies.some((policy) => judgesDeclared(policy) || policy.exclusive.length > 0);
}

/** True for a group whose own members some policy looks at: policies are about declared groups. */
export function isJudged({ state }: DeclaredGroup, policies: readonly Policy[]): boolean {
  return state === 'present' && policies.some(judgesDeclared);
}

function judgesDeclared(policy: Policy): boolean {
  const { members, minMembers, maxMembers } = policy;
  return members !== undefined || minMembers !== undefined || maxMembers !== undefined || namesMembers(policy);
}

/** The current groups of which every member is to be read for a policy about their own members. */
export function judgedGroups({ groups, policies }: Configuration, current: readonly ScimResource[]): readonly Target[] {
  const judged = groups.filter((group) => isJudged(group, policies));
  return [...new Set(pairs(judged, current).map((pair) => pair.current))].map(wholeGroup);
}

/** The same for groups that exclude each other, declared or not, and for all that are or will be within them. */
export function exclusiveGroups(
  { groups, policies }: Configuration,
  current: readonly ScimResource[],
): readonly Target[] {
  const exclusive = policies.flatMap((policy) => policy.exclusive);
  if (exclusive.length === 0) return [];
  const entries = groups.flatMap(({ members }) => members?.entries ?? []);
  const nested = entries.flatMap(({ target }) => (target.by === 'group' ? [target.name] : []));
  const names = new Set([...exclusive, ...nested].map(foldCase));
  const ids = new Set(entries.flatMap(({ target }) => (target.by === 'id' ? [target.id] : [])));
  const named = groups.filter(({ name, state }) => state === 'present' && names.has(foldCase(name)));
  const roots = [
    ...pairs(named, current).map((pair) => pair.current),
    ...current.filter((group) => ids.has(group.id) || names.has(foldCase(resourceName('Group', group) ?? ''))),
  ];
  return [...withNested(roots, current)].map(wholeGroup);
}

/** Groups and those within them, however deep. */
function withNested(roots: readonly ScimResource[], current: readonly ScimResource[]): ReadonlySet<ScimResource> {
  const byId = new Map(current.map((group) => [group.id, group]));
  const found = new Set(roots);
  // A set that grows is gone through to its new end.
  for (const group of found) {
    for (const { id } of referencesOf(group, 'members')) {
      const nested = byId.get(id);
      if (nested !== undefined) found.add(nested);
    }
  }
  return found;
}
