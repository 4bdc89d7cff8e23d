import type { AttributeDefinition, AttributeType, SchemaDefinition } from '../model/attribute.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../model/json.ts';

const TYPES: readonly AttributeType[] = [
  'string',
  'boolean',
  'decimal',
  'integer',
  'dateTime',
  'reference',
  'binary',
  'complex',
];
const MUTABILITIES = ['readWrite', 'readOnly', 'immutable', 'writeOnly'] as const;
const RETURNED = ['default', 'always', 'never', 'request'] as const;
const UNIQUENESS = ['none', 'server', 'global'] as const;

/** One of the known words, in any case; the first of them where the service says nothing or something else. */
function oneOf<T extends string>(words: readonly T[], first: T, said: string | undefined): T {
  return words.find((word) => word.toLowerCase() === said?.toLowerCase()) ?? first;
}

function strings(value: JsonValue | undefined): readonly string[] | undefined {
  if (!isJsonArray(value)) return undefined;
  const found = value.filter((element) => typeof element === 'string');
  return found.length === 0 ? undefined : found;
}

function attributes(value: JsonValue | undefined): readonly AttributeDefinition[] {
  return isJsonArray(value) ? value.filter(isJsonObject).flatMap(attribute) : [];
}

function attribute(said: JsonObject): readonly AttributeDefinition[] {
  const name = stringAt(said, 'name');
  if (name === undefined || name === '') return [];
  const canonicalValues = strings(said['canonicalValues']);
  const referenceTypes = strings(said['referenceTypes']);
  const subAttributes = attributes(said['subAttributes']);
  return [
    {
      name,
      type: oneOf(TYPES, subAttributes.length === 0 ? 'string' : 'complex', stringAt(said, 'type')),
      multiValued: said['multiValued'] === true,
      required: said['required'] === true,
      caseExact: said['caseExact'] === true,
      mutability: oneOf(MUTABILITIES, 'readWrite', stringAt(said, 'mutability')),
      returned: oneOf(RETURNED, 'default', stringAt(said, 'returned')),
      uniqueness: oneOf(UNIQUENESS, 'none', stringAt(said, 'uniqueness')),
      description: stringAt(said, 'description') ?? '',
      ...(canonicalValues === undefined ? {} : { canonicalValues }),
      ...(referenceTypes === undefined ? {} : { referenceTypes }),
      ...(subAttributes.length === 0 ? {} : { subAttributes }),
    },
  ];
}

/**
 * Reads one schema of `/Schemas` (RFC 7643 section 7). Characteristics that the service leaves out have the defaults of
 * section 2.2; what has no name is passed over.
 * @returns the schema, or nothing where it has no URN
 */
export function readSchemaDefinition(said: JsonValue): readonly SchemaDefinition[] {
  if (!isJsonObject(said)) return [];
  const id = stringAt(said, 'id');
  if (id === undefined || id === '') return [];
  return [
    {
      id,
      name: stringAt(said, 'name') ?? id,
      description: stringAt(said, 'description') ?? '',
      attributes: attributes(said['attributes']),
    },
  ];
}
