import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Change } from '../../model/plan.ts';
import { isPending, type Pending } from '../../model/special-value.ts';

/** The ids of the resources that this run created, by key. */
export type CreatedIds = ReadonlyMap<string, string>;

/** The object with the ids of created resources wherever the plan says `{"$pending": key}`; all must be known. */
export function fillPending(object: JsonObject, ids: CreatedIds): JsonObject {
  return fillObject(object, ({ $pending }) => idOf($pending, ids));
}

/** Likewise, but what is not known yet stays as it is. */
export function fillKnown(object: JsonObject, ids: CreatedIds): JsonObject {
  return fillObject(object, (pending) => ids.get(pending.$pending) ?? pending);
}

type Fill = (pending: Pending) => JsonValue;

function fillObject(object: JsonObject, fill: Fill): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, fillValue(value, fill)]));
}

function fillValue(value: JsonValue, fill: Fill): JsonValue {
  if (isPending(value)) return fill(value);
  if (isJsonArray(value)) return value.map((element) => fillValue(element, fill));
  if (isJsonObject(value)) return fillObject(value, fill);
  return value;
}

/** The id of the resource that a change is about, which a create learns from the service. */
export function resourceId(change: Change, ids: CreatedIds): string {
  return change.resource.id ?? idOf(change.key, ids);
}

function idOf(key: string, ids: CreatedIds): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The plan uses the id of ${key} before anything creates it.`);
  return id;
}
