import type { SchemaDefinition } from '../model/attribute.ts';
import type { ResourceType } from '../model/resource.ts';
import {
  additionsInOne,
  alone,
  membersApart,
  membersOneByOne,
  mostMembers,
  noElementRemoval,
  onlyAttributes,
  type PatchCheck,
  removalsAlone,
  withoutPaths,
  withSchemas,
} from './patch-checks.ts';
import { QuirkError } from './quirk-error.ts';
import { longestText, membersAtCreation, mostElements, type ResourceCheck, requires } from './resource-checks.ts';
import { drops, lowerCases, type Rewrite } from './rewrites.ts';
import type { FilterRules, PageRules, PatchRules, ServiceRules, TypeRules } from './service-rules.ts';

/** One way in which real services differ from the RFC, by itself. */
interface Quirk {
  readonly summary: string;
  /** What stands behind `=` where nothing is given; undefined where nothing may stand there. */
  readonly argument?: string;
  apply(rules: ServiceRules, argument: string): ServiceRules;
}

const page = (change: (argument: string) => Partial<PageRules>) => (rules: ServiceRules, argument: string) => ({
  ...rules,
  page: { ...rules.page, ...change(argument) },
});

const patch = (change: Partial<PatchRules>) => (rules: ServiceRules) => ({
  ...rules,
  patch: { ...rules.patch, ...change },
});

const filter = (change: (argument: string) => Partial<FilterRules>) => (rules: ServiceRules, argument: string) => ({
  ...rules,
  filter: { ...rules.filter, ...change(argument) },
});

const type =
  (name: ResourceType, change: (rules: TypeRules, argument: string) => Partial<TypeRules>) =>
  (rules: ServiceRules, argument: string): ServiceRules => ({
    ...rules,
    types: { ...rules.types, [name]: { ...rules.types[name], ...change(rules.types[name], argument) } },
  });

const both =
  (change: (rules: TypeRules, argument: string) => Partial<TypeRules>) => (rules: ServiceRules, argument: string) =>
    type('Group', change)(type('User', change)(rules, argument), argument);

const patchCheck = (check: (argument: string) => PatchCheck) => (rules: TypeRules, argument: string) => ({
  patchChecks: [...rules.patchChecks, check(argument)],
});

const check = (make: (argument: string) => ResourceCheck) => (rules: TypeRules, argument: string) => ({
  checks: [...rules.checks, make(argument)],
});

const rewrite = (make: (argument: string) => Rewrite) => (rules: TypeRules, argument: string) => ({
  rewrites: [...rules.rewrites, make(argument)],
});

