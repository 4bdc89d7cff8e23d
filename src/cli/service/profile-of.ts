import type { ServiceSettings } from '../../model/configuration.ts';
import type { Profile } from '../../model/profile.ts';
import { effectiveProfile } from '../../profiles/effective-profile.ts';
import { PROFILES } from '../../profiles/profiles.ts';

/** The profile that a project names, with what its `service.dialect` overrides. Only for projects that are valid. */
export function profileOf({ profile: name, dialect }: ServiceSettings): Profile {
  const profile = PROFILES.get(name);
  if (profile === undefined) throw new Error(`A valid project names the profile ${name}, which does not exist.`);
  return effectiveProfile(profile, dialect);
}
