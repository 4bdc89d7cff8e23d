import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Databricks, account and workspace. `externalId` is reserved for the identity provider that provisions. */
export const DATABRICKS: Profile = {
  ...GENERIC,
  name: 'databricks',
  title: 'Databricks',
  evidence: 'documented',
  sources: [
    'learn.microsoft.com: azure/databricks/reference/scim-2-1',
    'databricks/terraform-provider-databricks: scim/',
  ],
  read: { ...GENERIC.read, pageSize: 1000, filters: { User: ['userName', 'externalId'], Group: ['displayName'] } },
};
