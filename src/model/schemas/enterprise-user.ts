import type { SchemaDefinition } from '../attribute.ts';
import { singular } from './attribute-builders.ts';

/** URN of the enterprise User extension. */
export const ENTERPRISE_USER_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const MANAGER = [
  singular('value', 'The id of the manager.'),
  singular('$ref', 'The URI of the manager.', { type: 'reference', caseExact: true, referenceTypes: ['User'] }),
  singular('displayName', 'The name of the manager.', { mutability: 'readOnly' }),
];

/** The enterprise User extension, RFC 7643 sections 4.3 and 8.7.1. */
export const ENTERPRISE_USER: SchemaDefinition = {
  id: ENTERPRISE_USER_SCHEMA,
  name: 'EnterpriseUser',
  description: 'What an organisation knows of an employee.',
  attributes: [
    singular('employeeNumber', 'The number or code that the organisation gave the person.'),
    singular('costCenter', 'The name of the cost centre.'),
    singular('organization', 'The name of the organisation.'),
    singular('division', 'The name of the division.'),
    singular('department', 'The name of the department.'),
    singular('manager', 'The manager, written as the userName of another user.', {
      type: 'complex',
      subAttributes: MANAGER,
    }),
  ],
};
