/** Data types of RFC 7643 section 2.3. */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'reference'
  | 'binary'
  | 'complex';

/** An attribute with the characteristics of RFC 7643 section 2.2, all of them spelt out. */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly AttributeDefinition[];
  readonly description: string;
}

/** A schema (RFC 7643 section 7): its URN and its attributes. */
export interface SchemaDefinition {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
}

/** An attribute as a service describes it: what it leaves out is not known, and not the RFC's default. */
export type DescribedAttribute = Partial<Omit<AttributeDefinition, 'name' | 'subAttributes'>> &
  Pick<AttributeDefinition, 'name'> & { readonly subAttributes?: readonly DescribedAttribute[] };

/** A schema as a service's `/Schemas` describes it. */
export interface DescribedSchema {
  readonly id: string;
  readonly attributes: readonly DescribedAttribute[];
}
