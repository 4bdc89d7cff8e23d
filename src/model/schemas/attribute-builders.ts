import type { AttributeDefinition } from '../attribute.ts';

type Differing = Partial<Omit<AttributeDefinition, 'name' | 'description' | 'multiValued'>>;

/** A single-valued attribute; what is not given has the default of RFC 7643 section 2.2. */
export function singular(name: string, description: string, differing: Differing = {}): AttributeDefinition {
  return {
    name,
    type: 'string',
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    description,
    ...differing,
  };
}

/** A multi-valued complex attribute (RFC 7643 section 2.4). */
export function plural(
  name: string,
  description: string,
  subAttributes: readonly AttributeDefinition[],
  differing: Differing = {},
): AttributeDefinition {
  return { ...singular(name, description, { type: 'complex', subAttributes, ...differing }), multiValued: true };
}

/**
 * The sub-attributes that every multi-valued attribute of RFC 7643 section 2.4 shares.
 * @param types canonical values of `type`
 * @param value what differs in `value`
 */
export function typedValue(
  description: string,
  types: readonly string[],
  value: Differing = {},
): readonly AttributeDefinition[] {
  return [
    singular('value', description, value),
    singular('display', 'A name for people to read.'),
    singular('type', 'A label that says what the value is for.', types.length > 0 ? { canonicalValues: types } : {}),
    singular('primary', 'Whether this is the preferred value; at most one element is.', { type: 'boolean' }),
  ];
}
