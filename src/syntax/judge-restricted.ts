import type { AttributeTable } from '../model/attribute-table.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { foldCase, type ResourceType } from '../model/resource.ts';
import type { Restriction } from '../model/rules/restriction.ts';
import { truthOf } from './filter/evaluate.ts';
import type { Filter } from './filter/filter.ts';
import { filterRules } from './filter/filter-rules.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { resolveAliases } from './filter/resolve-aliases.ts';
import { heldProperty } from './property.ts';

/** Why a file may not declare a resource: the filter that does not hold, or of which nobody can tell. */
export interface Breach {
  readonly truth: false | 'unknown';
  readonly filter: string;
}

/** Whether restrictions let a file declare a resource, whose manager goes by userName; undefined where all do. */
export type JudgeRestricted = (
  restrictions: readonly Restriction[],
  type: ResourceType,
  resource: JsonObject,
) => Breach | undefined;

/**
 * A judge by the restrictions' filters, each of which is read once.
 * @param tables what is known of attributes
 * @param foldsCase dotted names of further attributes whose case does not matter
 */
export function restrictedJudge(
  tables: Readonly<Record<ResourceType, AttributeTable>>,
  foldsCase: readonly string[] = [],
): JudgeRestricted {
  const rules = {
    User: filterRules('User', tables.User, foldsCase),
    Group: filterRules('Group', tables.Group, foldsCase),
  };
  const parsed = new Map<string, Filter>();
  const filterOf = (text: string): Filter => {
    const known = parsed.get(text) ?? resolveAliases(parseFilter(text));
    parsed.set(text, known);
    return known;
  };
  return (restrictions, type, resource) => {
    const breaches = restrictions.flatMap(({ filters }): readonly Breach[] => {
      const filter = filters[type];
      const truth = filter === undefined || truthOf(filterOf(filter), resource, rules[type]);
      return truth === true || filter === undefined ? [] : [{ truth, filter }];
    });
    return breaches.find(({ truth }) => truth === false) ?? breaches[0];
  };
}

/** The addresses that a user goes by, folded: e-mail values, and a userName, which often is one. */
export function addressesOf(user: JsonObject): readonly string[] {
  const userName = heldProperty(user, 'userName');
  const emails = emailElements(user).map(({ value }) => value);
  return [...new Set([...emails, ...(typeof userName === 'string' ? [foldAddress(userName)] : [])])];
}

/** The e-mail values of a user, folded, each with its place in the list. */
export function emailElements(user: JsonObject): readonly { readonly value: string; readonly index: number }[] {
  const emails = heldProperty(user, 'emails') ?? [];
  const elements: readonly JsonValue[] = isJsonArray(emails) ? emails : [emails];
  return elements.flatMap((element, index) => {
    const value = isJsonObject(element) ? heldProperty(element, 'value') : element;
    return typeof value === 'string' && value.trim() !== '' ? [{ value: foldAddress(value), index }] : [];
  });
}

function foldAddress(text: string): string {
  return foldCase(text.trim());
}
