import { PROFILES } from '../profiles/profiles.ts';
import type { Report } from './problem.ts';
import * as problems from './problems.ts';
import { foundIn } from './shape-problems.ts';
import { entryPlace, isNull, type Tree, type TreeEntry, type TreeMap } from './tree.ts';

/** What a profile is called, and where its values are from: no switch to turn. */
const FIXED: ReadonlySet<string> = new Set(['name', 'title', 'evidence', 'sources']);
/** Sections whose keys are names of attributes, regions or requests, so that any may be added. */
const OPEN: ReadonlySet<string> = new Set([
  'elementKeys',
  'ownedElements',
  'maxElements',
  'unsupported',
  'regions',
  'permissions',
  'notes',
]);

/** Reports keys of `service.dialect` that the profile does not have, because one that is overlooked changes nothing. */
export function checkDialect(dialect: TreeMap, profile: string, report: Report): void {
  const values: object | undefined = PROFILES.get(profile);
  if (values === undefined) return;
  const known = Object.entries(values).filter(([name]) => !FIXED.has(name));
  checkKeys(dialect, Object.fromEntries(known), 'service.dialect', report);
}

function checkKeys(map: TreeMap, values: Readonly<Record<string, unknown>>, path: string, report: Report): void {
  for (const [key, entry] of map.entries) {
    if (Object.hasOwn(values, key)) checkValue(entry, values[key], `${path}.${key}`, report);
    else report(problems.unknownKey(key, Object.keys(values), `under "${path}"`), entry.keyPlace);
  }
}

function checkValue(entry: TreeEntry, value: unknown, path: string, report: Report): void {
  const tree = entry.value;
  const expected = expectedFor(value);
  if (expected === undefined || isNull(tree)) return;
  if (!expected.accepts(tree)) report(problems.wrongType(expected.words, foundIn(tree)), entryPlace(entry));
  else if (tree.kind === 'map' && !OPEN.has(entry.key)) checkKeys(tree, { ...(value as object) }, path, report);
}

interface Expected {
  readonly words: string;
  readonly accepts: (tree: Tree) => boolean;
}

/** The kind of value that a profile has in a place; where it has none, anything may stand. */
function expectedFor(value: unknown): Expected | undefined {
  const scalar = (type: string) => (tree: Tree) => tree.kind === 'scalar' && typeof tree.value === type;
  if (typeof value === 'boolean') return { words: 'true or false', accepts: scalar('boolean') };
  if (typeof value === 'number') return { words: 'a number', accepts: scalar('number') };
  if (typeof value === 'string') return { words: 'text', accepts: (tree) => tree.kind !== 'map' };
  if (Array.isArray(value)) return { words: 'a list', accepts: (tree) => tree.kind !== 'map' };
  if (typeof value === 'object' && value !== null) {
    return { words: 'a mapping', accepts: (tree) => tree.kind === 'map' };
  }
  return undefined;
}
