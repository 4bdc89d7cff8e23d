import type { Profile } from '../model/profile.ts';

/**
 * The portable subset that real services agree on, after draft-zollner-scim-interop-profile:
 * every operation has a path, members travel alone and as differences, PUT is never used.
 */
export const GENERIC: Profile = {
  name: 'generic',
  title: 'any SCIM 2.0 service',
  paths: { User: '/Users', Group: '/Groups' },
  read: { pageSize: 100 },
  patch: {
    supported: true,
    form: 'path',
    elementChange: 'valuePath',
    elementRemoval: 'valuePathThenReplace',
    urnQualifiedCorePaths: false,
    stringBooleans: false,
    capitalisedOps: false,
    alone: [],
  },
  members: { removal: 'valuePath', addsPerRequest: 100, removalsPerRequest: 100, inCreate: true },
  foldsCase: [],
  elementKeys: { roles: 'value', entitlements: 'value' },
  preservesCase: false,
};
