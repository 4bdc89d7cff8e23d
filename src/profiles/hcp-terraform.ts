import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** HCP Terraform. */
export const HCP_TERRAFORM: Profile = {
  ...GENERIC,
  name: 'hcp-terraform',
  title: 'HCP Terraform',
  evidence: 'documented',
  sources: ['developer.hashicorp.com/terraform/cloud-docs/api-docs/scim/users'],
  read: {
    ...GENERIC.read,
    pageSize: 100,
    filters: { User: ['userName', 'externalId'], Group: ['displayName'] },
    // "userName eq" ignores case; of displayName nothing is said.
    filtersFoldCase: { User: true, Group: false },
  },
  // PATCH takes replace and add on these alone, and remove on externalId alone.
  types: {
    User: { ...GENERIC.types.User, update: ['active', 'userName', 'externalId', 'emails'] },
    Group: GENERIC.types.Group,
  },
  patch: { ...GENERIC.patch, elementChange: 'replaceAttribute', elementRemoval: 'replaceAttribute' },
};
