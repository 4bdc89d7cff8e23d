import { isExtension, RFC_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { Configuration, DeclaredResource } from '../../model/configuration.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
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
      ...declaredNames('User', users),
      ...named('User', [...rules, ...judged('User'), ...restrictedFilters('User', restrictions)]),
      // Whose an address is must be known, also where an entry ignores what becomes of its own.
      ...(restrictedFilters('User', restrictions).length > 0 ? ['emails'] : []),
    ]),
    Group: unique([
      NAME_ATTRIBUTE.Group,
      ...declaredNames('Group', groups),
      ...named('Group', [...judged('Group'), ...restrictedFilters('Group', restrictions)]),
      ...members,
    ]),
  };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** What any entry declares and neither ignores nor omits, each name once: many entries have few names between them. */
function declaredNames(type: ResourceType, resources: readonly DeclaredResource[]): Iterable<string> {
  const namesOf = printedOnce(type);
  const found = new Set<string>();
  const whole = new Set<string>();
  for (const { attributes, ignore, omit = [] } of resources) {
    const left = omit.length === 0 ? ignore : [...ignore, ...omit];
    for (const name in attributes) {
      if (whole.has(name) || omit.includes(name)) continue;
      addBelow(name, attributes[name], namesOf, (names) => addNames(names, left, found));
      // Nothing of it is left to be found in another entry.
      if (left.length === 0 && !isExtension(name)) whole.add(name);
    }
  }
  return found;
}

/** Adds the names of an attribute, or of what an extension holds. */
function addBelow(
  name: string,
  value: JsonValue | undefined,
  namesOf: NamesOf,
  add: (names: readonly string[]) => void,
): void {
  if (!isExtension(name)) add(namesOf(undefined, name));
  else if (isJsonObject(value)) for (const inner in value) add(namesOf(name, inner));
}

function addNames(names: readonly string[], left: readonly string[], found: Set<string>): void {
  // Whose value is ignored still says which resource is meant.
  for (const name of names) if (name === 'externalId' || !left.includes(name)) found.add(name);
}

type NamesOf = (schema: string | undefined, attribute: string) => readonly string[];

/** `nameIn`, which works each name out once. */
function printedOnce(type: ResourceType): NamesOf {
  const printed = new Map<string, Map<string, readonly string[]>>();
  return (schema, attribute) => {
    const known = printed.get(schema ?? '') ?? new Map<string, readonly string[]>();
    const printedBefore = known.get(attribute);
    if (printedBefore !== undefined) return printedBefore;
    const names = nameIn(type, schema === undefined ? { attribute } : { schema, attribute });
    printed.set(schema ?? '', known.set(attribute, names));
    return names;
  };
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
