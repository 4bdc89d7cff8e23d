import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Snowflake; its groups are roles. */
export const SNOWFLAKE: Profile = {
  ...GENERIC,
  name: 'snowflake',
  title: 'Snowflake',
  evidence: 'documented',
  sources: [
    'docs.snowflake.com: release-notes/bcr-bundles/2026_03/bcr-2276',
    'docs.snowflake.com: scim-user-api-reference',
  ],
  // A single eq or sw since bundle 2026_03.
  read: { ...GENERIC.read, filters: { User: ['userName'], Group: ['displayName'] } },
  unsupported: {
    phoneNumbers: 'Snowflake keeps no multi-valued attribute of a user but one e-mail address.',
    addresses: 'Snowflake keeps no multi-valued attribute of a user but one e-mail address.',
    ims: 'Snowflake keeps no multi-valued attribute of a user but one e-mail address.',
    photos: 'Snowflake keeps no multi-valued attribute of a user but one e-mail address.',
  },
  maxElements: { emails: 1 },
  patch: { ...GENERIC.patch, elementChange: 'replaceAttribute', elementRemoval: 'replaceAttribute' },
};
