import { isJsonArray, type JsonValue } from '../../model/json.ts';

/** Reads the value of an attribute that no schema defines: any will do; null and an empty array mean unassigned. */
export function readUnknown(value: JsonValue): JsonValue | undefined {
  return value === null || (isJsonArray(value) && value.length === 0) ? undefined : value;
}
