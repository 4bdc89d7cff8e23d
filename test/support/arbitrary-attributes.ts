import fc from 'fast-check';
import type { AttributeDefinition, SchemaDefinition } from '../../src/model/attribute.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { isJsonArray, isJsonObject } from '../../src/model/json.ts';
import { ENTERPRISE_USER } from '../../src/model/schemas/enterprise-user.ts';
import { USER } from '../../src/model/schemas/user.ts';
import { attributeValues, saysTwice, type Types, withoutUndefined } from './arbitrary-values.ts';
import { BADGE, UNKNOWN_SCHEMA } from './badge-extension.ts';

/** Attributes that worlds give in ways of their own: names, references, secrets. */
const ELSEWHERE = new Set(['userName', 'password', 'manager', 'groups']);

type Side = 'as declared' | 'as held';

/** Attributes of a user but userName: as a file declares them, nulls included, or as a service holds them. */
export function userAttributes(side: Side): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(schemaAttributes(USER, side), extension(ENTERPRISE_USER, side), extension(BADGE, side), unknown(side))
    .map(([core, enterprise, badge, free]) => ({ ...core, ...enterprise, ...badge, ...free }));
}

/** Attributes that every service knows: those of the core schema and of the enterprise extension. */
export function portableAttributes(side: Side): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(schemaAttributes(USER, side, 'canonical'), extension(ENTERPRISE_USER, side, 'canonical'))
    .map(([core, enterprise]) => ({ ...core, ...enterprise }));
}

/** Attributes of a group but displayName and members. */
export function groupAttributes(side: Side): fc.Arbitrary<JsonObject> {
  return unknown(side);
}

function extension(schema: SchemaDefinition, side: Side, types: Types = 'any'): fc.Arbitrary<JsonObject> {
  return atTimes(schemaAttributes(schema, side, types)).map((values) => wrapped(schema.id, values));
}

function wrapped(schema: string, values: JsonObject): JsonObject {
  return Object.keys(values).length === 0 ? {} : { [schema]: values };
}

function atTimes(values: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant<JsonObject>({}) }, { weight: 1, arbitrary: values });
}

function schemaAttributes(
  { id, attributes }: SchemaDefinition,
  side: Side,
  types: Types = 'any',
): fc.Arbitrary<JsonObject> {
  const prefix = id === USER.id ? '' : `${id}:`;
  const known = attributes.filter(({ name }) => !ELSEWHERE.has(name));
  return record(
    known.map((definition) => [definition.name, onSide(definition, `${prefix}${definition.name}`, side, types)]),
  );
}

/** Each attribute is there in one case of three, so that a counterexample stays readable. */
function record(entries: readonly (readonly [string, fc.Arbitrary<JsonValue>])[]): fc.Arbitrary<JsonObject> {
  const nothing = { weight: 2, arbitrary: fc.constant(undefined) };
  const rare = entries.map(([name, values]) => [name, fc.oneof(nothing, { weight: 1, arbitrary: values })] as const);
  return fc.record(Object.fromEntries(rare), { noNullPrototype: true }).map(withoutUndefined);
}

function onSide(definition: AttributeDefinition, path: string, side: Side, types: Types): fc.Arbitrary<JsonValue> {
  const values = attributeValues(definition, path, side, types);
  if (side === 'as held') return values;
  const nothing = fc.constantFrom<JsonValue>(null, ...(definition.multiValued ? [[]] : []));
  const holed = fc.tuple(values, fc.nat(20)).map(([value, at]) => withNull(value, at));
  const some = fc.oneof(
    { weight: 6, arbitrary: values },
    { weight: 2, arbitrary: holed.filter((value) => !saysTwice(path, value)) },
  );
  return definition.required ? some : fc.oneof({ weight: 8, arbitrary: some }, { weight: 1, arbitrary: nothing });
}

/** Clears one sub-attribute, but never the `value` of an element; of a single value, at times nothing else is declared. */
function withNull(value: JsonValue, at: number): JsonValue {
  if (isJsonArray(value)) return value.map((element, i) => (i === at % value.length ? cleared(element, at) : element));
  if (!isJsonObject(value)) return value;
  const [first = 'value'] = Object.keys(value);
  return at % 3 === 0 ? { [first]: null } : cleared(value, at);
}

function cleared(value: JsonValue, at: number): JsonValue {
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).filter((name) => name !== 'value' && name !== 'primary');
  const name = names[at % Math.max(names.length, 1)];
  const isLast = value['value'] === undefined && names.length < 2;
  return name === undefined || isLast ? value : { ...value, [name]: null };
}

/** What an extension may hold that no schema describes: any JSON that a file can say. */
function unknown(side: Side): fc.Arbitrary<JsonObject> {
  const text = fc.constantFrom('a', 'A', 'b "c"', 'd\\e', '2026-01-31T23:30:00Z');
  const scalar: fc.Arbitrary<JsonValue> = fc.oneof(text, fc.boolean(), fc.constantFrom(0, 1.5, -3));
  const object = record([
    ['one', scalar],
    ['two', scalar],
    ['constructor', scalar],
  ]).filter((value) => Object.keys(value).length > 0);
  const values = record([
    ['scalar', scalar],
    ['strings', fc.uniqueArray(text, { minLength: 1, maxLength: 3 })],
    ['object', object],
    ['objects', fc.uniqueArray(object, { minLength: 1, maxLength: 3, selector: (value) => JSON.stringify(value) })],
    ['toString', scalar],
  ]);
  const holed = values.chain((given) =>
    fc
      .subarray(Object.keys(given))
      .map((names) => ({ ...given, ...Object.fromEntries(names.map((name) => [name, null] as const)) })),
  );
  return atTimes(side === 'as held' ? values : fc.oneof(values, holed)).map((given) => wrapped(UNKNOWN_SCHEMA, given));
}
