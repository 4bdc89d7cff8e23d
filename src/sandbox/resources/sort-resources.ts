import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { AttributePath } from '../../syntax/filter/filter.ts';
import { propertyOf, schemaContainer } from '../../syntax/property.ts';
import { excluding } from './attribute-projection.ts';
import { isPrimary } from './read-value.ts';
import { represent, type View } from './represent.ts';

type Key = string | number | boolean;

/** Nobody sorts by these, and they can be long. */
const SORTABLE = excluding(['members', 'groups']);

/**
 * Sorts resources by an attribute (RFC 7644 section 3.4.2.3): resources without it come last, or first in descending order;
 * of several values the primary one counts, else the first.
 */
export function sortIds(
  view: View,
  ids: readonly string[],
  sort: { readonly path: AttributePath; readonly descending: boolean },
): readonly string[] {
  const keyed = ids.map((id) => ({ id, key: keyOf(view, id, sort.path) }));
  const direction = sort.descending ? -1 : 1;
  return keyed.sort((left, right) => direction * compareKeys(left.key, right.key)).map(({ id }) => id);
}

function keyOf(view: View, id: string, path: AttributePath): Key | undefined {
  const resource = view.store.resources.get(id);
  if (resource === undefined) return undefined;
  const value = valueAt(represent(view, resource, SORTABLE), path);
  if (typeof value === 'string') {
    const { caseExact, isDateTime } = view.store.service.types[resource.type].evaluation;
    if (isDateTime(path)) return Date.parse(value);
    return caseExact(path) ? value : value.toLowerCase();
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function valueAt(resource: JsonObject, path: AttributePath): JsonValue | undefined {
  const container = schemaContainer(resource, path.schema);
  const value = container === undefined ? undefined : propertyOf(container, path.attribute);
  const single = isJsonArray(value) ? (value.find(isPrimary) ?? value[0]) : value;
  return isJsonObject(single) ? propertyOf(single, path.subAttribute ?? 'value') : single;
}

function compareKeys(left: Key | undefined, right: Key | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -1 : 1;
}
