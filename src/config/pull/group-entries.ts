import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import { ownProperty } from '../../syntax/property.ts';
import type { PulledEntry } from './pull-entries.ts';

/** How people are spread over files: by the values of an attribute, one for each person, or all together. */
export type Grouping =
  | { readonly by: 'attribute'; readonly path: readonly string[] }
  | { readonly by: 'file' }
  | { readonly by: 'none' };

/** What one file holds. */
export interface EntryFile<T> {
  /** Relative to where the files go. */
  readonly path: string;
  readonly section: Section;
  readonly entries: readonly T[];
}

export type Section = 'users' | 'groups';

/** In the order in which they are written. */
export const SECTIONS: readonly Section[] = ['users', 'groups'];

/**
 * Spreads entries over files with names that every file system takes.
 * @param keep what is kept of an entry, so that the entries themselves can be let go
 */
export function groupEntries<T>(
  section: Section,
  entries: Iterable<PulledEntry>,
  grouping: Grouping,
  keep: (entry: PulledEntry) => T,
): readonly EntryFile<T>[] {
  const own = section === 'users' || grouping.by === 'file' ? grouping : NO_GROUPING;
  const byValue = new Map<string, OfOneValue<T>>();
  for (const entry of entries) {
    const value = foldCase(groupOf(section, entry, own));
    const found = byValue.get(value) ?? { parts: [], size: MOST_IN_A_FILE };
    byValue.set(value, found);
    addTo(found, sizeOf(entry), keep(entry));
  }
  const taken = new Set(DEVICES);
  return [...byValue]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([value, { parts }]) =>
      parts.map((part) => ({ path: `${section}/${freeName(slug(value), taken)}.yaml`, section, entries: part })),
    );
}

/** What stands under one value, in as many files as that takes. */
interface OfOneValue<T> {
  readonly parts: T[][];
  /** Of the last part. */
  size: number;
}

/** Begins another file where the last one would be too large; an entry is never divided. */
function addTo<T>(found: OfOneValue<T>, size: number, kept: T): void {
  const last = found.parts.at(-1);
  if (last === undefined || found.size + size > MOST_IN_A_FILE) {
    found.parts.push([kept]);
    found.size = size;
  } else {
    last.push(kept);
    found.size += size;
  }
}

const NO_GROUPING: Grouping = { by: 'none' };

/** As much as people and reviews can take of one file: about a thousand users, or twenty thousand members. */
const MOST_IN_A_FILE = 1000;
const MEMBERS_LIKE_A_USER = 20;

function sizeOf({ entry: { members } }: PulledEntry): number {
  return 1 + (isJsonArray(members) ? members.length / MEMBERS_LIKE_A_USER : 0);
}

/** Where those stand who have no value. */
const OTHERS = 'other';

function groupOf(section: Section, { name, entry }: PulledEntry, grouping: Grouping): string {
  if (grouping.by === 'none') return section;
  if (grouping.by === 'file') return name;
  const value = grouping.path.reduce<JsonValue | undefined>(valueIn, entry);
  return value === undefined || value === null || typeof value === 'object' ? OTHERS : String(value);
}

function valueIn(object: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(object) ? ownProperty(object, name) : undefined;
}

const LONGEST = 60;
/** Devices on Windows, where no file can be called so. */
const DEVICES = [
  ...['con', 'prn', 'aux', 'nul'],
  ...['com', 'lpt'].flatMap((port) => Array.from({ length: 10 }, (_, number) => `${port}${number}`)),
];

/** `Forschung & Entwicklung` becomes `forschung-entwicklung`. */
function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return words.slice(0, LONGEST).replace(/[-\ud800-\udbff]+$/, '') || OTHERS;
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
