import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Zoom. Changes of a user who has not accepted the invitation are answered 200 and dropped. */
export const ZOOM: Profile = {
  ...GENERIC,
  name: 'zoom',
  title: 'Zoom',
  evidence: 'documented',
  sources: ['developers.zoom.us/docs/api/scim2.md', 'SailPoint: Zoom API behavior'],
  types: {
    // PATCH activates and deactivates only. PUT is partial ("only include fields you want to change"), which no other service does.
    User: { ...GENERIC.types.User, update: ['active'], rename: false },
    Group: GENERIC.types.Group,
  },
  // The body of a group may have 100,000 characters.
  members: { ...GENERIC.members, addsPerRequest: 1000 },
};
