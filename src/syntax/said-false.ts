import type { JsonValue } from '../model/json.ts';

/** `false`, and "False" of services that write booleans as strings. */
export function isSaidFalse(value: JsonValue | undefined): boolean {
  return value === false || (typeof value === 'string' && value.toLowerCase() === 'false');
}
