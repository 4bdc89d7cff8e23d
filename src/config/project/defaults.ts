import { DECLARABLE_ATTRIBUTES, isExtension } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import { heldProperty, ownProperty, propertyName } from '../../syntax/property.ts';
import { readAttributes } from '../resources/read-attributes.ts';
import { inSchemaSpelling } from '../resources/schema-spelling.ts';
import { writtenNumbers } from '../resources/written-numbers.ts';
import type { FileScope } from '../values/read-text.ts';
import { childOf, type Tree, type TreeEntry, type TreeMap } from '../yaml/tree.ts';

/** Attribute defaults by resource type. */
export type Defaults = Readonly<Record<ResourceType, JsonObject>> & {
  /** `$state: present` under `defaults.user`: whoever is inactive is created all the same. */
  readonly createInactive: boolean;
  /** How their numbers are written, as `writtenNumbers` tells it. */
  readonly written?: Readonly<Partial<Record<ResourceType, JsonObject>>>;
};

const SECTIONS = { user: 'User', group: 'Group' } as const;

/** Brings the attribute names under `defaults` to schema spelling. */
export function defaultsInSchemaSpelling(defaults: TreeMap, report: FileScope['report']): TreeMap {
  const entries = new Map<string, TreeEntry>(defaults.entries);
  for (const [section, type] of Object.entries(SECTIONS)) {
    const entry = defaults.entries.get(section);
    if (entry?.value.kind !== 'map') continue;
    entries.set(section, { ...entry, value: inSchemaSpelling(entry.value, DECLARABLE_ATTRIBUTES[type], report) });
  }
  return { ...defaults, entries };
}

/** Reads `defaults.user` and `defaults.group`, whose attribute names are in schema spelling. */
export function readDefaults(defaults: Tree | undefined, scope: FileScope): Defaults {
  const read = (section: keyof typeof SECTIONS): JsonObject => {
    const map = childOf(defaults, section);
    return map?.kind === 'map' ? readAttributes(map, DECLARABLE_ATTRIBUTES[SECTIONS[section]], scope) : {};
  };
  const createInactive = isWrittenPresent(childOf(defaults, 'user'));
  return { User: read('user'), Group: read('group'), createInactive, written: writtenIn(defaults) };
}

function writtenIn(defaults: Tree | undefined): NonNullable<Defaults['written']> {
  const found: Partial<Record<ResourceType, JsonObject>> = {};
  for (const [section, type] of Object.entries(SECTIONS)) {
    const map = childOf(defaults, section);
    const written = map?.kind === 'map' ? writtenNumbers(map, DECLARABLE_ATTRIBUTES[type]) : undefined;
    if (written !== undefined) found[type] = written;
  }
  return found;
}

/** True where `$state: present` is written. */
export function isWrittenPresent(map: Tree | undefined): boolean {
  const state = childOf(map, '$state');
  return state?.kind === 'scalar' && state.text === 'present';
}

/** Adds what an entry does not declare itself; inside an extension attribute by attribute. */
export function withDefaults(declared: JsonObject, defaults: JsonObject): JsonObject {
  return lackingAdded(declared, defaults, (name, own, value) =>
    isExtension(name) && isJsonObject(own) && isJsonObject(value) ? lackingAdded(own, value) : own,
  );
}

/**
 * How the numbers of an entry are written, those that it takes from the defaults among them.
 * @param declared what the entry itself declares, which defaults do not override
 */
export function writtenWithDefaults(
  written: JsonObject | undefined,
  declared: JsonObject,
  defaults: JsonObject | undefined,
): JsonObject | undefined {
  if (defaults === undefined) return written;
  const all: Record<string, JsonValue> = { ...written };
  for (const [schema, texts] of Object.entries(defaults)) {
    const known = propertyName(declared, schema);
    const own = declared[known];
    if (own === undefined) all[known] = texts;
    if (!isJsonObject(own) || !isJsonObject(texts)) continue;
    const taken = Object.entries(texts).filter(([name]) => heldProperty(own, name) === undefined);
    const held = all[known];
    all[known] = { ...(isJsonObject(held) ? held : {}), ...Object.fromEntries(taken) };
  }
  return all;
}

/**
 * The object with the further properties that it lacks, in whatever case: names of attributes have none (RFC 7643 section
 * 2.1). It is the same object where it lacks none.
 * @param joined what becomes of a property that it has
 */
function lackingAdded(
  object: JsonObject,
  further: JsonObject,
  joined: (name: string, own: JsonValue, value: JsonValue) => JsonValue = (_name, own) => own,
): JsonObject {
  let result: Record<string, JsonValue> | undefined;
  for (const [name, value] of Object.entries(further)) {
    const known = propertyName(object, name);
    const own = ownProperty(object, known);
    const wanted = own === undefined ? value : joined(name, own, value);
    if (wanted === own) continue;
    result ??= { ...object };
    result[known] = wanted;
  }
  return result ?? object;
}
