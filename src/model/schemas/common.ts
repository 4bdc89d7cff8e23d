import type { AttributeDefinition } from '../attribute.ts';
import { singular } from './attribute-builders.ts';

const META = [
  singular('resourceType', 'The name of the resource type.', { caseExact: true, mutability: 'readOnly' }),
  singular('created', 'When the resource was added.', { type: 'dateTime', mutability: 'readOnly' }),
  singular('lastModified', 'When the resource was last changed.', { type: 'dateTime', mutability: 'readOnly' }),
  singular('location', 'The URI of the resource.', { type: 'reference', caseExact: true, mutability: 'readOnly' }),
  singular('version', 'The version, equal to the ETag header.', { caseExact: true, mutability: 'readOnly' }),
];

/** The attributes that every resource has, RFC 7643 section 3.1; no `/Schemas` answer lists them. */
export const COMMON_ATTRIBUTES: readonly AttributeDefinition[] = [
  singular('id', 'The identifier that the service gave.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  singular('externalId', 'The identifier that the client gave.', { caseExact: true }),
  singular('meta', 'What the service says about the resource.', {
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: META,
  }),
];
