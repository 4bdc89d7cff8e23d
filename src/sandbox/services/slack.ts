import { requires } from '../resources/resource-checks.ts';
import { drops } from '../resources/rewrites.ts';
import type { ServiceRules } from '../service-rules.ts';
import { GENERIC } from './generic.ts';

const USER_WRITES = ['POST User', 'PUT User', 'PATCH User', 'DELETE User'];
const GROUP_WRITES = ['POST Group', 'PUT Group', 'PATCH Group', 'DELETE Group'];

/** Slack Enterprise Grid, after docs.slack.dev. */
export const SLACK: ServiceRules = {
  ...GENERIC,
  name: 'slack',
  types: {
    User: {
      ...GENERIC.types.User,
      remove: { kind: 'deactivates' },
      checks: [requires('userName', 'emails')],
      // "The type of an address is not stored."
      rewrites: [drops('addresses.type')],
    },
    Group: { ...GENERIC.types.Group, unique: ['displayName'] },
  },
  sharedNames: true,
  // Filters work although ServiceProviderConfig says that they do not.
  discovery: { ...GENERIC.discovery, claims: { filter: { supported: false, maxResults: 0 } } },
  access: {
    ...GENERIC.access,
    rates: [
      { operations: [...USER_WRITES, ...GROUP_WRITES], requests: 600, seconds: 60 },
      { operations: ['GET User', 'GET Group'], requests: 1000, seconds: 60 },
      { operations: USER_WRITES, requests: 180, seconds: 60 },
    ],
  },
};
