import type { AttributeDefinition } from '../../model/attribute.ts';
import {
  type AttributesByName,
  type AttributeTable,
  EXTENSION_ALIASES,
  isExtension,
  pointsAtUser,
} from '../../model/attribute-table.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { checkElements } from '../check/check-elements.ts';
import * as problems from '../problems/problems.ts';
import { readFreeMap } from '../project/read-free-value.ts';
import { found } from '../values/found.ts';
import { type FileScope, readIdentifier, readSecret } from '../values/read-text.ts';
import { isNull, type Tree, type TreeEntry, type TreeMap } from '../yaml/tree.ts';
import { readScalar } from './read-scalar.ts';

/** An attribute that is no part of `attributes`: members have a shape of their own. */
const ELSEWHERE = 'members';

/** Reads a value; undefined where it is left out. */
type Reader = (tree: Tree, scope: FileScope) => JsonValue | undefined;

/** How what stands under a key is read, and the name that it gets. */
interface Known {
  readonly name: string;
  readonly read: Reader;
}

/** By the key as nearly every file spells it: what an attribute asks for is decided once, and not value by value. */
type Readers = ReadonlyMap<string, Known>;

/**
 * Reads the attributes of one entry whose keys are in schema spelling: core ones, and extensions, which may go by their
 * alias, under their URN.
 * Where a value is not shaped as its JSON Schema says it is left out, because that is reported already.
 */
export function readAttributes(entry: TreeMap, table: AttributeTable, scope: FileScope): JsonObject {
  const attributes: Record<string, JsonValue> = {};
  const readers = readersOf(table);
  for (const child of entry.entries.values()) {
    const { key } = child;
    if (key.startsWith('$') || key === ELSEWHERE) continue;
    const known = readers.get(key);
    const value = known === undefined ? readOther(child, table, scope) : known.read(child.value, scope);
    if (value !== undefined) attributes[known?.name ?? key] = value;
  }
  return attributes;
}

const READERS = new WeakMap<AttributeTable, Readers>();

function readersOf(table: AttributeTable): Readers {
  const known = READERS.get(table);
  if (known !== undefined) return known;
  const aliased = [...EXTENSION_ALIASES].flatMap(([alias, name]): (readonly [string, Known])[] => {
    const extension = table.extensions.get(name.toLowerCase());
    return extension === undefined ? [] : [[alias, { name, read: unlessNull(mapReader(extension.attributes)) }]];
  });
  const readers = new Map([...attributeReaders(table.core), ...aliased]);
  READERS.set(table, readers);
  return readers;
}

/** What stands under an attribute in another spelling, the URN of an extension, or a key that nobody knows. */
function readOther(child: TreeEntry, table: AttributeTable, scope: FileScope): JsonValue | undefined {
  const attribute = table.core.get(child.key.toLowerCase());
  return attribute === undefined ? readExtension(child, table, scope) : attributeReader(attribute)(child.value, scope);
}

function readExtension({ key, keyPlace, value }: TreeEntry, table: AttributeTable, scope: FileScope) {
  if (key.toLowerCase() === table.schema.toLowerCase()) scope.report(problems.coreUrn(key), keyPlace);
  const extension = table.extensions.get(key.toLowerCase());
  if (extension === undefined && !isExtension(key)) return undefined;
  const read: Reader = extension === undefined ? readFree : mapReader(extension.attributes);
  return unlessNull(read)(value, scope);
}

const readFree: Reader = (tree, scope) => (tree.kind === 'map' ? readFreeMap(tree, scope) : undefined);

function unlessNull(read: Reader): Reader {
  return (tree, scope) => (isNull(tree) ? null : read(tree, scope));
}

function attributeReaders(attributes: AttributesByName): Readers {
  const all = [...attributes.values()];
  return new Map(all.map((attribute) => [attribute.name, { name: attribute.name, read: attributeReader(attribute) }]));
}

function attributeReader(attribute: AttributeDefinition): Reader {
  if (attribute.mutability === 'readOnly') return () => undefined;
  if (attribute.multiValued) return unlessNull(listReader(attribute));
  return unlessNull(pointsAtUser(attribute) ? readUserReference : singleReader(attribute));
}

function listReader(attribute: AttributeDefinition): Reader {
  const read = singleReader(attribute);
  return (tree, scope) => {
    if (tree.kind !== 'list') return undefined;
    const values = tree.items.map((item) => (isNull(item) ? undefined : read(item, scope)));
    checkElements(attribute, values, tree.items, scope);
    return found(values);
  };
}

function singleReader({ type, mutability, subAttributes }: AttributeDefinition): Reader {
  if (type === 'complex') return mapReader(new Map(subAttributes?.map((sub) => [sub.name.toLowerCase(), sub])));
  if (mutability === 'writeOnly')
    return (tree, scope) => (tree.kind === 'scalar' ? readSecret(tree, scope) : undefined);
  return (tree, scope) => (tree.kind === 'scalar' ? readScalar(type, tree, scope) : undefined);
}

function mapReader(attributes: AttributesByName): Reader {
  const readers = attributeReaders(attributes);
  return (tree, scope) => {
    if (tree.kind !== 'map') return undefined;
    const values: Record<string, JsonValue> = {};
    for (const { key, value: child } of tree.entries.values()) {
      const read = readers.get(key)?.read ?? otherReader(attributes, key);
      const value = read?.(child, scope);
      if (value !== undefined) values[key] = value;
    }
    return values;
  };
}

function otherReader(attributes: AttributesByName, key: string): Reader | undefined {
  const attribute = attributes.get(key.toLowerCase());
  return attribute && attributeReader(attribute);
}

/** `charles@example.com` becomes a UserReference, `{ $id: … }` the id itself. */
function readUserReference(tree: Tree, scope: FileScope): JsonValue | undefined {
  const named = tree.kind === 'map' ? tree.entries.get('$id')?.value : tree;
  const alone = tree.kind !== 'map' || tree.entries.size === 1;
  if (named?.kind !== 'scalar' || isNull(named) || !alone) {
    const [first] = tree.kind === 'map' ? tree.entries.values() : [];
    scope.report(problems.managerForm(), first?.keyPlace ?? tree);
    return undefined;
  }
  const text = readIdentifier(named, scope);
  if (text === undefined) return undefined;
  return { value: tree.kind === 'map' ? text : { $user: text } };
}
