import type { SchemaDefinition } from '../attribute.ts';
import { plural, singular, typedValue } from './attribute-builders.ts';

/** URN of the core User schema. */
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';

const NAME = [
  singular('formatted', 'The full name, ready to display.'),
  singular('familyName', 'The family name, or last name.'),
  singular('givenName', 'The given name, or first name.'),
  singular('middleName', 'The middle names.'),
  singular('honorificPrefix', 'A title before the name, such as "Dr.".'),
  singular('honorificSuffix', 'A suffix after the name, such as "III".'),
];

const ADDRESS = [
  singular('formatted', 'The full mailing address, ready to display; it may hold line breaks.'),
  singular('streetAddress', 'Street, house number and the like; it may hold line breaks.'),
  singular('locality', 'The city or locality.'),
  singular('region', 'The state or region.'),
  singular('postalCode', 'The postal code.'),
  singular('country', 'The country, as an ISO 3166-1 alpha-2 code.'),
  singular('type', 'A label that says what the address is for.', { canonicalValues: ['work', 'home', 'other'] }),
  singular('primary', 'Whether this is the preferred address; at most one element is.', { type: 'boolean' }),
];

const GROUP_OF_USER = [
  singular('value', 'The id of the group.', { mutability: 'readOnly' }),
  singular('$ref', 'The URI of the group.', {
    type: 'reference',
    caseExact: true,
    mutability: 'readOnly',
    referenceTypes: ['User', 'Group'],
  }),
  singular('display', 'The name of the group.', { mutability: 'readOnly' }),
  singular('type', 'How the user is a member.', { mutability: 'readOnly', canonicalValues: ['direct', 'indirect'] }),
];

/** The core User schema, RFC 7643 sections 4.1 and 8.7.1. */
export const USER: SchemaDefinition = {
  id: USER_SCHEMA,
  name: 'User',
  description: 'A person or account.',
  attributes: [
    singular('userName', 'The name that the user signs in with, unique on the service.', {
      required: true,
      uniqueness: 'server',
    }),
    singular('name', 'The parts of the real name.', { type: 'complex', subAttributes: NAME }),
    singular('displayName', 'The name shown to others.'),
    singular('nickName', 'The casual name.'),
    singular('profileUrl', 'A page that represents the user.', {
      type: 'reference',
      caseExact: true,
      referenceTypes: ['external'],
    }),
    singular('title', 'The job title.'),
    singular('userType', 'The relation to the organisation, such as "Employee".'),
    singular('preferredLanguage', 'Preferred languages, as in the Accept-Language header.'),
    singular('locale', 'The locale for dates, numbers and currency, such as "en-US".'),
    singular('timezone', 'The time zone, as in "America/Los_Angeles".'),
    singular('active', 'Whether the user may sign in.', { type: 'boolean' }),
    singular('password', 'The initial password; sent only when the user is created.', {
      caseExact: true,
      mutability: 'writeOnly',
      returned: 'never',
    }),
    plural('emails', 'E-mail addresses.', typedValue('The address.', ['work', 'home', 'other'])),
    plural(
      'phoneNumbers',
      'Phone numbers.',
      typedValue('The number, best as RFC 3966 or E.164.', ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
    ),
    plural(
      'ims',
      'Instant messaging addresses.',
      typedValue('The address.', ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']),
    ),
    plural(
      'photos',
      'URIs of photographs.',
      typedValue('The URI.', ['photo', 'thumbnail'], {
        type: 'reference',
        caseExact: true,
        referenceTypes: ['external'],
      }),
    ),
    plural('addresses', 'Mailing addresses.', ADDRESS),
    plural('groups', 'The groups that the user belongs to; changed through the groups.', GROUP_OF_USER, {
      mutability: 'readOnly',
    }),
    plural('entitlements', 'Things that the user has.', typedValue('The entitlement.', [])),
    plural('roles', 'What the user is, such as "Student".', typedValue('The role.', [])),
    plural(
      'x509Certificates',
      'Certificates.',
      typedValue('The DER certificate in base64.', [], { type: 'binary', caseExact: true }),
    ),
  ],
};
