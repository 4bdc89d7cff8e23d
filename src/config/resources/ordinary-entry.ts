import type { AttributeDefinition } from '../../model/attribute.ts';
import {
  type AttributesByName,
  DECLARABLE_ATTRIBUTES,
  EXTENSION_ALIASES,
  pointsAtUser,
} from '../../model/attribute-table.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import type { Tree, TreeMap } from '../yaml/tree.ts';

/*
 * Nearly every entry is ordinary: its names are in schema spelling, but for the alias of an extension, and each value is
 * clearly of the kind that the JSON Schema asks for. Such an entry needs neither the schema nor a speller, which take five
 * times as long as to see that it is one. Whatever is not clearly so is not ordinary; a property test compares.
 */

/** Whether a value is clearly as it should be. */
type Test = (tree: Tree) => boolean;

const isText: Test = (tree) => tree.kind === 'scalar' && tree.value !== null && tree.text !== '';
const isString: Test = (tree) => isText(tree) && tree.kind === 'scalar' && typeof tree.value === 'string';
const isBoolean: Test = (tree) => tree.kind === 'scalar' && typeof tree.value === 'boolean';
const isNumber: Test = (tree) => tree.kind === 'scalar' && typeof tree.value === 'number';

/** A mapping of nothing but known names, the required ones among them. */
function mapTest(tests: ReadonlyMap<string, Test>, required: readonly string[] = []): Test {
  return (tree) => {
    if (tree.kind !== 'map') return false;
    for (const { key, value } of tree.entries.values()) if (tests.get(key)?.(value) !== true) return false;
    return required.every((name) => tree.entries.has(name));
  };
}

function listTest(isItem: Test): Test {
  return (tree) => tree.kind === 'list' && tree.items.every(isItem);
}

function attributeTests(attributes: Iterable<AttributeDefinition>): (readonly [string, Test])[] {
  const writable = [...attributes].filter(({ mutability }) => mutability === 'readWrite');
  return writable.map((attribute) => [attribute.name, attributeTest(attribute)]);
}

function attributeTest(attribute: AttributeDefinition): Test {
  const { type, subAttributes, multiValued } = attribute;
  if (pointsAtUser(attribute)) return isText;
  if (type === 'boolean') return isBoolean;
  if (type === 'decimal' || type === 'integer') return isNumber;
  if (subAttributes === undefined) return isText;
  const subs = subAttributes.filter(({ name }) => name !== '$ref');
  const isComplex = mapTest(
    new Map(attributeTests(subs)),
    subs.filter(({ required }) => required).map(({ name }) => name),
  );
  return multiValued ? listTest(isComplex) : isComplex;
}

const isMemberMap = mapTest(
  new Map([
    ['user', isText],
    ['group', isText],
    ['$id', isText],
    ['$expires', isString],
  ]),
);
/** A name, or one under `user` or `group`, perhaps with its expiry. */
const isMember: Test = (tree) => {
  if (tree.kind !== 'map') return isText(tree);
  const named = ['user', 'group', '$id'].filter((key) => tree.entries.has(key));
  return named.length === 1 && isMemberMap(tree);
};

const OWN_KEYS: Readonly<Record<ResourceType, readonly (readonly [string, Test])[]>> = {
  User: [
    ['$id', isText],
    ['$expires', isString],
  ],
  Group: [
    ['$id', isText],
    ['members', listTest(isMember)],
  ],
};

function extensionTests(extensions: ReadonlyMap<string, { readonly attributes: AttributesByName }>) {
  return [...EXTENSION_ALIASES].flatMap(([alias, urn]) => {
    const extension = extensions.get(urn.toLowerCase());
    return extension === undefined
      ? []
      : [[alias, mapTest(new Map(attributeTests(extension.attributes.values())))] as const];
  });
}

function entryTest(type: ResourceType): Test {
  const { core, extensions } = DECLARABLE_ATTRIBUTES[type];
  const tests = [...attributeTests(core.values()), ...extensionTests(extensions), ...OWN_KEYS[type]];
  return mapTest(new Map(tests), [NAME_ATTRIBUTE[type]]);
}

const IS_ORDINARY: Readonly<Record<ResourceType, Test>> = { User: entryTest('User'), Group: entryTest('Group') };

/** True for an entry with which nothing is wrong that its JSON Schema or the spelling of its names could tell. */
export function isOrdinary(entry: TreeMap, type: ResourceType): boolean {
  return IS_ORDINARY[type](entry);
}
