import type { SchemaDefinition } from '../../model/attribute.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { USER } from '../../model/schemas/user.ts';
import { membersOneByOne, mostMembers, once, onlyAttributes, pathOrOneAttribute } from '../patch/patch-checks.ts';
import { membersAtCreation, mostElements, refuses, requires } from '../resources/resource-checks.ts';
import type { ServiceRules } from '../service-rules.ts';
import { GENERIC } from './generic.ts';

/** limitations.html: what the service does not take. */
const NOT_TAKEN = ['password', 'ims', 'photos', 'entitlements', 'x509Certificates'];

const AWS_USER: SchemaDefinition = {
  ...USER,
  attributes: USER.attributes.filter(({ name }) => !NOT_TAKEN.includes(name)),
};

/** patchuser.html: "Modification is only allowed for …". */
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
  ENTERPRISE_USER_SCHEMA,
];

/** AWS IAM Identity Center, after its SCIM developer guide. */
export const AWS_IDENTITY_CENTER: ServiceRules = {
  ...GENERIC,
  name: 'aws-identity-center',
  types: {
    User: {
      ...GENERIC.types.User,
      schema: AWS_USER,
      patchChecks: [once('userName', 'active'), pathOrOneAttribute, onlyAttributes(...PATCHABLE)],
      checks: [
        requires('userName', 'displayName', 'name.givenName', 'name.familyName'),
        mostElements(1, 'emails', 'phoneNumbers', 'addresses'),
        refuses('emails.display', 'phoneNumbers.display', 'addresses.display'),
      ],
    },
    Group: {
      ...GENERIC.types.Group,
      // There is no PutGroup.
      put: false,
      unique: ['displayName'],
      patchChecks: [
        onlyAttributes('displayName', 'members', 'externalId'),
        mostMembers(100, 'changes'),
        membersOneByOne,
        pathOrOneAttribute,
      ],
      checks: [membersAtCreation(100)],
    },
  },
  page: { ...GENERIC.page, maximum: 100, paging: 'both', zero: 'refused', totals: 'withoutCursor' },
  filter: {
    ...GENERIC.filter,
    attributes: {
      User: ['id', 'userName', 'externalId'],
      Group: ['id', 'displayName', 'externalId', 'members', 'members.value'],
    },
    operators: ['eq'],
    connectives: ['and'],
  },
  patch: { ...GENERIC.patch, memberRemoval: 'both' },
  // listgroups.html: "returns an empty member list".
  members: { ...GENERIC.members, shown: false },
  // Answers have no meta.version.
  versions: { ...GENERIC.versions, tag: 'none' },
};
