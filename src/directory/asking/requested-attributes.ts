import { isExtension, RFC_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import { isJsonObject } from '../../model/json.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import { restrictedFilters } from '../../model/rules/restriction.ts';
import type { AttributePath } from '../../syntax/filter/filter.ts';
import { filterPaths } from '../../syntax/filter/filter-paths.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { printAttribute } from '../../syntax/filter/print-filter.ts';
import { resolveAliases } from '../../syntax/filter/resolve-aliases.ts';
import { findAttribute } from '../../syntax/find-attribute.ts';
import { policyFilters } from '../../syntax/policy-filters.ts';
import { judgeMembers } from './policy-groups.ts';
import { managesMembers } from './reading-targets.ts';

/** The attributes that a plan needs of each type, in the notation of RFC 7644 section 3.10. */
export type ManagedNames = Readonly<Record<ResourceType, readonly string[]>>;

/**
 * Which attributes of the service's resources a configuration is compared with: names, whether users are active,
 * whatever any entry declares, `externalId` and `members` included, and what scopes, rules for members, policies and restrictions name.
 * What is never returned is left out, and what is ignored and no key.
 */
export function managedAttributes({ users, groups, ownership, policies, restrictions }: Configuration): ManagedNames {
  const rules = groups.flatMap(({ members }) => members?.rule ?? []);
  const named = (type: ResourceType, filters: readonly string[]) =>
    [...filters, ...(ownership[type] === undefined ? [] : [ownership[type].scope])].flatMap((filter) =>
      filterPaths(resolveAliases(parseFilter(filter))).flatMap((path) => nameIn(type, path)),
    );
  const judged = (type: ResourceType) =>
    policies.flatMap((policy) =>
      policyFilters(policy).flatMap((filter) => (filter.type === type ? [filter.text] : [])),
    );
  const members = groups.some(managesMembers) || judgeMembers(policies) ? ['members'] : [];
  return {
    User: unique([
      NAME_ATTRIBUTE.User,
      'active',
      ...users.flatMap(declaredNames),
      ...named('User', [...rules, ...judged('User'), ...restrictedFilters('User', restrictions)]),
    ]),
    Group: unique([
      NAME_ATTRIBUTE.Group,
      ...groups.flatMap(declaredNames),
      ...named('Group', [...judged('Group'), ...restrictedFilters('Group', restrictions)]),
      ...members,
    ]),
  };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function declaredNames({ type, attributes, ignore }: DeclaredResource): readonly string[] {
  const paths = Object.entries(attributes).flatMap(([name, value]): readonly AttributePath[] => {
    if (!isExtension(name)) return [{ attribute: name }];
    return isJsonObject(value) ? Object.keys(value).map((attribute) => ({ schema: name, attribute })) : [];
  });
  // Whose value is ignored still says which resource is meant.
  const isNeeded = (name: string) => name === 'externalId' || !ignore.includes(name);
  return paths.flatMap((path) => nameIn(type, path)).filter(isNeeded);
}

/** The name in schema spelling where the schema is known; none for what is never returned. */
function nameIn(type: ResourceType, { schema, attribute }: AttributePath): readonly string[] {
  const table = RFC_ATTRIBUTES[type];
  const path = schema === undefined ? { attribute } : { schema, attribute };
  const found = findAttribute(table, path);
  if (found?.returned === 'never') return [];
  const isCore = schema === undefined || schema.toLowerCase() === table.schema.toLowerCase();
  const name = found?.name ?? attribute;
  return [printAttribute(isCore ? { attribute: name } : { schema, attribute: name })];
}
