import type { SchemaDefinition } from '../../src/model/attribute.ts';
import { plural, singular, typedValue } from '../../src/model/schemas/attribute-builders.ts';

/** An extension that rollcall has never heard of and a service describes: every data type, single and multi-valued. */
export const BADGE_SCHEMA = 'urn:example:params:scim:schemas:extension:badge:2.0:User';

const strings = (name: string, type: 'string' | 'dateTime' | 'reference' | 'boolean' | 'integer') => ({
  ...singular(name, 'Several values.', { type }),
  multiValued: true,
});

export const BADGE: SchemaDefinition = {
  id: BADGE_SCHEMA,
  name: 'Badge',
  description: 'What a door knows of a person.',
  attributes: [
    singular('number', 'The number.', { caseExact: true }),
    singular('colour', 'The colour.', { canonicalValues: ['red', 'green'] }),
    singular('level', 'The level.', { type: 'integer' }),
    singular('rate', 'The rate.', { type: 'decimal' }),
    singular('remote', 'Whether it opens from afar.', { type: 'boolean' }),
    singular('issued', 'When it was issued.', { type: 'dateTime' }),
    singular('picture', 'A picture.', { type: 'reference', referenceTypes: ['external'] }),
    singular('key', 'The key.', { type: 'binary', caseExact: true }),
    singular('office', 'Where it is used.', {
      type: 'complex',
      subAttributes: [
        singular('building', 'The building.'),
        singular('floor', 'The floor.', { type: 'integer' }),
        singular('since', 'Since when.', { type: 'dateTime' }),
      ],
    }),
    strings('tags', 'string'),
    strings('visits', 'dateTime'),
    strings('pages', 'reference'),
    strings('levels', 'integer'),
    plural('doors', 'Doors.', typedValue('The door.', ['inner', 'outer'])),
    plural('devices', 'Devices.', [
      singular('serial', 'The serial number.'),
      singular('model', 'The model.'),
      singular('lent', 'Since when.', { type: 'dateTime' }),
    ]),
  ],
};

/** An extension that nobody describes. */
export const UNKNOWN_SCHEMA = 'urn:example:params:scim:unknown:1.5:Thing';
