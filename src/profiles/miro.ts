import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Miro. */
export const MIRO: Profile = {
  ...GENERIC,
  name: 'miro',
  title: 'Miro',
  evidence: 'documented',
  sources: ['developers.miro.com/reference/rate-limits', 'developers.miro.com/docs/scim'],
  types: {
    User: GENERIC.types.User,
    // Groups can be read and patched only.
    Group: { ...GENERIC.types.Group, create: false, rename: false, delete: 'none' },
  },
  // 8,000 members or 800 kB in one request, else 413.
  members: { ...GENERIC.members, addsPerRequest: 8000, removalsPerRequest: 8000, inCreate: false },
};
