import type { Policy } from '../model/policy.ts';
import { PLURAL } from '../model/resource.ts';
import type { Pointer } from '../model/span.ts';
import { filterPaths } from './filter/filter-paths.ts';
import { parseFilter } from './filter/parse-filter.ts';

/** A filter of a policy, and where it stands. */
export interface PolicyFilter {
  readonly text: string;
  readonly pointer: Pointer;
}

/** Every filter of a policy: whom it is about, what it requires and what it forbids. */
export function policyFilters({ type, filter, require, forbid, pointer }: Policy): readonly PolicyFilter[] {
  const at = (text: string, ...path: Pointer['path']): PolicyFilter => ({
    text,
    pointer: { ...pointer, path: [...pointer.path, ...path] },
  });
  return [
    ...(filter === undefined ? [] : [at(filter, PLURAL[type])]),
    ...require.map((text, index) => at(text, 'require', index)),
    ...forbid.map((text, index) => at(text, 'forbid', index)),
  ];
}

/** True for a policy whose filters name the members of groups. */
export function namesMembers(policy: Policy): boolean {
  const paths = policyFilters(policy).flatMap(({ text }) => filterPaths(parseFilter(text)));
  return policy.type === 'Group' && paths.some(({ attribute }) => attribute.toLowerCase() === 'members');
}
