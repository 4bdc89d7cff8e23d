import type { ServiceSettings } from '../model/configuration.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Profile } from '../model/profile.ts';
import { PROFILES } from '../profiles/profiles.ts';
import { UsageError } from './usage-error.ts';

/**
 * The profile that a project names, with what `service.dialect` overrides.
 * Throws UsageError where an override is of a value that no profile has, or of another kind.
 */
export function profileOf({ profile: name, dialect }: ServiceSettings): Profile {
  const profile = PROFILES.get(name);
  if (profile === undefined) throw new Error(`The project names the profile ${name}, which does not exist.`);
  // A profile is JSON throughout, and an override keeps the kind of every value.
  return override(JSON.parse(JSON.stringify(profile)), dialect, 'service.dialect') as unknown as Profile;
}

function override(base: JsonObject, overrides: JsonObject, at: string): JsonObject {
  const entries = Object.entries(overrides).map(([name, value]) => {
    const [old, path] = [base[name], `${at}.${name}`];
    if (old === undefined) throw badOverride(path, `there is no such value; there are ${Object.keys(base).join(', ')}`);
    if (kindOf(old) !== kindOf(value)) throw badOverride(path, `it must be a ${kindOf(old)}`);
    return [name, isJsonObject(old) && isJsonObject(value) ? override(old, value, path) : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function kindOf(value: JsonValue): string {
  if (isJsonArray(value)) return 'list';
  return isJsonObject(value) ? 'map' : typeof value;
}

function badOverride(path: string, reason: string): UsageError {
  return new UsageError(`${path} in rollcall.yaml cannot be used: ${reason}.`, 'Correct it, or leave it out.');
}
