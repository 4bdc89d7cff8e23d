import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { isPending } from '../../model/special-value.ts';

/** The keys of all resources whose ids a value waits for. */
export function pendingKeys(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null || typeof value !== 'object') return [];
  if (isJsonArray(value)) return value.flatMap(pendingKeys);
  if (isPending(value)) return [value.$pending];
  return Object.values(value).flatMap(pendingKeys);
}
