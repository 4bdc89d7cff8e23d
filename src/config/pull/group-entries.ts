import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import { ownProperty } from '../../syntax/property.ts';
import type { Pulled, PulledEntry } from './pulled-entry.ts';

/** How people are spread over files: one for each value of an attribute, one for each person, or one for all. */
export type Grouping =
  | { readonly by: 'attribute'; readonly path: readonly string[] }
  | { readonly by: 'file' }
  | { readonly by: 'none' };

/** The entries of one file. */
export interface EntryFile {
  /** Relative to where the files go. */
  readonly path: string;
  readonly section: 'users' | 'groups';
  readonly entries: readonly PulledEntry[];
}

/** Spreads entries over files with names that every file system takes. */
export function groupEntries({ users, groups }: Pulled, grouping: Grouping): readonly EntryFile[] {
  return [
    ...filesOf('users', users, grouping),
    ...filesOf('groups', groups, grouping.by === 'file' ? grouping : { by: 'none' }),
  ];
}

function filesOf(
  section: 'users' | 'groups',
  entries: readonly PulledEntry[],
  grouping: Grouping,
): readonly EntryFile[] {
  const byValue = Map.groupBy(entries, (entry) => foldCase(groupOf(section, entry, grouping)));
  const taken = new Set<string>();
  return [...byValue.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, members]) => ({
      path: `${section}/${freeName(slug(value), taken)}.yaml`,
      section,
      entries: members,
    }));
}

/** Where those stand who have no value. */
const OTHERS = 'other';

function groupOf(section: 'users' | 'groups', { name, entry }: PulledEntry, grouping: Grouping): string {
  if (grouping.by === 'none') return section;
  if (grouping.by === 'file') return name;
  const value = grouping.path.reduce<JsonValue | undefined>(valueIn, entry);
  return value === undefined || value === null || typeof value === 'object' ? OTHERS : String(value);
}

function valueIn(object: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(object) ? ownProperty(object, name) : undefined;
}

const LONGEST = 60;

/** `Forschung & Entwicklung` becomes `forschung-entwicklung`. */
function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return words.slice(0, LONGEST).replace(/-+$/, '') || OTHERS;
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
