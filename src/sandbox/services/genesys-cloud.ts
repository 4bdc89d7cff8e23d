import type { AttributeDefinition, SchemaDefinition } from '../../model/attribute.ts';
import { plural, singular, typedValue } from '../../model/schemas/attribute-builders.ts';
import { COMMON_ATTRIBUTES } from '../../model/schemas/common.ts';
import { ENTERPRISE_USER, ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { GENESYS_USER, GENESYS_USER_SCHEMA } from '../../model/schemas/genesys-user.ts';
import { GROUP } from '../../model/schemas/group.ts';
import { USER } from '../../model/schemas/user.ts';
import { genesysErrorBody } from '../http/describe-error.ts';
import { alone, mostMembers } from '../patch/patch-checks.ts';
import {
  internationalPhones,
  known,
  mirrorsOnly,
  mostElements,
  oneOfEach,
  onlyTypes,
  requires,
} from '../resources/resource-checks.ts';
import {
  activeByDefault,
  drops,
  dropsWhenDeactivated,
  externalIdAs,
  inTurn,
  keepsDate,
  phonesAsUri,
  phonesWithoutExtension,
  rounds,
  userNameAsEmail,
} from '../resources/rewrites.ts';
import type { ServiceRules } from '../service-rules.ts';
import { GENERIC } from './generic.ts';

const ENTERPRISE = ENTERPRISE_USER_SCHEMA;
const GENESYS = GENESYS_USER_SCHEMA;

/** Attributes of the core schema that Genesys Cloud has; there is no `name`, and photos are gone since 74.0.0. */
const CORE = ['userName', 'displayName', 'title', 'active', 'password', 'emails', 'groups', 'roles'];

const EMAIL_TYPES = ['work', 'other'];

const PHONE_TYPES = [
  'work',
  'work2',
  'work3',
  'work4',
  'home',
  'mobile',
  'other',
  'microsoftteams',
  'zoomphone',
  'eightbyeight',
  'ringcentral',
];

/** These come whichever attributes a client asks for. */
const ALWAYS = ['userName', 'active', 'meta'];

const GENESYS_CORE: SchemaDefinition = {
  ...USER,
  attributes: [
    ...[...COMMON_ATTRIBUTES, ...USER.attributes]
      .filter(({ name }) => ALWAYS.includes(name) || CORE.includes(name))
      .map((attribute) => (attribute.name === 'displayName' ? { ...attribute, required: true } : attribute))
      .map((attribute) => asAlways(attribute)),
    plural('phoneNumbers', 'Phone numbers, one of each type.', typedValue('E.164 or a tel URI.', PHONE_TYPES)),
  ],
};

const GENESYS_ENTERPRISE: SchemaDefinition = {
  ...ENTERPRISE_USER,
  attributes: [
    ...ENTERPRISE_USER.attributes.filter(({ name }) =>
      ['employeeNumber', 'division', 'department', 'manager'].includes(name),
    ),
    singular('dateHire', 'The day on which the employment began.', { type: 'dateTime' }),
  ],
};

/** `displayName` can only be changed elsewhere. */
const GENESYS_GROUP: SchemaDefinition = {
  ...GROUP,
  attributes: [
    ...COMMON_ATTRIBUTES.filter(({ name }) => ALWAYS.includes(name)).map((attribute) => asAlways(attribute)),
    ...GROUP.attributes.map(
      (attribute): AttributeDefinition =>
        attribute.name === 'displayName' ? { ...attribute, mutability: 'immutable' } : attribute,
    ),
  ],
};

function asAlways(attribute: AttributeDefinition): AttributeDefinition {
  return ALWAYS.includes(attribute.name) ? { ...attribute, returned: 'always' } : attribute;
}

const CHANGE_USER = [
  'directory:user:edit',
  'directory:user:setPassword',
  'authorization:grant:add',
  'authorization:grant:delete',
  'routing:skill:assign',
  'routing:language:assign',
  'telephony:extension:assign',
];

const CHANGE_GROUP = ['directory:group:edit'];

/**
 * Genesys Cloud CX, after the Swagger of its SCIM API and the field mappings of its help pages. Where those leave a
 * question open, the answer is the one that asks most of a client.
 */
export const GENESYS_CLOUD: ServiceRules = {
  ...GENERIC,
  name: 'genesys-cloud',
  address: {
    basePath: '/api/v2/scim',
    aliases: ['/api/v2/scim/v2'],
    anyCase: true,
    locations: { root: '/api/v2/scim/v2' },
  },
  types: {
    User: {
      ...GENERIC.types.User,
      endpoint: '/users',
      // Swagger: `schemas` is read-only.
      schemasNeeded: false,
      schema: GENESYS_CORE,
      extensions: [GENESYS_ENTERPRISE, GENESYS_USER],
      // "If nothing is specified, returns all active users."
      inactive: 'shownByFilter',
      // A deleted userName may be created again; roles, division and extension do not come back.
      remove: {
        kind: 'buries',
        again: { restore: inTurn([drops('roles', `${ENTERPRISE}:division`), phonesWithoutExtension]) },
      },
      // In the public API a change of state is "the only modifiable field" of its request; for SCIM nothing is said.
      patchChecks: [alone('active')],
      checks: [
        requires('userName', 'displayName'),
        onlyTypes('emails', EMAIL_TYPES),
        mirrorsOnly('emails', 'other', 'userName'),
        onlyTypes('phoneNumbers', PHONE_TYPES),
        oneOfEach('phoneNumbers', 'type'),
        internationalPhones,
        mostElements(50, `${GENESYS}:routingSkills`, `${GENESYS}:routingLanguages`),
        oneOfEach(`${GENESYS}:externalIds`, 'authority'),
        known('roles.value'),
        known(`${ENTERPRISE}:division`),
        known(`${GENESYS}:routingSkills.name`),
        known(`${GENESYS}:routingLanguages.name`),
      ],
      rewrites: [
        activeByDefault,
        dropsWhenDeactivated('roles'),
        userNameAsEmail,
        externalIdAs(`${GENESYS}:externalIds`, 'x-pc:scimv2:v1:rollcall'),
        phonesAsUri,
        keepsDate(`${ENTERPRISE}:dateHire`),
        // The Terraform provider's schema says so of languages.
        rounds(`${GENESYS}:routingLanguages.proficiency`),
      ],
    },
    Group: {
      ...GENERIC.types.Group,
      endpoint: '/groups',
      schemasNeeded: false,
      schema: GENESYS_GROUP,
      patchAnswer: 'resource',
      create: false,
      remove: { kind: 'refused' },
      // The v2 listing declares its filter required.
      filterNeededAt: ['/api/v2/scim/v2'],
      patchChecks: [mostMembers(50, 'changes')],
    },
  },
  page: {
    ...GENERIC.page,
    default: 25,
    maximum: 100,
    // "A page size over 25 may exceed internal resource limits and return a 429."
    lean: {
      over: 25,
      without: ['externalId', 'roles', `${GENESYS}:routingLanguages`, `${GENESYS}:routingSkills`],
    },
  },
  filter: {
    ...GENERIC.filter,
    attributes: {
      User: [
        'id',
        'userName',
        'externalId',
        'active',
        'emails.value',
        `${ENTERPRISE}:manager.value`,
        `${ENTERPRISE}:division`,
        `${ENTERPRISE}:employeeNumber`,
        `${GENESYS}:externalIds`,
      ],
      Group: ['id', 'displayName'],
    },
    operators: ['eq'],
    connectives: [],
    unquoted: true,
    aliases: {
      email: 'emails.value',
      manager: `${ENTERPRISE}:manager.value`,
      division: `${ENTERPRISE}:division`,
      employeenumber: `${ENTERPRISE}:employeeNumber`,
    },
  },
  versions: { ...GENERIC.versions, tag: 'quoted', mismatch: 'invalidVers' },
  discovery: {
    ...GENERIC.discovery,
    serviceProviderConfig: '/serviceproviderconfig',
    // Swagger: type, returned and uniqueness of an attribute are enums in capitals, mutability is not. Its SDKs take no others.
    words: 'capitals',
    claims: { sort: { supported: false } },
  },
  answers: { ...GENERIC.answers, describeError: genesysErrorBody, correlation: 'ININ-Correlation-Id' },
  access: {
    ...GENERIC.access,
    tokenPath: '/oauth/token',
    permissions: {
      // Swagger lists none for reading users; the seeds of 2019 did.
      'GET User': ['directory:user:view', 'directory:user:edit'],
      'POST User': ['directory:user:add', ...CHANGE_USER.slice(2)],
      'PUT User': CHANGE_USER,
      'PATCH User': CHANGE_USER,
      'DELETE User': ['directory:user:delete'],
      'GET Group': CHANGE_GROUP,
      'PUT Group': CHANGE_GROUP,
      'PATCH Group': CHANGE_GROUP,
    },
    // client.credentials.token.rate.per.minute
    rates: [{ operations: null, requests: 300, seconds: 60 }],
    rateHeaders: { count: 'inin-ratelimit-count', allowed: 'inin-ratelimit-allowed', reset: 'inin-ratelimit-reset' },
  },
  vocabularies: {
    'roles.value': ['employee', 'admin', 'Supervisor', 'Communicate - User'],
    [`${ENTERPRISE}:division`]: ['Home'],
    [`${GENESYS}:routingSkills.name`]: ['Sales', 'Support'],
    [`${GENESYS}:routingLanguages.name`]: ['English', 'Deutsch'],
  },
  seed: { Groups: [{ displayName: 'Agents' }, { displayName: 'Supervisors' }] },
};
