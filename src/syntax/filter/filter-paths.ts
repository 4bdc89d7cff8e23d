import type { AttributePath, Filter } from './filter.ts';
import { withoutAlias } from './resolve-aliases.ts';

/** Every attribute that a filter names; inside a value path as a sub-attribute of its attribute. */
export function filterPaths(filter: Filter): readonly AttributePath[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.flatMap(filterPaths);
    case 'not':
      return filterPaths(filter.operand);
    case 'valuePath':
      return filterPaths(filter.filter).map(({ attribute }) => ({
        // Behind an alias, a name of an extension stands where a sub-attribute does.
        ...withoutAlias(filter.path),
        subAttribute: attribute,
      }));
    case 'present':
    case 'compare':
      return [filter.path];
    default:
      return filter satisfies never;
  }
}
