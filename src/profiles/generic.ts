import type { Profile, TypeDialect } from '../model/profile.ts';

/** What RFC 7644 lets a client do to every resource type. */
const UNRESTRICTED: TypeDialect = {
  create: true,
  update: 'all',
  rename: true,
  delete: 'removes',
  uniqueName: true,
  required: [],
  reapplyAfter: [],
  inactiveLoses: [],
  hidesInactive: false,
  notes: {},
};

/**
 * The portable subset that real services agree on, after draft-zollner-scim-interop-profile:
 * every operation has a path, members travel alone and as differences, PUT is never used.
 * The other profiles are this one with what is different.
 */
export const GENERIC: Profile = {
  name: 'generic',
  title: 'the service',
  evidence: 'tested',
  sources: ['RFC 7643', 'RFC 7644', 'draft-zollner-scim-interop-profile'],
  paths: { User: '/Users', Group: '/Groups' },
  endpoint: {
    regions: {},
    baseUrl: null,
    tokenUrl: null,
    listPaths: { User: null, Group: null },
    serviceProviderConfig: '/ServiceProviderConfig',
    schemas: '/Schemas',
    resourceTypes: '/ResourceTypes',
    accept: 'application/scim+json, application/json;q=0.9',
    attributeLists: 'comma',
    permissions: {},
  },
  read: {
    pageSize: 100,
    leanPage: null,
    paging: 'index',
    passes: { User: [null], Group: [null] },
    attributes: 'all',
    filters: { User: ['userName'], Group: ['displayName'] },
    // RFC 7643 says so of userName, and servers compare exactly all the same: SCIMMY 1.3.5 does.
    filtersFoldCase: { User: false, Group: false },
    members: 'listed',
    membersCap: null,
  },
  types: { User: UNRESTRICTED, Group: UNRESTRICTED },
  patch: {
    supported: true,
    form: 'path',
    elementChange: 'valuePathThenReplace',
    elementRemoval: 'valuePathThenReplace',
    urnQualifiedCorePaths: false,
    stringBooleans: false,
    capitalisedOps: false,
    alone: [],
  },
  members: { removal: 'valuePathThenList', addsPerRequest: 100, removalsPerRequest: 100, inCreate: true },
  foldsCase: [],
  elementKeys: {},
  ownedElements: {},
  maxElements: {},
  unsupported: {},
  dateOnly: [],
  schemas: [],
  preservesCase: false,
  etag: 'ignored',
  requestsPerMinute: null,
  // Many services answer from copies that take a moment to agree.
  readAfterWrite: 5,
};
