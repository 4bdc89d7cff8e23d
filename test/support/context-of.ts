import type { Profile } from '../../src/model/profile.ts';
import { type Context, planContext } from '../../src/plan/context.ts';

/** What plans are made by on a service that does not describe itself. */
export function contextOf(profile: Profile): Context {
  return planContext(profile, [], 'https://scim.example.com', undefined);
}
