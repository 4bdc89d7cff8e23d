import type { ResourceType } from '../../model/resource.ts';
import { evaluate } from '../../syntax/filter/evaluate.ts';
import type { AttributePath, Filter } from '../../syntax/filter/filter.ts';
import { printFilter } from '../../syntax/filter/print-filter.ts';
import type { Query } from '../http/query.ts';
import { MEMBERS } from '../service-rules.ts';
import { groupsOf, idByUnique, idsOf, membersOf, type Store } from '../store/store.ts';
import { excluding, type Projection } from './attribute-projection.ts';
import { checkFilter } from './check-filter.ts';
import { represent, type View } from './represent.ts';
import { innerId, innerIds } from './resource-ids.ts';
import { sortIds } from './sort-resources.ts';

/** What the last query of each kind found, so that the pages of one listing are not searched for anew. */
export type QueryCache = Map<string, { readonly key: string; readonly ids: readonly string[] }>;

/**
 * The ids of the resources that a query asks for, all pages of them, in order.
 * @throws ScimError 400 invalidFilter
 */
export function findResources(
  view: View,
  cache: QueryCache,
  types: readonly ResourceType[],
  query: Query,
): readonly string[] {
  if (query.filter === undefined && query.sort === undefined) {
    return types.flatMap((type) => visible(view.store, type, idsOf(view.store, type), false));
  }
  const filter = query.filter === undefined ? '' : printFilter(query.filter);
  const key = JSON.stringify([view.store.revision, filter, query.sort]);
  const known = cache.get(types.join());
  if (known?.key === key) return known.ids;
  const found = types.flatMap((type) => findOfType(view, type, query.filter, types.length === 1));
  const ids = query.sort === undefined ? found : sortIds(view, found, query.sort);
  cache.set(types.join(), { key, ids });
  return ids;
}

/** @param strict whether a name that no schema knows is an error; across types it is only unassigned (RFC 7644 section 3.4.2.1) */
function findOfType(view: View, type: ResourceType, filter: Filter | undefined, strict: boolean): readonly string[] {
  if (filter === undefined) return visible(view.store, type, idsOf(view.store, type), false);
  if (strict) checkFilter(view.store.service.types[type], filter, view.store.service.rules.filter);
  const operands = filter.kind === 'and' ? filter.operands : [filter];
  const looked = operands.map((operand) => lookUp(view.store, type, operand));
  const rest = operands.filter((_, index) => looked[index] === undefined);
  const sets = looked.filter((ids) => ids !== undefined);
  const [first, ...others] = sets;
  const candidates = first === undefined ? idsOf(view.store, type) : [...first];
  const found = candidates.filter((id) => others.every((other) => other.has(id)));
  const ids = visible(view.store, type, found, true);
  return rest.length === 0 ? ids : evaluateEach(view, type, ids, rest);
}

/** The ids without those of inactive resources that the service does not show. */
function visible(store: Store, type: ResourceType, ids: readonly string[], isFiltered: boolean): readonly string[] {
  const { inactive } = store.service.rules.types[type];
  if (inactive === 'shown' || (inactive === 'shownByFilter' && isFiltered)) return ids;
  return ids.filter((id) => store.resources.get(id)?.attributes['active'] !== false);
}

function evaluateEach(
  view: View,
  type: ResourceType,
  ids: readonly string[],
  operands: readonly Filter[],
): readonly string[] {
  const { evaluation } = view.store.service.types[type];
  const projection = projectionFor(operands);
  return ids.filter((id) => {
    const resource = view.store.resources.get(id);
    if (resource === undefined) return false;
    const shown = represent(view, resource, projection);
    return operands.every((operand) => evaluate(operand, shown, evaluation));
  });
}

/** Long attributes are left out unless a filter names them. */
function projectionFor(operands: readonly Filter[]): Projection {
  const named = new Set(operands.flatMap(attributesIn));
  return excluding([MEMBERS, 'groups'].filter((name) => !named.has(name)));
}

function attributesIn(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.flatMap(attributesIn);
    case 'not':
      return attributesIn(filter.operand);
    case 'valuePath':
    case 'present':
    case 'compare':
      return [filter.path.attribute.toLowerCase()];
  }
}

/** Answers an equality from an index; undefined where there is none. Exact: the filter need not be evaluated again. */
function lookUp(store: Store, type: ResourceType, filter: Filter): ReadonlySet<string> | undefined {
  const equality = equalityIn(filter);
  if (equality === undefined) return undefined;
  const { path, value } = equality;
  const name = path.attribute.toLowerCase();
  if (path.schema !== undefined && path.schema.toLowerCase() !== store.service.types[type].table.schema.toLowerCase())
    return undefined;
  const isValue = path.subAttribute === undefined || path.subAttribute.toLowerCase() === 'value';
  const { ids } = store.service.rules;
  if (isValue && name === MEMBERS && type === 'Group') {
    return new Set(innerIds(ids, value).flatMap((id) => [...groupsOf(store, id)]));
  }
  if (isValue && name === 'groups' && type === 'User') {
    return ofType(store, type, membersOf(store, innerId(ids, 'Group', value)));
  }
  if (path.subAttribute !== undefined) return undefined;
  if (name === 'id') return ofType(store, type, [innerId(ids, type, value)]);
  const unique = store.service.types[type].unique.find((definition) => definition.name.toLowerCase() === name);
  if (unique === undefined || store.service.rules.filter.caseSensitive || store.service.rules.sharedNames)
    return undefined;
  const id = idByUnique(store, type, unique.name, value);
  return new Set(id === undefined ? [] : [id]);
}

/** `path eq "value"`, also in the spelling `path[value eq "value"]`. */
function equalityIn(filter: Filter): { readonly path: AttributePath; readonly value: string } | undefined {
  const compared = filter.kind === 'valuePath' ? filter.filter : filter;
  if (compared.kind !== 'compare' || compared.op !== 'eq' || typeof compared.value !== 'string') return undefined;
  if (filter.kind !== 'valuePath') return { path: compared.path, value: compared.value };
  const { schema, attribute, subAttribute } = compared.path;
  const isValue = schema === undefined && subAttribute === undefined && attribute.toLowerCase() === 'value';
  return isValue ? { path: { ...filter.path, subAttribute: 'value' }, value: compared.value } : undefined;
}

function ofType(store: Store, type: ResourceType, ids: Iterable<string>): ReadonlySet<string> {
  return new Set([...ids].filter((id) => store.resources.get(id)?.type === type));
}
