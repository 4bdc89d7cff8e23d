import type { AttributeDefinition } from '../../model/attribute.ts';
import { type AttributeTable, DECLARABLE_ATTRIBUTES, extensionAlias } from '../../model/attribute-table.ts';
import type { ResourceType } from '../../model/resource.ts';

/** What stands at a place of a file, as far as its canonical form depends on it. */
export type Shape =
  | { readonly kind: 'map'; readonly keyOf: (written: string) => KeyShape | undefined; readonly others: Shape }
  | { readonly kind: 'list'; readonly item: Shape }
  /** Read as its source text, so that a number or date without quotes is text too. */
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean' }
  /** A value of an extension that no schema describes: text, but for what JSON would write as a number the same way. */
  | { readonly kind: 'value' }
  /** Left as it is written. */
  | { readonly kind: 'free' };

/** A key of a map in its canonical spelling, its place among the others and what stands under it. */
export interface KeyShape {
  readonly name: string;
  readonly rank: number;
  readonly value: Shape;
}

/** Keys that no shape knows stand behind the attributes and before rollcall's own keys. */
export const UNKNOWN_RANK = 1000;

const TEXT: Shape = { kind: 'text' };
const FREE: Shape = { kind: 'free' };
const TEXTS: Shape = { kind: 'list', item: TEXT };

type Keys = readonly (readonly [name: string, value: Shape])[];

/** A map whose keys are written as they are named here; `last` stand behind those that are not known. */
function fixedMap(first: Keys, last: Keys = [], others: Shape = FREE): Shape {
  const keys = new Map<string, KeyShape>();
  for (const [rank, [name, value]] of first.entries()) keys.set(name, { name, rank, value });
  for (const [rank, [name, value]] of last.entries()) keys.set(name, { name, rank: UNKNOWN_RANK + 1 + rank, value });
  return { kind: 'map', keyOf: (written) => keys.get(written), others };
}

const USER_ORDER = [
  'userName',
  'externalId',
  'displayName',
  'name',
  'nickName',
  'title',
  'userType',
  'active',
  'password',
  'emails',
  'phoneNumbers',
  'addresses',
];
const NAME_ORDER = ['formatted', 'honorificPrefix', 'givenName', 'middleName', 'familyName', 'honorificSuffix'];
const ELEMENT_ORDER = ['value', 'type', 'primary'];

function inOrder(
  attributes: Iterable<AttributeDefinition>,
  order: readonly string[],
): readonly (readonly [string, AttributeDefinition])[] {
  const place = ({ name }: AttributeDefinition) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...attributes].sort((a, b) => place(a) - place(b)).map((attribute) => [attribute.name, attribute]);
}

function attributeShape(attribute: AttributeDefinition): Shape {
  if (attribute.name === 'manager') return fixedOrText([['$id', TEXT]]);
  const single = singleShape(attribute);
  return attribute.multiValued ? { kind: 'list', item: single } : single;
}

function singleShape({ name, type, subAttributes = [] }: AttributeDefinition): Shape {
  if (type === 'complex') return caselessMap(inOrder(subAttributes, name === 'name' ? NAME_ORDER : ELEMENT_ORDER));
  if (type === 'boolean') return { kind: 'boolean' };
  return type === 'integer' || type === 'decimal' ? FREE : TEXT;
}

/** A map where it is one, and text where it is not. */
function fixedOrText(keys: Keys): Shape {
  return fixedMap(keys, [], TEXT);
}

function caselessMap(attributes: readonly (readonly [string, AttributeDefinition])[]): Shape {
  const keys = new Map<string, KeyShape>();
  for (const [rank, [name, attribute]] of attributes.entries()) {
    const key = { name, rank, value: attributeShape(attribute) };
    keys.set(name, key).set(name.toLowerCase(), key);
  }
  return { kind: 'map', keyOf: (written) => keys.get(written) ?? keys.get(written.toLowerCase()), others: FREE };
}

const MEMBER = fixedOrText([
  ['user', TEXT],
  ['group', TEXT],
  ['$id', TEXT],
  ['$expires', FREE],
  ['$state', FREE],
]);

