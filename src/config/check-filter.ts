import { type AttributeTable, EXTENSION_ALIASES } from '../model/attribute-table.ts';
import type { AttributePath, Filter } from '../syntax/filter.ts';
import { filterPaths } from '../syntax/filter-paths.ts';
import { findAttribute } from '../syntax/find-attribute.ts';
import { printAttribute } from '../syntax/print-filter.ts';
import { withoutAlias } from '../syntax/resolve-aliases.ts';
import type { Problem } from './problem.ts';
import * as problems from './problems.ts';

/** What is wrong with the attributes that a filter names; extensions that no table knows are the service's to know. */
export function checkFilter(filter: Filter, table: AttributeTable, owner: 'users' | 'groups'): Problem | undefined {
  for (const written of filterPaths(filter)) {
    const name = printAttribute(written);
    const path = withoutAlias(written);
    const found = findAttribute(table, path);
    if (found === undefined && isDescribed(path, table)) {
      return problems.unknownInFilter(name, owner, [...knownNames(table)]);
    }
    if (found?.returned === 'never') return problems.unreadableInFilter(name);
  }
  return undefined;
}

function isDescribed({ schema }: AttributePath, table: AttributeTable): boolean {
  const folded = schema?.toLowerCase();
  return folded === undefined || folded === table.schema.toLowerCase() || table.extensions.has(folded);
}

function* knownNames(table: AttributeTable): Generator<string> {
  for (const { name, subAttributes = [] } of table.core.values()) {
    yield name;
    for (const sub of subAttributes) yield `${name}.${sub.name}`;
  }
  for (const [alias, urn] of EXTENSION_ALIASES) {
    for (const { name } of table.extensions.get(urn.toLowerCase())?.attributes.values() ?? []) yield `${alias}.${name}`;
  }
}
