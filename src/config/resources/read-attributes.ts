import type { AttributeDefinition } from '../../model/attribute.ts';
import {
  type AttributesByName,
  type AttributeTable,
  isExtension,
  pointsAtUser,
  withoutAlias,
} from '../../model/attribute-table.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { checkElements } from '../check/check-elements.ts';
import * as problems from '../problems/problems.ts';
import { readFreeMap } from '../project/read-free-value.ts';
import { found } from '../values/found.ts';
import { type FileScope, oneLine, readSecret } from '../values/read-text.ts';
import { isNull, type Tree, type TreeEntry, type TreeList, type TreeMap } from '../yaml/tree.ts';
import { readScalar } from './read-scalar.ts';

/** Attributes that are no part of `attributes`: members have a shape of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['members']);

/**
 * Reads the attributes of one entry whose keys are in schema spelling: core ones, and extensions, which may go by their
 * alias, under their URN.
 * Where a value is not shaped as its JSON Schema says it is left out, because that is reported already.
 */
export function readAttributes(entry: TreeMap, table: AttributeTable, scope: FileScope): JsonObject {
  const attributes: Record<string, JsonValue> = {};
  const core = bySpelling(table.core);
  for (const child of entry.entries.values()) {
    const { key } = child;
    if (key.startsWith('$') || ELSEWHERE.has(key)) continue;
    const attribute = core.get(key) ?? table.core.get(key.toLowerCase());
    const name = attribute === undefined ? withoutAlias(key, table) : key;
    const value =
      attribute === undefined ? readExtension(name, child, table, scope) : readValue(attribute, child.value, scope);
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}

/** Attributes as nearly every key spells them, since putting each key into lower case takes longer than to find it. */
const BY_SPELLING = new WeakMap<AttributesByName, AttributesByName>();

function bySpelling(attributes: AttributesByName): AttributesByName {
  const known = BY_SPELLING.get(attributes);
  if (known !== undefined) return known;
  const spelt: AttributesByName = new Map([...attributes.values()].map((attribute) => [attribute.name, attribute]));
  BY_SPELLING.set(attributes, spelt);
  return spelt;
}

function readExtension(key: string, entry: TreeEntry, table: AttributeTable, scope: FileScope): JsonValue | undefined {
  if (key.toLowerCase() === table.schema.toLowerCase()) scope.report(problems.coreUrn(entry.key), entry.keyPlace);
  const extension = table.extensions.get(key.toLowerCase());
  if (extension === undefined && !isExtension(key)) return undefined;
  if (isNull(entry.value)) return null;
  if (entry.value.kind !== 'map') return undefined;
  return extension === undefined
    ? readFreeMap(entry.value, scope)
    : readKnown(entry.value, extension.attributes, scope);
}

function readKnown(map: TreeMap, attributes: AttributesByName, scope: FileScope): JsonObject {
  const values: Record<string, JsonValue> = {};
  const spelt = bySpelling(attributes);
  for (const { key, value: tree } of map.entries.values()) {
    const attribute = spelt.get(key) ?? attributes.get(key.toLowerCase());
    const value = attribute && readValue(attribute, tree, scope);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

function readValue(attribute: AttributeDefinition, tree: Tree, scope: FileScope): JsonValue | undefined {
  if (attribute.mutability === 'readOnly') return undefined;
  if (isNull(tree)) return null;
  if (attribute.multiValued) return tree.kind === 'list' ? readElements(attribute, tree, scope) : undefined;
  if (pointsAtUser(attribute)) return readUserReference(tree, scope);
  return readSingle(attribute, tree, scope);
}

function readSingle(attribute: AttributeDefinition, tree: Tree, scope: FileScope): JsonValue | undefined {
  if (attribute.type === 'complex') return tree.kind === 'map' ? readComplex(attribute, tree, scope) : undefined;
  if (tree.kind !== 'scalar') return undefined;
  return attribute.mutability === 'writeOnly' ? readSecret(tree, scope) : readScalar(attribute.type, tree, scope);
}

function readComplex(attribute: AttributeDefinition, map: TreeMap, scope: FileScope): JsonObject {
  return readKnown(map, subAttributesOf(attribute), scope);
}

/** By attribute, because nearly every entry asks for those of the same few. */
const SUB_ATTRIBUTES = new WeakMap<AttributeDefinition, AttributesByName>();

function subAttributesOf(attribute: AttributeDefinition): AttributesByName {
  const known = SUB_ATTRIBUTES.get(attribute);
  if (known !== undefined) return known;
  const subs: AttributesByName = new Map(attribute.subAttributes?.map((sub) => [sub.name.toLowerCase(), sub]));
  SUB_ATTRIBUTES.set(attribute, subs);
  return subs;
}

function readElements(attribute: AttributeDefinition, list: TreeList, scope: FileScope): JsonValue {
  const values = list.items.map((tree) => (isNull(tree) ? undefined : readSingle(attribute, tree, scope)));
  checkElements(attribute, values, list.items, scope);
  return found(values);
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
  const read = readScalar('string', named, scope);
  const text = typeof read === 'string' ? oneLine(read, named, scope.report) : undefined;
  if (text === undefined) return undefined;
  return { value: tree.kind === 'map' ? text : { $user: text } };
}