/** rollcall's own keys that say which resource is meant, then those that stand behind the attributes. */
const OWN_FIRST: Keys = [['$id', TEXT]];
const OWN_LAST: Keys = [
  ['$members', FREE],
  ['$memberRule', FREE],
  ['members', { kind: 'list', item: MEMBER }],
  ['$previously', TEXTS],
  ['$ignore', TEXTS],
  ['$protect', FREE],
  ['$expires', FREE],
  ['$state', FREE],
];

function resourceShape({ core, extensions }: AttributeTable, order: readonly string[]): Shape {
  const keys = new Map<string, KeyShape>();
  const add = (name: string, rank: number, value: Shape) => {
    const key = { name, rank, value };
    keys.set(name, key);
    if (!name.startsWith('$')) keys.set(name.toLowerCase(), key);
  };
  for (const [rank, [name, value]] of OWN_FIRST.entries()) add(name, rank, value);
  const attributes = inOrder(core.values(), order);
  for (const [rank, [name, attribute]] of attributes.entries()) add(name, 10 + rank, attributeShape(attribute));
  for (const { schema, attributes: inner } of extensions.values()) {
    const name = extensionAlias(schema);
    const value = caselessMap(inOrder(inner.values(), []));
    add(name, UNKNOWN_RANK - 1, value);
    keys.set(schema.toLowerCase(), { name, rank: UNKNOWN_RANK - 1, value });
  }
  for (const [rank, [name, value]] of OWN_LAST.entries()) add(name, UNKNOWN_RANK + 1 + rank, value);
  const keyOf = (written: string) =>
    keys.get(written) ?? (written.startsWith('$') ? undefined : keys.get(written.toLowerCase()));
  return { kind: 'map', keyOf, others: { kind: 'value' } };
}

const ENTRY: Readonly<Record<ResourceType, Shape>> = {
  User: resourceShape(DECLARABLE_ATTRIBUTES.User, USER_ORDER),
  Group: resourceShape(DECLARABLE_ATTRIBUTES.Group, ['displayName']),
};

const SECTIONS: Keys = [
  ['users', { kind: 'list', item: ENTRY.User }],
  ['groups', { kind: 'list', item: ENTRY.Group }],
];

const AUTH = fixedMap(
  ['token', 'clientId', 'clientSecret', 'tokenUrl', 'scope', 'username', 'password'].map((name) => [name, TEXT]),
);
const SERVICE = fixedMap([
  ['profile', TEXT],
  ['region', TEXT],
  ['baseUrl', TEXT],
  ['tokenUrl', TEXT],
  ['auth', AUTH],
  ['phoneRegion', TEXT],
  ['dialect', FREE],
]);
const OWNED = fixedMap([
  ['scope', TEXT],
  ['undeclared', FREE],
]);
const GUARDS = fixedMap([
  ['maxRemovals', FREE],
  ['maxChanges', FREE],
  ['maxMemberRemovals', FREE],
  ['protect', TEXTS],
  ['sensitive', TEXTS],
]);
const RESTRICTION = fixedMap([
  ['files', TEXT],
  ['users', TEXT],
  ['groups', TEXT],
  ['attributes', TEXTS],
]);
const RESOURCE_FILES = fixedOrText([
  ['path', TEXT],
  ['columns', fixedMap([], [], TEXT)],
]);
const SETTINGS: Keys = [
  ['service', SERVICE],
  ['resources', { kind: 'list', item: RESOURCE_FILES }],
  ['variables', fixedMap([], [], TEXT)],
  [
    'defaults',
    fixedMap([
      ['user', ENTRY.User],
      ['group', ENTRY.Group],
    ]),
  ],
  [
    'ownership',
    fixedMap([
      ['users', OWNED],
      ['groups', OWNED],
    ]),
  ],
  ['guards', GUARDS],
  ['restrictions', { kind: 'list', item: RESTRICTION }],
  ['policies', FREE],
];

/** rollcall.yaml. */
export const PROJECT_SHAPE: Shape = fixedMap(
  [...SETTINGS, ['defaultEnvironment', FREE], ['environments', fixedMap([], [], fixedMap(SETTINGS))]],
  SECTIONS,
);

/** A resource file. */
export const RESOURCES_SHAPE: Shape = fixedMap(SECTIONS);
