import { ENTERPRISE_USER } from '../../model/schemas/enterprise-user.ts';
import { GROUP } from '../../model/schemas/group.ts';
import { USER } from '../../model/schemas/user.ts';
import { scimErrorBody } from '../http/describe-error.ts';
import type { ServiceRules, TypeRules } from '../service-rules.ts';

/** What RFC 7644 lets a client do to every resource type. */
const UNRESTRICTED: Omit<TypeRules, 'endpoint' | 'description' | 'schema' | 'extensions' | 'patchAnswer'> = {
  absent: null,
  schemasNeeded: true,
  create: true,
  creation: {
    status: 201,
    taken: { active: 'conflicts', inactive: 'conflicts', status: 200 },
    toldId: 'own',
    seats: null,
    failure: null,
  },
  put: true,
  remove: { kind: 'removes' },
  unique: [],
  inactive: 'shown',
  leavesWhenInactive: false,
  takesAlong: 'nothing',
  filterNeededAt: [],
  patchChecks: [],
  checks: [],
  rewrites: [],
};

/** A service that does what RFC 7643 and RFC 7644 say, and nothing else. The others are this one with what is different. */
export const GENERIC: ServiceRules = {
  name: 'generic',
  address: { basePath: '/scim/v2', aliases: [], anyCase: false, locations: 'absolute' },
  types: {
    User: {
      ...UNRESTRICTED,
      endpoint: '/Users',
      description: 'User accounts',
      schema: USER,
      extensions: [ENTERPRISE_USER],
      patchAnswer: 'resource',
    },
    Group: {
      ...UNRESTRICTED,
      endpoint: '/Groups',
      description: 'Groups of users and groups',
      schema: GROUP,
      extensions: [],
      // An answer with all members would make a change of one member as dear as the group is large.
      patchAnswer: 'nothing',
    },
  },
  page: {
    default: 100,
    maximum: 1000,
    paging: 'index',
    cursorSeconds: 600,
    zero: 'total',
    lean: null,
    totals: 'always',
    end: null,
    larger: 'capped',
    furtherRefusal: null,
    repeated: null,
    copies: 1,
    key: 'Resources',
  },
  filter: {
    attributes: { User: null, Group: null },
    operators: null,
    connectives: ['and', 'or', 'not'],
    unquoted: false,
    caseSensitive: false,
    characters: 'all',
    aliases: {},
  },
  patch: {
    supported: true,
    ops: 'lowerCase',
    filteredPaths: 'followed',
    replace: 'replaces',
    atomic: true,
    booleans: 'json',
    memberRemoval: 'valuePath',
    removalValue: 'followed',
    memberPathRefusal: null,
    memberAddition: 'adds',
    wiped: [],
    replaceOfNothing: 'sets',
    effect: 'done',
  },
  members: { shown: true, listed: null, unknown: 'refused' },
  ids: { made: 'uuid', apart: false, numbersTaken: false },
  versions: { tag: 'weak', mismatch: 'preconditionFailed', match: 'taken' },
  timing: { showsAfter: null, undoneAfter: null, stranger: 'none' },
  discovery: { serviceProviderConfig: '/ServiceProviderConfig', schemas: true, words: 'rfc', claims: {} },
  answers: {
    describeError: scimErrorBody,
    plainJson: 'answered',
    shapes: [],
    booleans: 'json',
    me: 501,
    unknownId: 404,
    correlation: null,
  },
  access: { tokenPath: null, permissions: {}, userAgentNeeded: false, rates: [], rateHeaders: null },
  vocabularies: {},
  sharedNames: false,
  seed: {},
  bodyLimit: 64 * 1024 * 1024,
};