const QUIRKS: Readonly<Record<string, Quirk>> = {
  'members-hidden': {
    summary: 'groups show no members, and users no groups',
    apply: (rules) => ({ ...rules, members: { ...rules.members, shown: false } }),
  },
  'members-listed': {
    summary: 'a group shows this many members at most',
    argument: '100',
    apply: (rules, argument) => ({ ...rules, members: { ...rules.members, listed: number(argument) } }),
  },
  'members-per-request': {
    summary: 'a PATCH changes this many members at most',
    argument: '100',
    apply: type(
      'Group',
      patchCheck((argument) => mostMembers(number(argument), 'changes')),
    ),
  },
  'member-additions-per-request': {
    summary: 'a PATCH adds this many members at most, by one operation',
    argument: '20',
    apply: type('Group', (rules, argument) => ({
      patchChecks: [...rules.patchChecks, additionsInOne, mostMembers(number(argument), 'additions')],
    })),
  },
  'one-removal-per-request': {
    summary: 'a PATCH removes one member, and does nothing else',
    apply: type('Group', (rules) => ({
      patchChecks: [...rules.patchChecks, removalsAlone, mostMembers(1, 'removals')],
    })),
  },
  'members-apart': {
    summary: 'a PATCH changes members or attributes, never both',
    apply: type(
      'Group',
      patchCheck(() => membersApart),
    ),
  },
  'no-member-replacement': {
    summary: 'members are added and removed one by one, never replaced',
    apply: type(
      'Group',
      patchCheck(() => membersOneByOne),
    ),
  },
  'members-at-creation': {
    summary: 'a group is created with this many members at most',
    argument: '0',
    apply: type(
      'Group',
      check((argument) => membersAtCreation(number(argument))),
    ),
  },
  'member-removal-by-value': {
    summary: 'a member is removed by "remove members" with a value, not by a value path',
    apply: patch({ memberRemoval: 'valueList' }),
  },
  'no-put': { summary: 'there is no PUT', apply: both(() => ({ put: false })) },
  'no-patch': { summary: 'there is no PATCH', apply: patch({ supported: false }) },
  'filtered-paths-ignored': {
    summary: 'an operation whose path has a filter is answered and does nothing',
    apply: patch({ filteredPaths: 'ignored' }),
  },
  'no-element-removal': {
    summary: 'no single element can be removed from an attribute',
    apply: both(patchCheck(() => noElementRemoval)),
  },
  'replace-merges': {
    summary: 'replace of a multi-valued attribute keeps the elements that it does not name',
    apply: patch({ replace: 'merges' }),
  },
  'pathless-patch': {
    summary: 'operations have no path and name their attribute in the value',
    apply: both(patchCheck(() => withoutPaths)),
  },
  'schema-in-paths': {
    summary: 'paths of core attributes begin with the URN of their schema',
    apply: both(patchCheck(() => withSchemas)),
  },
  'capitalised-ops': { summary: 'operations are called Add, Replace and Remove', apply: patch({ ops: 'capitalised' }) },
  'string-booleans': {
    summary: 'a PATCH writes true and false as "True" and "False", and answers say "true" and "false"',
    apply: (rules) => ({
      ...patch({ booleans: 'strings' })(rules),
      answers: { ...rules.answers, booleans: 'strings' },
    }),
  },
  'non-atomic-patch': {
    summary: 'operations before one that is refused are carried out',
    apply: patch({ atomic: false }),
  },
  'alone-in-patch': {
    summary: 'this attribute of a user shares its PATCH with no other',
    argument: 'active',
    apply: type(
      'User',
      patchCheck((argument) => alone(...list(argument))),
    ),
  },
  'user-patches': {
    summary: 'a PATCH changes only these attributes of users',
    argument: 'active,externalId',
    apply: type(
      'User',
      patchCheck((argument) => onlyAttributes(...list(argument))),
    ),
  },
  'group-patches': {
    summary: 'a PATCH changes only these attributes of groups',
    argument: 'displayName,members,externalId',
    apply: type(
      'Group',
      patchCheck((argument) => onlyAttributes(...list(argument))),
    ),
  },
  'user-requires': {
    summary: 'a user is created with these attributes',
    argument: 'externalId',
    apply: type(
      'User',
      check((argument) => requires(...list(argument))),
    ),
  },
  'group-requires': {
    summary: 'a group is created with these attributes',
    argument: 'externalId',
    apply: type(
      'Group',
      check((argument) => requires(...list(argument))),
    ),
  },
  'single-values': {
    summary: 'these multi-valued attributes of users have one value at most',
    argument: 'emails,phoneNumbers,addresses',
    apply: type(
      'User',
      check((argument) => mostElements(1, ...list(argument))),
    ),
  },
  'value-length': {
    summary: 'text has this many characters at most',
    argument: '64',
    apply: both(check((argument) => longestText(number(argument)))),
  },
  'not-stored': {
    summary: 'these attributes of users, or sub-attributes, are taken and forgotten',
    argument: 'addresses.type',
    apply: type(
      'User',
      rewrite((argument) => drops(...list(argument))),
    ),
  },
  'lower-case': {
    summary: 'these attributes of users are kept in lower case',
    argument: 'userName,emails.value',
    apply: type(
      'User',
      rewrite((argument) => lowerCases(...list(argument))),
    ),
  },
  'no-user-delete': {
    summary: 'users cannot be deleted',
    apply: type('User', () => ({ remove: { kind: 'refused' } })),
  },
  'delete-deactivates': {
    summary: 'DELETE of a user sets active to false',
    apply: type('User', () => ({ remove: { kind: 'deactivates' } })),
  },
  'delete-irreversible': {
    summary: 'the userName of a deleted user can never be used again',
    apply: type('User', () => ({ remove: { kind: 'buries', again: 'refused' } })),
  },
  'active-only-list': {
    summary: 'a listing without a filter leaves out inactive users',
    apply: type('User', () => ({ inactive: 'shownByFilter' })),
  },
  'deactivated-not-found': {
    summary: 'inactive users are answered as not found',
    apply: type('User', () => ({ inactive: 'hidden' })),
  },
  'no-group-create': { summary: 'groups cannot be created', apply: type('Group', () => ({ create: false })) },
  'no-group-delete': {
    summary: 'groups cannot be deleted',
    apply: type('Group', () => ({ remove: { kind: 'refused' } })),
  },
  'no-group-rename': {
    summary: 'groups cannot be renamed',
    apply: type('Group', ({ schema }) => ({ schema: withImmutable(schema, 'displayName') })),
  },
  'unique-group-names': {
    summary: 'no two groups have the same name',
    apply: type('Group', () => ({ unique: ['displayName'] })),
  },
  'shared-names': {
    summary: 'no user has the name of a group',
    apply: (rules) => ({ ...rules, sharedNames: true }),
  },
  'cursor-only': {
    summary: 'listings page by cursor (RFC 9865) and overlook startIndex',
    apply: page(() => ({ paging: 'cursor' })),
  },
  'no-paging': { summary: 'listings answer everything at once', apply: page(() => ({ paging: 'none' })) },
  'page-size': {
    summary: 'a listing without count has this many resources',
    argument: '25',
    apply: page((argument) => ({ default: number(argument) })),
  },
  'page-cap': {
    summary: 'a listing has this many resources at most',
    argument: '100',
    apply: page((argument) => ({ maximum: number(argument), default: number(argument) })),
  },
  'lean-pages': {
    summary: 'more resources than this need excludedAttributes=roles,externalId, else the answer is 429',
    argument: '25',
    apply: page((argument) => ({ lean: { over: number(argument), without: ['roles', 'externalId'] } })),
  },
  'no-count-zero': { summary: 'count=0 is refused', apply: page(() => ({ zero: 'refused' })) },
  'lower-case-resources': {
    summary: 'listings name their elements "resources"',
    apply: page(() => ({ key: 'resources' })),
  },
  'no-total-results': { summary: 'listings have no totalResults', apply: page(() => ({ totals: 'never' })) },
  'case-sensitive-filters': {
    summary: 'filters compare letter case',
    apply: filter(() => ({ caseSensitive: true })),
  },
  'eq-only': {
    summary: 'filters are one comparison with eq',
    apply: filter(() => ({ operators: ['eq'], connectives: [] })),
  },
  'user-filters': {
    summary: 'filters of users name only these attributes',
    argument: 'userName',
    apply: (rules, argument) =>
      filter(() => ({ attributes: { ...rules.filter.attributes, User: list(argument) } }))(rules, ''),
  },
  'group-filters': {
    summary: 'filters of groups name only these attributes',
    argument: 'displayName',
    apply: (rules, argument) =>
      filter(() => ({ attributes: { ...rules.filter.attributes, Group: list(argument) } }))(rules, ''),
  },
  'no-etag': {
    summary: 'resources have no version, and If-Match is overlooked',
    apply: (rules) => ({ ...rules, versions: { ...rules.versions, tag: 'none' } }),
  },
  'etag-invalid-vers': {
    summary: 'an If-Match that does not match is answered 400 invalidVers',
    apply: (rules) => ({ ...rules, versions: { tag: 'quoted', mismatch: 'invalidVers' } }),
  },
  'rate-limit': {
    summary: 'this many requests in a minute; further ones are answered 429',
    argument: '60',
    apply: (rules, argument) => ({
      ...rules,
      access: { ...rules.access, rates: [{ operations: null, requests: number(argument), seconds: 60 }] },
    }),
  },
  'unknown-id-400': {
    summary: 'an id that does not exist is answered 400',
    apply: (rules) => ({ ...rules, answers: { ...rules.answers, unknownId: 400 } }),
  },
  'no-plain-json': {
    summary: 'a request that accepts application/json is refused',
    apply: (rules) => ({ ...rules, answers: { ...rules.answers, plainJson: 'refused' } }),
  },
  'plural-service-provider-config': {
    summary: 'ServiceProviderConfig is at /ServiceProviderConfigs',
    apply: (rules) => ({
      ...rules,
      discovery: { ...rules.discovery, serviceProviderConfig: '/ServiceProviderConfigs' },
    }),
  },
  'no-discovery': {
    summary: 'there are no /ServiceProviderConfig, /Schemas and /ResourceTypes',
    apply: (rules) => ({ ...rules, discovery: { ...rules.discovery, serviceProviderConfig: null, schemas: false } }),
  },
};

