import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Google Cloud Identity, v1beta1. */
export const GOOGLE_CLOUD_IDENTITY: Profile = {
  ...GENERIC,
  name: 'google-cloud-identity',
  title: 'Google Cloud Identity',
  evidence: 'documented',
  sources: ['docs.cloud.google.com/identity/docs/scim/reference/rest (v1beta1)'],
  // No paging at all.
  read: { ...GENERIC.read, paging: 'none' },
};
