import type { Profile } from '../model/profile.ts';
import { ENTERPRISE_USER_SCHEMA } from '../model/schemas/enterprise-user.ts';
import { GENESYS_USER, GENESYS_USER_SCHEMA } from '../model/schemas/genesys-user.ts';
import { USER_SCHEMA } from '../model/schemas/user.ts';
import { GENERIC } from './generic.ts';

/** Hosts by AWS region: `PureCloudRegionHosts.js` of purecloud-platform-client-v2 262.0.0. */
const REGIONS = {
  'us-east-1': 'mypurecloud.com',
  'us-east-2': 'use2.us-gov-pure.cloud',
  'us-west-2': 'usw2.pure.cloud',
  'ca-central-1': 'cac1.pure.cloud',
  'mx-central-1': 'mxc1.pure.cloud',
  'sa-east-1': 'sae1.pure.cloud',
  'eu-west-1': 'mypurecloud.ie',
  'eu-west-2': 'euw2.pure.cloud',
  'eu-central-1': 'mypurecloud.de',
  'eu-central-2': 'euc2.pure.cloud',
  'me-central-1': 'mec1.pure.cloud',
  'ap-south-1': 'aps1.pure.cloud',
  'ap-northeast-1': 'mypurecloud.jp',
  'ap-northeast-2': 'apne2.pure.cloud',
  'ap-northeast-3': 'apne3.pure.cloud',
  'ap-southeast-1': 'apse1.pure.cloud',
  'ap-southeast-2': 'mypurecloud.com.au',
  'eusc-de-east-1': 'edee1.eusc-pure.cloud',
};

const CHANGE_USER =
  'directory:user:edit, directory:user:setPassword, authorization:grant:add, authorization:grant:delete, ' +
  'routing:skill:assign, routing:language:assign, telephony:extension:assign';

/** Permissions by operation, of which any one lets it pass: Swagger of the SCIM tag, `x-inin-requires-permissions`. */
const PERMISSIONS = {
  'GET User': 'directory:user:view, directory:user:edit',
  'POST User':
    'directory:user:add, authorization:grant:add, authorization:grant:delete, ' +
    'routing:skill:assign, routing:language:assign, telephony:extension:assign',
  'PATCH User': CHANGE_USER,
  'PUT User': CHANGE_USER,
  'DELETE User': 'directory:user:delete',
  'GET Group': 'directory:group:edit',
  'PATCH Group': 'directory:group:edit',
  'PUT Group': 'directory:group:edit',
};

/** Attributes that cost a secondary look-up each; with any of them "a page size over 25 may … return a 429" (Swagger, parameter count). */
const EXPENSIVE = [
  'externalId',
  'roles',
  `${GENESYS_USER_SCHEMA}:routingLanguages`,
  `${GENESYS_USER_SCHEMA}:routingSkills`,
  `${GENESYS_USER_SCHEMA}:externalIds`,
];

/** Genesys Cloud CX. */
export const GENESYS_CLOUD: Profile = {
  ...GENERIC,
  name: 'genesys-cloud',
  title: 'Genesys Cloud',
  sources: [
    'Swagger of the SCIM API (public API documentation)',
    'purecloud-platform-client-v2 262.0.0',
    'help.genesys.cloud: SCIM and Genesys Cloud field mappings',
  ],
  // Lower case, as the Swagger spells them.
  paths: { User: '/v2/users', Group: '/v2/groups' },
  endpoint: {
    ...GENERIC.endpoint,
    regions: REGIONS,
    baseUrl: 'https://api.{host}/api/v2/scim',
    tokenUrl: 'https://login.{host}/oauth/token',
    // The v2 listing of groups declares its filter required; the unversioned one does not (Swagger).
    listPaths: { User: null, Group: '/groups' },
    serviceProviderConfig: '/v2/serviceproviderconfig',
    schemas: '/v2/schemas',
    resourceTypes: '/v2/resourcetypes',
    // Swagger: `collectionFormat: multi`; a list with commas appears in prose only.
    attributeLists: 'repeated',
    permissions: PERMISSIONS,
  },
  read: {
    pageSize: 25,
    leanPage: { size: 100, without: EXPENSIVE },
    paging: 'index',
    // "If nothing is specified, returns all active users" (Swagger, parameter filter).
    passes: { User: [null, 'active eq false'], Group: [null] },
    attributes: 'managed',
    filters: { User: ['id', 'userName', 'externalId'], Group: ['id', 'displayName'] },
    // The case rules of filters are not documented.
    filtersFoldCase: { User: false, Group: false },
    members: 'listed',
    membersCap: null,
  },
  types: {
    User: {
      ...GENERIC.types.User,
      required: ['userName', 'displayName'],
      reapplyAfter: ['create', 'reactivate'],
      // "All roles are removed" from an inactive user (help ?p=245465).
      inactiveLoses: ['roles'],
      notes: {
        create:
          'if this address belonged to a deleted user, Genesys restores that account without roles, division, extension',
        deactivate: 'Genesys Cloud removes the roles of an inactive user',
        delete: 'Genesys Cloud keeps a deleted user, who can be restored, but without roles, division and extension',
      },
    },
    // SDK release notes: POST and DELETE were removed in 105.0.0; displayName is readOnly in the Swagger.
    Group: { ...GENERIC.types.Group, create: false, delete: 'none', rename: false, update: ['externalId', 'members'] },
  },
  // The public API lets a state change be "the only modifiable field" of its PATCH; for SCIM this is unverified.
  patch: { ...GENERIC.patch, alone: ['active'] },
  // POST /api/v2/groups/{id}/members takes at most 50; for SCIM no number is documented.
  members: { removal: 'valuePath', addsPerRequest: 50, removalsPerRequest: 50, inCreate: false },
  elementKeys: {
    roles: 'value',
    entitlements: 'value',
    [`${GENESYS_USER_SCHEMA}:routingSkills`]: 'name',
    [`${GENESYS_USER_SCHEMA}:routingLanguages`]: 'name',
    [`${GENESYS_USER_SCHEMA}:externalIds`]: 'authority',
  },
  ownedElements: {
    // "other" mirrors userName and is immutable (field mappings).
    emails: 'type eq "other"',
    // Always there and immutable: the SCIM externalId itself (Swagger, ScimUserExtensions.externalIds).
    [`${GENESYS_USER_SCHEMA}:externalIds`]: 'authority sw "x-pc:scimv2:v1"',
  },
  maxElements: {
    [`${GENESYS_USER_SCHEMA}:routingSkills`]: 50,
    [`${GENESYS_USER_SCHEMA}:routingLanguages`]: 50,
  },
  unsupported: {
    name: 'Genesys Cloud has no parts of names; use displayName.',
    photos: 'Genesys Cloud removed photos from its SCIM API.',
  },
  // "Accepts ISO 8601, always returned as YYYY-MM-DD" (Swagger, dateHire).
  dateOnly: [`${ENTERPRISE_USER_SCHEMA}:dateHire`],
  schemas: [
    GENESYS_USER,
    { id: ENTERPRISE_USER_SCHEMA, attributes: [{ name: 'dateHire', type: 'dateTime' }] },
    {
      id: USER_SCHEMA,
      attributes: [{ name: 'externalId', caseExact: true }],
    },
  ],
  etag: 'ifMatch',
  requestsPerMinute: 300,
  // Deletion and search are eventually consistent; the Terraform provider polls for minutes.
  readAfterWrite: 10,
};
