import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** GitHub Enterprise Cloud with managed users, and GitHub Enterprise Server. */
export const GITHUB_ENTERPRISE: Profile = {
  ...GENERIC,
  name: 'github-enterprise',
  title: 'GitHub Enterprise',
  sources: [
    'docs.github.com: provisioning users and groups with SCIM using the REST API',
    'docs.github.com: REST API endpoints for SCIM',
  ],
  read: {
    ...GENERIC.read,
    pageSize: 100,
    filters: { User: ['userName', 'externalId', 'id'], Group: ['displayName', 'externalId', 'id'] },
  },
  types: {
    User: {
      ...GENERIC.types.User,
      // "This is a hard deprovisioning … irreversible".
      delete: 'irreversible',
      required: ['userName', 'displayName', 'emails', 'externalId', 'active'],
      notes: { deactivate: 'GitHub hides the login name and e-mail address of a suspended user' },
    },
    Group: { ...GENERIC.types.Group, required: ['displayName', 'externalId'] },
  },
  // "Operations that use a filtered path are ineffective."
  patch: { ...GENERIC.patch, elementChange: 'replaceAttribute', elementRemoval: 'replaceAttribute' },
  // Nor does a filter select the members to remove: the example of PATCH /Groups removes them by value.
  members: { ...GENERIC.members, removal: 'valueList', addsPerRequest: 100, removalsPerRequest: 100 },
};
