import type { Profile } from '../../model/profile.ts';
import { GENERIC } from '../../profiles/generic.ts';

/** What people call the service of a profile; the one for all services has no name of its own. */
export function titleOf({ name, title }: Pick<Profile, 'name' | 'title'>): string {
  return name === GENERIC.name ? 'any SCIM 2.0 service' : title;
}
