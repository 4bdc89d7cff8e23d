import type { SchemaDefinition } from '../attribute.ts';
import { plural, singular } from './attribute-builders.ts';

/** URN of the core Group schema. */
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';

const MEMBER = [
  singular('value', 'The id of the member.', { mutability: 'immutable' }),
  singular('$ref', 'The URI of the member.', {
    type: 'reference',
    caseExact: true,
    mutability: 'immutable',
    referenceTypes: ['User', 'Group'],
  }),
  singular('display', 'The name of the member.', { mutability: 'readOnly' }),
  singular('type', 'Whether the member is a user or a group.', {
    mutability: 'immutable',
    canonicalValues: ['User', 'Group'],
  }),
];

/** The core Group schema, RFC 7643 sections 4.2 and 8.7.1. */
export const GROUP: SchemaDefinition = {
  id: GROUP_SCHEMA,
  name: 'Group',
  description: 'A set of users and groups.',
  attributes: [
    singular('displayName', 'The name of the group.', { required: true }),
    plural('members', 'The users and groups that belong to the group.', MEMBER),
  ],
};
