import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Salesforce. */
export const SALESFORCE: Profile = {
  ...GENERIC,
  name: 'salesforce',
  title: 'Salesforce',
  evidence: 'documented',
  sources: ['help.salesforce.com: identity_scim_rest_api', 'help.salesforce.com: identity_scim_manage_groups'],
  // The plural, of SCIM 1.1.
  endpoint: { ...GENERIC.endpoint, serviceProviderConfig: '/ServiceProviderConfigs' },
  types: {
    // There is no DELETE of users: active: false.
    User: {
      ...GENERIC.types.User,
      delete: 'none',
      required: ['userName', 'emails', 'name.familyName', 'entitlements'],
    },
    // Groups can be read and updated only.
    Group: { ...GENERIC.types.Group, create: false, rename: false, delete: 'none' },
  },
};
