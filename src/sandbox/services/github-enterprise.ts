import { requires } from '../resources/resource-checks.ts';
import type { ServiceRules } from '../service-rules.ts';
import { GENERIC } from './generic.ts';

/** GitHub Enterprise with managed users, after its REST documentation. */
export const GITHUB_ENTERPRISE: ServiceRules = {
  ...GENERIC,
  name: 'github-enterprise',
  types: {
    User: {
      ...GENERIC.types.User,
      // "Irreversible": the account stays suspended, and its name with it.
      remove: { kind: 'buries', again: 'refused' },
      checks: [requires('userName', 'displayName', 'emails', 'externalId', 'active')],
    },
    Group: {
      ...GENERIC.types.Group,
      unique: ['displayName'],
      checks: [requires('displayName', 'externalId')],
    },
  },
  page: { ...GENERIC.page, default: 30, maximum: 100 },
  filter: {
    ...GENERIC.filter,
    attributes: {
      User: ['id', 'userName', 'externalId', 'displayName'],
      Group: ['id', 'externalId', 'displayName'],
    },
    operators: ['eq'],
    connectives: [],
  },
  // "Complex SCIM path selectors that include filters … will be ineffective"; the example removes members by value.
  patch: { ...GENERIC.patch, filteredPaths: 'ignored', memberRemoval: 'both' },
  versions: { ...GENERIC.versions, tag: 'none' },
  access: {
    ...GENERIC.access,
    userAgentNeeded: true,
    rates: [{ operations: ['POST User'], requests: 1000, seconds: 3600 }],
  },
};
