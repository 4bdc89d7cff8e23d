import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { DECLARABLE_ATTRIBUTES, extensionAlias, isExtension, withoutAlias } from '../../model/attribute-table.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import type { WorkingTree } from '../doors/working-tree.ts';
import * as problems from '../problems/problems.ts';
import type { FileScope } from '../values/read-text.ts';
import { childOf, type TreeEntry, type TreeMap } from '../yaml/tree.ts';
import type { AllowedAttributes, FileRestriction } from './read-restrictions.ts';

/** The project's restrictions, those of its environment and those from outside, each by its own first taker. */
export type RestrictionLists = readonly (readonly FileRestriction[])[];

/** What judges a file. */
export interface JudgedFile {
  readonly restrictions: readonly FileRestriction[];
  /** The path that some list takes nowhere; absent where all do. */
  readonly untaken?: { readonly path: string; readonly isReal: boolean };
}

/**
 * Finds what judges a file: of each list the first entry that takes its path as written, and the first that takes its real
 * one, since whoever may write either decides what is declared.
 */
export async function judgedFile(path: string, lists: RestrictionLists, tree: WorkingTree): Promise<JudgedFile> {
  if (lists.length === 0) return { restrictions: [] };
  const full = resolve(tree.project, path);
  const real = await realpath(full).catch(() => full);
  const paths = [...new Set([full, real].map((one) => relative(tree.project, one).split(sep).join('/')))];
  const taken = new Set<FileRestriction>();
  let untaken: JudgedFile['untaken'];
  for (const list of lists) {
    for (const [index, one] of paths.entries()) {
      const first = list.find(({ files }) => files.matches(one));
      if (first !== undefined) taken.add(first);
      else untaken ??= { path: one, isReal: index > 0 };
    }
  }
  return { restrictions: [...taken], ...(untaken === undefined ? {} : { untaken }) };
}

/** Reports that nothing takes a file which declares something, and each attribute that it may not set. */
export function checkJudgedFile(root: TreeMap, { restrictions, untaken }: JudgedFile, scope: FileScope): void {
  const users = entriesOf(root, 'users');
  const groups = entriesOf(root, 'groups');
  if (untaken !== undefined && users.length + groups.length > 0) {
    scope.report(problems.untakenFile(untaken.path, untaken.isReal), { start: 0, end: 0 });
  }
  for (const { attributes } of restrictions) {
    if (attributes.kind === 'all') continue;
    for (const entry of users) checkAttributes('User', entry, attributes, scope);
    for (const entry of groups) checkAttributes('Group', entry, attributes, scope);
  }
}

function entriesOf(root: TreeMap, section: 'users' | 'groups'): readonly TreeMap[] {
  const list = childOf(root, section);
  return list?.kind === 'list' ? list.items.filter((item) => item.kind === 'map') : [];
}

type Limited = Exclude<AllowedAttributes, { readonly kind: 'all' }>;

function checkAttributes(type: ResourceType, entry: TreeMap, allowed: Limited, scope: FileScope): void {
  const listed = allowed.kind === 'listed' ? allowed.written : undefined;
  for (const [key, written] of entry.entries) {
    for (const { name, place } of forbiddenIn(type, withoutAlias(key, DECLARABLE_ATTRIBUTES[type]), written, allowed)) {
      scope.report(problems.attributeNotAllowed(name, listed), place);
    }
  }
}

interface Forbidden {
  readonly name: string;
  readonly place: TreeEntry['keyPlace'];
}

/** What one key of an entry sets and may not: an attribute, parts of it, or attributes of an extension. */
function forbiddenIn(type: ResourceType, key: string, entry: TreeEntry, allowed: Limited): readonly Forbidden[] {
  if (key.startsWith('$') || isAllowed(type, key, allowed)) return [];
  const { keyPlace, value } = entry;
  if (!isExtension(key)) return forbiddenParts(type, key, key, entry, allowed);
  const schema = DECLARABLE_ATTRIBUTES[type].extensions.get(key.toLowerCase())?.schema ?? key;
  const shown = extensionAlias(schema);
  // Null clears every attribute of an extension, known or not.
  if (value.kind !== 'map' || value.entries.size === 0) return [{ name: shown, place: keyPlace }];
  return [...value.entries].flatMap(([innerKey, inner]) => {
    const name = `${schema}:${innerKey}`;
    const isFine = isAllowed(type, name, allowed);
    return isFine ? [] : forbiddenParts(type, name, `${shown}.${innerKey}`, inner, allowed);
  });
}

/** Of an attribute of which only parts are listed, the parts that are written and not listed; else the attribute. */
function forbiddenParts(
  type: ResourceType,
  name: string,
  shown: string,
  { keyPlace, value }: TreeEntry,
  allowed: Limited,
): readonly Forbidden[] {
  const whole = [{ name: shown, place: keyPlace }];
  const below = `${name.toLowerCase()}.`;
  if (allowed.kind !== 'listed' || ![...allowed.names[type]].some((listed) => listed.startsWith(below))) return whole;
  const elements = value.kind === 'list' ? value.items : [value];
  if (elements.length === 0) return whole;
  return elements.flatMap((element) => {
    if (element.kind !== 'map' || element.entries.size === 0) return whole;
    return [...element.entries].flatMap(([part, { keyPlace: place }]) =>
      isAllowed(type, below + part, allowed) ? [] : [{ name: `${shown}.${part}`, place }],
    );
  });
}

/** What only few may decide, where nothing else is said. */
const UNUSUAL: ReadonlySet<string> = new Set(['password', 'externalid', 'roles', 'entitlements']);
/** They say who is meant, and who belongs together: the filters judge that. */
const ALWAYS: Readonly<Record<ResourceType, ReadonlySet<string>>> = {
  User: new Set([NAME_ATTRIBUTE.User.toLowerCase(), 'active']),
  Group: new Set([NAME_ATTRIBUTE.Group.toLowerCase(), 'active', 'members']),
};

function isAllowed(type: ResourceType, name: string, allowed: Limited): boolean {
  const folded = name.toLowerCase();
  if (ALWAYS[type].has(folded)) return true;
  if (allowed.kind === 'usual') return !UNUSUAL.has(folded);
  const names = allowed.names[type];
  if (names.has(folded)) return true;
  const colon = folded.lastIndexOf(':');
  return colon !== -1 && names.has(folded.slice(0, colon));
}