/** The names of all quirks with what each does, for help. */
export const QUIRK_SUMMARIES: ReadonlyMap<string, string> = new Map(
  Object.entries(QUIRKS).map(([name, { summary, argument }]) => [
    argument === undefined ? name : `${name}=${argument}`,
    summary,
  ]),
);

/**
 * The rules with some quirks besides, each written `name` or `name=argument`.
 * @throws QuirkError for a name that there is not, and for an argument that the quirk does not take
 */
export function withQuirks(rules: ServiceRules, quirks: readonly string[]): ServiceRules {
  return quirks.reduce(withQuirk, rules);
}

function withQuirk(rules: ServiceRules, text: string): ServiceRules {
  const [name = '', ...rest] = text.split('=');
  const quirk = Object.hasOwn(QUIRKS, name) ? QUIRKS[name] : undefined;
  if (quirk === undefined) throw new QuirkError(`There is no quirk "${name}".`);
  const given = rest.length === 0 ? undefined : rest.join('=');
  if (given !== undefined && quirk.argument === undefined) throw new QuirkError(`The quirk "${name}" takes no value.`);
  return quirk.apply(rules, given ?? quirk.argument ?? '');
}

function number(argument: string): number {
  if (!/^\d+$/.test(argument)) throw new QuirkError(`"${argument}" is not a whole number.`);
  return Number(argument);
}

function list(argument: string): readonly string[] {
  return argument.split(',').map((name) => name.trim());
}

function withImmutable(schema: SchemaDefinition, attribute: string): SchemaDefinition {
  return {
    ...schema,
    attributes: schema.attributes.map((definition) =>
      definition.name === attribute ? { ...definition, mutability: 'immutable' } : definition,
    ),
  };
}
