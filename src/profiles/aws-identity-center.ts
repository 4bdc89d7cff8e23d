import type { Profile } from '../model/profile.ts';
import { ENTERPRISE_USER, ENTERPRISE_USER_SCHEMA } from '../model/schemas/enterprise-user.ts';
import { GENERIC } from './generic.ts';

const PATCHABLE = [
  'userName',
  'active',
  'externalId',
  'displayName',
  'nickName',
  'profileUrl',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
  'name',
  'emails',
  'addresses',
  'phoneNumbers',
];

const ENTERPRISE = ENTERPRISE_USER.attributes.map(({ name }) => `${ENTERPRISE_USER_SCHEMA}:${name}`);

/** AWS IAM Identity Center. Every value is from its SCIM developer guide unless another source is named. */
export const AWS_IDENTITY_CENTER: Profile = {
  ...GENERIC,
  name: 'aws-identity-center',
  title: 'AWS IAM Identity Center',
  sources: ['docs.aws.amazon.com/singlesignon/latest/developerguide'],
  read: {
    ...GENERIC.read,
    // limitations.html: at most 100 for each listing.
    pageSize: 100,
    filters: { User: ['userName', 'externalId'], Group: ['displayName', 'externalId'] },
    // listgroups.html: "returns an empty member list".
    members: 'groupsByUser',
  },
  types: {
    User: {
      ...GENERIC.types.User,
      // patchuser.html: "Modification is only allowed for …".
      update: [...PATCHABLE, ...ENTERPRISE],
      // createuser.html.
      required: ['userName', 'displayName', 'name.givenName', 'name.familyName'],
    },
    // patchgroup.html.
    Group: { ...GENERIC.types.Group, update: ['displayName', 'externalId', 'members'] },
  },
  // createuser.html: a filter in a PATCH path is not among what the service takes; an e-mail address is replaced whole.
  patch: { ...GENERIC.patch, elementChange: 'replaceAttribute', elementRemoval: 'replaceAttribute' },
  // patchgroup.html: at most 100 changes in one request.
  members: { removal: 'valuePath', addsPerRequest: 100, removalsPerRequest: 100, inCreate: true },
  maxElements: { emails: 1, phoneNumbers: 1, addresses: 1 },
  unsupported: {
    'emails.display': 'AWS IAM Identity Center has no display sub-attribute.',
    'phoneNumbers.display': 'AWS IAM Identity Center has no display sub-attribute.',
    'addresses.display': 'AWS IAM Identity Center has no display sub-attribute.',
    ims: 'AWS IAM Identity Center does not take ims.',
    photos: 'AWS IAM Identity Center does not take photos.',
    x509Certificates: 'AWS IAM Identity Center does not take x509Certificates.',
    entitlements: 'AWS IAM Identity Center does not take entitlements.',
    password: 'AWS IAM Identity Center does not take passwords.',
  },
};
