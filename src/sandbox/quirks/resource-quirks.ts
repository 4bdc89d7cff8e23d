import type { SchemaDefinition } from '../../model/attribute.ts';
import { longestText, mostElements, requires } from '../resources/resource-checks.ts';
import { drops, lowerCases } from '../resources/rewrites.ts';
import { check, list, number, type Quirk, rewrite, rulesOf, rulesOfBoth } from './quirk.ts';

/** Quirks of what users and groups may hold. */
export const RESOURCE_QUIRKS: Readonly<Record<string, Quirk>> = {
  'user-requires': {
    summary: 'a user is created with these attributes',
    argument: 'externalId',
    apply: rulesOf(
      'User',
      check((argument) => requires(...list(argument))),
    ),
  },
  'group-requires': {
    summary: 'a group is created with these attributes',
    argument: 'externalId',
    apply: rulesOf(
      'Group',
      check((argument) => requires(...list(argument))),
    ),
  },
  'single-values': {
    summary: 'these multi-valued attributes of users have one value at most',
    argument: 'emails,phoneNumbers,addresses',
    apply: rulesOf(
      'User',
      check((argument) => mostElements(1, ...list(argument))),
    ),
  },
  'value-length': {
    summary: 'text has this many characters at most',
    argument: '64',
    apply: rulesOfBoth(check((argument) => longestText(number(argument)))),
  },
  'not-stored': {
    summary: 'these attributes of users, or sub-attributes, are taken and forgotten',
    argument: 'addresses.type',
    apply: rulesOf(
      'User',
      rewrite((argument) => drops(...list(argument))),
    ),
  },
  'lower-case': {
    summary: 'these attributes of users are kept in lower case',
    argument: 'userName,emails.value',
    apply: rulesOf(
      'User',
      rewrite((argument) => lowerCases(...list(argument))),
    ),
  },
  'no-group-create': { summary: 'groups cannot be created', apply: rulesOf('Group', () => ({ create: false })) },
  'no-group-rename': {
    summary: 'groups cannot be renamed',
    apply: rulesOf('Group', ({ schema }) => ({ schema: withImmutable(schema, 'displayName') })),
  },
  'unique-group-names': {
    summary: 'no two groups have the same name',
    apply: rulesOf('Group', () => ({ unique: ['displayName'] })),
  },
  'shared-names': {
    summary: 'no user has the name of a group',
    apply: (rules) => ({ ...rules, sharedNames: true }),
  },
};

function withImmutable(schema: SchemaDefinition, attribute: string): SchemaDefinition {
  return {
    ...schema,
    attributes: schema.attributes.map((definition) =>
      definition.name === attribute ? { ...definition, mutability: 'immutable' } : definition,
    ),
  };
}
