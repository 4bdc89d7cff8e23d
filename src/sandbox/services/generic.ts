import { ENTERPRISE_USER } from '../../model/schemas/enterprise-user.ts';
import { GROUP } from '../../model/schemas/group.ts';
import { USER } from '../../model/schemas/user.ts';
import type { ServiceRules } from '../service-rules.ts';

/** A service that does what RFC 7643 and RFC 7644 say, and nothing else. */
export const GENERIC: ServiceRules = {
  name: 'generic',
  basePath: '/scim/v2',
  types: {
    User: {
      endpoint: '/Users',
      description: 'User accounts',
      schema: USER,
      extensions: [ENTERPRISE_USER],
      patchAnswer: 'resource',
    },
    Group: {
      endpoint: '/Groups',
      description: 'Groups of users and groups',
      schema: GROUP,
      extensions: [],
      // An answer with all members would make a change of one member as dear as the group is large.
      patchAnswer: 'nothing',
    },
  },
  page: { default: 100, maximum: 1000 },
  bodyLimit: 64 * 1024 * 1024,
};
