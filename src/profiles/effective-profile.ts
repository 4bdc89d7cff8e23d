import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Profile } from '../model/profile.ts';

/**
 * A profile with the project's overrides (`service.dialect`) on top, merged by RFC 7396 except that nothing is deleted.
 * @param overrides checked against the schema of `service.dialect` when the project was read
 */
export function effectiveProfile(profile: Profile, overrides: JsonObject): Profile {
  return withOverrides(profile, overrides);
}

/** An object with overrides on top, object by object (RFC 7396 except that nothing is deleted). */
export function withOverrides<T extends object>(base: T, overrides: JsonObject): T {
  const entries = Object.entries(base).map(([name, value]: [string, unknown]) => [name, over(value, overrides[name])]);
  return { ...base, ...overrides, ...Object.fromEntries(entries) };
}

function over(value: unknown, override: JsonValue | undefined): unknown {
  if (override === undefined) return value;
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord && isJsonObject(override) ? withOverrides(value, override) : override;
}
