import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import { isPending } from '../model/special-value.ts';

/** The ids of the resources that this run created, by key. */
export type CreatedIds = ReadonlyMap<string, string>;

/** The object with the ids of created resources wherever the plan says `{"$pending": key}`. */
export function fillPending(object: JsonObject, ids: CreatedIds): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, fillValue(value, ids)]));
}

function fillValue(value: JsonValue, ids: CreatedIds): JsonValue {
  if (isPending(value)) return idOf(value.$pending, ids);
  if (isJsonArray(value)) return value.map((element) => fillValue(element, ids));
  if (isJsonObject(value)) return fillPending(value, ids);
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
