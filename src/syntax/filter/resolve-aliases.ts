import { EXTENSION_ALIASES } from '../../model/attribute-table.ts';
import type { AttributePath, Filter } from './filter.ts';

/** The same filter with every alias of an extension replaced by its URN: `enterprise.department` is `urn:…:User:department`. */
export function resolveAliases(filter: Filter): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, operands: filter.operands.map(resolveAliases) };
    case 'not':
      return { ...filter, operand: resolveAliases(filter.operand) };
    case 'present':
    case 'compare':
    case 'valuePath':
      return { ...filter, path: withoutAlias(filter.path) };
    default:
      return filter satisfies never;
  }
}

/** The name of an attribute with the URN of its extension instead of an alias. */
export function withoutAlias(path: AttributePath): AttributePath {
  const schema = path.schema === undefined ? EXTENSION_ALIASES.get(path.attribute.toLowerCase()) : undefined;
  return schema === undefined || path.subAttribute === undefined ? path : { schema, attribute: path.subAttribute };
}
