import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** GitLab, groups and self-managed instances alike: users only. */
export const GITLAB: Profile = {
  ...GENERIC,
  name: 'gitlab',
  title: 'GitLab',
  evidence: 'documented',
  sources: ['gitlab-org/gitlab: doc/development/internal_api/_index.md', 'docs.gitlab.com: SCIM API'],
  read: {
    ...GENERIC.read,
    pageSize: 20,
    filters: { User: ['id', 'externalId', 'userName'], Group: [] },
    passes: { User: [null], Group: [] },
  },
  types: {
    // PATCH takes externalId and active alone; DELETE drops the identity and the membership, as active: false does.
    User: {
      ...GENERIC.types.User,
      update: ['externalId', 'active'],
      rename: false,
      notes: { delete: 'GitLab removes the SCIM identity and the membership, and keeps the account' },
    },
    // This API has no groups.
    Group: { ...GENERIC.types.Group, create: false, update: [], rename: false, delete: 'none' },
  },
  // The examples write "Replace" and "False".
  patch: { ...GENERIC.patch, stringBooleans: true, capitalisedOps: true },
  endpoint: { ...GENERIC.endpoint, serviceProviderConfig: null, schemas: null, resourceTypes: null },
};
