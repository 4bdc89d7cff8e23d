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
  return respell(entry, resourceSpeller(table), report);
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
  const entries = new Map<string, TreeEntry>();
  const written = new Map<string, string>();
  let changed = false;
  for (const entry of map.entries.values()) {
    const respelt = respellEntry(entry, speller, report);
    const folded = respelt.key.toLowerCase();
    const first = written.get(folded);
    changed ||= respelt !== entry || first !== undefined;
    if (first === undefined) entries.set(respelt.key, respelt);
    else report(problems.attributeTwice(first, entry.key), entry.keyPlace);
    if (first === undefined) written.set(folded, entry.key);
  }
  return changed ? { ...map, entries } : map;
}

function respellEntry(entry: TreeEntry, speller: Speller, report: Report): TreeEntry {
  const spelling = speller(entry.key);
  if (spelling === undefined) return entry;
  const value = spelling.below === undefined ? entry.value : respellValue(entry.value, spelling.below, report);
  return value === entry.value && spelling.name === entry.key ? entry : { ...entry, key: spelling.name, value };
}

function respellValue(value: Tree, speller: Speller, report: Report): Tree {
  if (value.kind === 'map') return respell(value, speller, report);
  if (value.kind !== 'list') return value;
  const items = value.items.map((item) => (item.kind === 'map' ? respell(item, speller, report) : item));
  return items.every((item, index) => item === value.items[index]) ? value : { ...value, items };
}
