import type { SchemaDefinition } from '../attribute.ts';
import { plural, singular } from './attribute-builders.ts';

/** URN of the Genesys Cloud User extension. */
export const GENESYS_USER_SCHEMA = 'urn:ietf:params:scim:schemas:extension:genesys:purecloud:2.0:User';

const SKILL = [
  singular('name', 'The name of the skill, in the case that Genesys Cloud has; it must exist there.', {
    required: true,
    caseExact: true,
  }),
  singular('proficiency', 'From 0.0 to 5.0.', { type: 'decimal' }),
];

const LANGUAGE = [
  singular('name', 'The name of the language skill, in the case that Genesys Cloud has; it must exist there.', {
    required: true,
    caseExact: true,
  }),
  singular('proficiency', 'From 0 to 5; Genesys Cloud rounds it to a whole number.', { type: 'decimal' }),
];

const EXTERNAL_ID = [
  singular('authority', 'Who gave the identifier; one identifier for each.', { required: true, caseExact: true }),
  singular('value', 'The identifier.', { required: true, caseExact: true }),
];

/** What Genesys Cloud adds to the enterprise extension: any ISO 8601 text, of which it keeps the date (Swagger, `dateHire`). */
export const DATE_HIRE = singular('dateHire', 'The day on which the employment began; only Genesys Cloud has it.');

/** The Genesys Cloud User extension, from the Swagger of its SCIM API (`ScimUserExtensions`). */
export const GENESYS_USER: SchemaDefinition = {
  id: GENESYS_USER_SCHEMA,
  name: 'GenesysUser',
  description: 'What Genesys Cloud knows of an agent.',
  attributes: [
    plural('routingSkills', 'Skills for routing, at most 50.', SKILL),
    plural('routingLanguages', 'Language skills for routing, at most 50.', LANGUAGE),
    plural('externalIds', 'Identifiers in other systems.', EXTERNAL_ID),
  ],
};
