import type { AttributeDefinition, SchemaDefinition } from '../../model/attribute.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { longestText, mostElements, needsRef, requires } from '../resources/resource-checks.ts';
import { drops, lowerCases } from '../resources/rewrites.ts';
import type { TypeRules } from '../service-rules.ts';
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
  'references-required': {
    summary: 'Schemas says that members and manager need a $ref, and the service insists',
    apply: (rules) => rulesOf('Group', groupWithRefs)(rulesOf('User', userWithRefs)(rules, ''), ''),
  },
  'case-sensitive-names': {
    summary: 'names of users and groups are unique, and such that differ in letter case are two',
    apply: (rules) => rulesOf('Group', groupsByCase)(rulesOf('User', usersByCase)(rules, ''), ''),
  },
  'no-group-create': { summary: 'groups cannot be created', apply: rulesOf('Group', () => ({ create: false })) },
  'no-group-rename': {
    summary: 'groups cannot be renamed',
    apply: rulesOf('Group', ({ schema }) => ({
      schema: withChange(schema, ['displayName'], { mutability: 'immutable' }),
    })),
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

function userWithRefs({ extensions, checks }: TypeRules): Partial<TypeRules> {
  return {
    extensions: extensions.map((schema) => withSubChange(schema, 'manager', '$ref', { required: true })),
    checks: [...checks, needsRef(`${ENTERPRISE_USER_SCHEMA}:manager`)],
  };
}

function groupWithRefs({ schema }: TypeRules): Partial<TypeRules> {
  return { schema: withSubChange(schema, 'members', '$ref', { required: true }) };
}

function usersByCase({ schema }: TypeRules): Partial<TypeRules> {
  return { schema: withChange(schema, ['userName'], { caseExact: true }) };
}

function groupsByCase({ schema }: TypeRules): Partial<TypeRules> {
  return { schema: withChange(schema, ['displayName'], { caseExact: true }), unique: ['displayName'] };
}

type Change = Partial<AttributeDefinition>;

function withChange(schema: SchemaDefinition, names: readonly string[], change: Change): SchemaDefinition {
  return { ...schema, attributes: changed(schema.attributes, names, () => change) };
}

function withSubChange(schema: SchemaDefinition, name: string, sub: string, change: Change): SchemaDefinition {
  const inside = ({ subAttributes = [] }: AttributeDefinition): Change => ({
    subAttributes: changed(subAttributes, [sub], () => change),
  });
  return { ...schema, attributes: changed(schema.attributes, [name], inside) };
}

function changed(
  attributes: readonly AttributeDefinition[],
  names: readonly string[],
  change: (attribute: AttributeDefinition) => Change,
): readonly AttributeDefinition[] {
  return attributes.map((attribute) =>
    names.includes(attribute.name) ? { ...attribute, ...change(attribute) } : attribute,
  );
}
