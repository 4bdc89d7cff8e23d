import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Every profile that ships with rollcall, by name. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map([GENERIC].map((profile) => [profile.name, profile]));
