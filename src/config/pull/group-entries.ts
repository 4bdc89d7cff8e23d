import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import { ownProperty } from '../../syntax/property.ts';
import type { Pulled, PulledEntry } from './pull-entries.ts';

/** How people are spread over files: by the values of an attribute, one for each person, or all together. */
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
    .flatMap(([value, members]) =>
      divided(members).map((part) => ({
        path: `${section}/${freeName(slug(value), taken)}.yaml`,
        section,
        entries: part,
      })),
    );
}

/** As much as people and reviews can take of one file: about a thousand users, or twenty thousand members. */
const MOST_IN_A_FILE = 1000;
const MEMBERS_LIKE_A_USER = 20;

/** Divides the entries of one file among several where it would be too large; an entry is never divided. */
function divided(entries: readonly PulledEntry[]): readonly (readonly PulledEntry[])[] {
  const parts: PulledEntry[][] = [];
  let size = MOST_IN_A_FILE;
  for (const one of entries) {
    const { members } = one.entry;
    const own = 1 + (isJsonArray(members) ? members.length / MEMBERS_LIKE_A_USER : 0);
    const last = parts.at(-1);
    if (last === undefined || size + own > MOST_IN_A_FILE) {
      parts.push([one]);
      size = own;
    } else {
      last.push(one);
      size += own;
    }
  }
  return parts;
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
