import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Atlassian Guard (formerly Access). */
export const ATLASSIAN: Profile = {
  ...GENERIC,
  name: 'atlassian',
  title: 'Atlassian Guard',
  evidence: 'documented',
  sources: [
    'developer.atlassian.com/cloud/admin/user-provisioning/rest',
    'support.atlassian.com: how to fetch all users',
  ],
  read: { ...GENERIC.read, pageSize: 100, filters: { User: ['userName', 'externalId'], Group: ['displayName'] } },
  types: {
    User: {
      ...GENERIC.types.User,
      delete: 'deactivates',
      hidesInactive: true,
      notes: {
        delete: 'Atlassian deactivates the user, who is then answered as not found',
        deactivate: 'Atlassian answers a deactivated user as not found',
      },
    },
    // Renaming groups is not supported.
    Group: { ...GENERIC.types.Group, rename: false },
  },
};
