import type { AttributeDefinition } from '../../model/attribute.ts';
import {
  type AttributesByName,
  type AttributeTable,
  EXTENSION_ALIASES,
  subAttribute,
} from '../../model/attribute-table.ts';
import * as problems from '../problems/problems.ts';
import type { Report } from '../problems/report.ts';
import type { Tree, TreeEntry, TreeMap } from '../yaml/tree.ts';

/** Finds the schema spelling of a key and the attributes that may stand below it. */
type Speller = (key: string) => Spelling | undefined;

interface Spelling {
  readonly name: string;
  readonly below: Speller | undefined;
}

/**
 * Brings the attribute names of one entry to schema spelling, at every level that the table knows.
 * Two spellings of one attribute are reported; unknown keys stay as they are.
 */
export function inSchemaSpelling(entry: TreeMap, table: AttributeTable, report: Report): TreeMap {
  const speller = SPELLERS.get(table) ?? remembering(resourceSpeller(table));
  SPELLERS.set(table, speller);
  return respell(entry, speller, report);
}

/** By table, because nearly every entry has the same few keys. */
const SPELLERS = new WeakMap<AttributeTable, Speller>();

/** Remembers keys that are written as the schema spells them, which are few; others may be any. */
function remembering(speller: Speller): Speller {
  const known = new Map<string, Spelling>();
  return (key) => {
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const found = speller(key);
    const below = found?.below && remembering(found.below);
    const spelling = found && { ...found, below };
    const isUsual = spelling?.name === key || EXTENSION_ALIASES.has(key);
    if (isUsual && spelling !== undefined) known.set(key, spelling);
    return spelling;
  };
}

function resourceSpeller(table: AttributeTable): Speller {
  const core = attributeSpeller(table.core);
  return (key) => {
    const folded = key.toLowerCase();
    const urn = (EXTENSION_ALIASES.get(folded) ?? key).toLowerCase();
    const extension = table.extensions.get(urn);
    return extension === undefined
      ? core(key)
      : { name: extension.schema, below: attributeSpeller(extension.attributes) };
  };
}

function attributeSpeller(attributes: AttributesByName): Speller {
  return (key) => {
    const attribute = attributes.get(key.toLowerCase());
    return attribute && { name: attribute.name, below: subAttributeSpeller(attribute) };
  };
}

function subAttributeSpeller(attribute: AttributeDefinition): Speller | undefined {
  if (attribute.subAttributes === undefined) return undefined;
  return (key) => {
    const found = subAttribute(attribute, key);
    return found && { name: found.name, below: undefined };
  };
}

/** Keeps a map that needs no change, which is nearly every one. */
function respell(map: TreeMap, speller: Speller, report: Report): TreeMap {
  const respelt: TreeEntry[] = [];
  let unknown = 0;
  let changed = false;
  for (const entry of map.entries.values()) {
    const spelling = speller(entry.key);
    const spelt = spelling === undefined ? entry : respellEntry(entry, spelling, report);
    if (spelling === undefined) unknown += 1;
    changed ||= spelt !== entry;
    respelt.push(spelt);
  }
  // Keys in schema spelling are no two spellings of one attribute, and one more key is none of theirs.
  return changed || unknown > 1 ? withoutRepeated(map, respelt, report) : map;
}

/** The map with what was respelt of it, of each attribute the first spelling. */
function withoutRepeated(map: TreeMap, respelt: readonly TreeEntry[], report: Report): TreeMap {
  const originals = [...map.entries.values()];
  const entries = new Map<string, TreeEntry>();
  const written = new Map<string, string>();
  for (const [index, entry] of respelt.entries()) {
    const { key, keyPlace } = originals[index] ?? entry;
    const folded = entry.key.toLowerCase();
    const first = written.get(folded);
    if (first === undefined) entries.set(entry.key, entry);
    else report(problems.attributeTwice(first, key), keyPlace);
    if (first === undefined) written.set(folded, key);
  }
  return { ...map, entries };
}

function respellEntry(entry: TreeEntry, spelling: Spelling, report: Report): TreeEntry {
  const value = spelling.below === undefined ? entry.value : respellValue(entry.value, spelling.below, report);
  return value === entry.value && spelling.name === entry.key ? entry : { ...entry, key: spelling.name, value };
}

function respellValue(value: Tree, speller: Speller, report: Report): Tree {
  if (value.kind === 'map') return respell(value, speller, report);
  if (value.kind !== 'list') return value;
  const items = value.items.map((item) => (item.kind === 'map' ? respell(item, speller, report) : item));
  return items.every((item, index) => item === value.items[index]) ? value : { ...value, items };
}
