import { PLURAL, type ResourceType } from '../model/resource.ts';
import type { Policy } from '../model/rules/policy.ts';
import type { Pointer } from '../model/span.ts';
import { filterPaths } from './filter/filter-paths.ts';
import { parseFilter } from './filter/parse-filter.ts';

/** A filter of a policy, and where it stands. */
export interface PolicyFilter {
  /** The resources that it is about: those of the policy, or the members of its groups. */
  readonly type: ResourceType;
  readonly text: string;
  readonly pointer: Pointer;
}

/** Every filter of a policy: whom it is about, what it requires and what it forbids. */
export function policyFilters({ type, filter, require, forbid, members, pointer }: Policy): readonly PolicyFilter[] {
  const at = (text: string, ...path: Pointer['path']): PolicyFilter => ({
    type,
    text,
    pointer: { ...pointer, path: [...pointer.path, ...path] },
  });
  return [
    ...(filter === undefined ? [] : [at(filter, PLURAL[type])]),
    ...require.map((text, index) => at(text, 'require', index)),
    ...forbid.map((text, index) => at(text, 'forbid', index)),
    ...(members === undefined ? [] : [{ ...at(members, 'members'), type: 'User' as const }]),
  ];
}

/** True for a policy whose filters name the members of groups. */
export function namesMembers(policy: Policy): boolean {
  const own = policyFilters(policy).filter(({ type }) => type === 'Group');
  const paths = own.flatMap(({ text }) => filterPaths(parseFilter(text)));
  return policy.type === 'Group' && paths.some(({ attribute }) => attribute.toLowerCase() === 'members');
}
