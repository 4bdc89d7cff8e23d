import { type AttributeTable, EXTENSION_ALIASES } from '../../model/attribute-table.ts';
import type { AttributePath, Filter } from '../../syntax/filter/filter.ts';
import { filterPaths } from '../../syntax/filter/filter-paths.ts';
import { printAttribute } from '../../syntax/filter/print-filter.ts';
import { withoutAlias } from '../../syntax/filter/resolve-aliases.ts';
import { findAttribute } from '../../syntax/find-attribute.ts';
import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';

/** What a filter looks at: resources as the service holds them, or as a plan will leave them. */
export type FilterSubject = 'current' | 'planned';

/** What is wrong with the attributes that a filter names; extensions that no table knows are the service's to know. */
export function checkFilter(
  filter: Filter,
  table: AttributeTable,
  owner: 'users' | 'groups',
  subject: FilterSubject,
): Problem | undefined {
  for (const written of filterPaths(filter)) {
    const name = printAttribute(written);
    const path = withoutAlias(written);
    const found = findAttribute(table, path);
    if (found === undefined && isDescribed(path, table)) {
      return problems.unknownInFilter(name, owner, [...knownNames(table)]);
    }
    if (found?.returned === 'never') return problems.unreadableInFilter(name);
    if (subject === 'planned' && namesGroups(path, table)) return problems.groupsInFilter(name);
  }
  return undefined;
}

/** The groups of a user are what a plan changes, so that who matches would change with it, and again with the next. */
function namesGroups({ subAttribute: _any, ...path }: AttributePath, table: AttributeTable): boolean {
  const groups = table.core.get('groups');
  return groups !== undefined && findAttribute(table, path) === groups;
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
