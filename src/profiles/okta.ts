import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Okta as a service provider; each connection has a base URL of its own: https://{org}/{connectionId}/scim/v2. */
export const OKTA: Profile = {
  ...GENERIC,
  name: 'okta',
  title: 'Okta (inbound SCIM)',
  evidence: 'documented',
  sources: ['developer.okta.com/docs/api/openapi/okta-scim/inbound/overview'],
};
