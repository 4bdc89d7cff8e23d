import type { AttributeType, DescribedAttribute, DescribedSchema } from '../model/attribute.ts';
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

/** A word in one spelling: services write `dateTime`, `DATE_TIME` and `datetime`. */
function folded(text: string): string {
  return text.replaceAll('_', '').toLowerCase();
}

/** The characteristic as one of the known words, in any spelling; nothing where the service says nothing or something else. */
function word<K extends string, T extends string>(
  said: JsonObject,
  name: K,
  words: readonly T[],
): { readonly [key in K]?: T } {
  const text = stringAt(said, name);
  const found = text === undefined ? undefined : words.find((known) => folded(known) === folded(text));
  return found === undefined ? {} : record(name, found);
}

function flag<K extends string>(said: JsonObject, name: K): { readonly [key in K]?: boolean } {
  const value = said[name];
  return typeof value === 'boolean' ? record(name, value) : {};
}

function strings<K extends string>(said: JsonObject, name: K): { readonly [key in K]?: readonly string[] } {
  const value = said[name];
  const found = isJsonArray(value) ? value.filter((element) => typeof element === 'string') : [];
  return found.length === 0 ? {} : record(name, found);
}

function record<K extends string, V>(name: K, value: V): { readonly [key in K]?: V } {
  const made: { [key in K]?: V } = {};
  made[name] = value;
  return made;
}

function attributes(value: JsonValue | undefined): readonly DescribedAttribute[] {
  return isJsonArray(value) ? value.filter(isJsonObject).flatMap(attribute) : [];
}

function attribute(said: JsonObject): readonly DescribedAttribute[] {
  const name = stringAt(said, 'name');
  if (name === undefined || name === '') return [];
  const subAttributes = attributes(said['subAttributes']);
  const description = stringAt(said, 'description');
  return [
    {
      name,
      ...word(said, 'type', TYPES),
      ...flag(said, 'multiValued'),
      ...flag(said, 'required'),
      ...flag(said, 'caseExact'),
      ...word(said, 'mutability', MUTABILITIES),
      ...word(said, 'returned', RETURNED),
      ...word(said, 'uniqueness', UNIQUENESS),
      ...strings(said, 'canonicalValues'),
      ...strings(said, 'referenceTypes'),
      ...(description === undefined ? {} : { description }),
      ...(subAttributes.length === 0 ? {} : { subAttributes }),
    },
  ];
}

/**
 * Reads one schema of `/Schemas` (RFC 7643 section 7). What the service leaves out stays unknown, because services leave
 * out what they should say; attributes without a name are passed over.
 * @returns the schema, or nothing where it has no URN
 */
export function readDescribedSchema(said: JsonValue): readonly DescribedSchema[] {
  if (!isJsonObject(said)) return [];
  const id = stringAt(said, 'id');
  return id === undefined || id === '' ? [] : [{ id, attributes: attributes(said['attributes']) }];
}
