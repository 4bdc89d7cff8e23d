import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import type { FilePattern } from '../../syntax/file-pattern.ts';
import { whyForbidden } from '../doors/open-inside.ts';
import { isInside, type WorkingTree } from '../doors/working-tree.ts';

/** What a walk over folders found, each path relative to the project's folder. */
export interface FoundFiles {
  readonly files: readonly string[];
  /** Folders that could not be listed, or may not be: what they hold is not known, and reading them says why. */
  readonly unreadable: readonly string[];
}

export interface Walk {
  readonly tree: WorkingTree;
  /** Whether something with this name would be read. */
  readonly looksLikeFile: (name: string) => boolean;
  /** Folders that no pattern means, however it is written. */
  readonly never: ReadonlySet<string>;
  /** How many entries of folders may still be looked at, by all walks together. */
  readonly budget: { left: number };
}

/** No repository has as many; a walk that goes on would only keep the machine busy. */
export const MOST_ENTRIES = 200_000;
const DEEPEST = 64;
const ABSENT: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

interface State extends Walk {
  readonly pattern: FilePattern;
  readonly found: string[];
  readonly unreadable: string[];
}

/**
 * Finds the files that a pattern means. It passes over nothing that it cannot read, whose users would then look undeclared:
 * a folder that cannot be listed is told, and what leads nowhere or is no file by its nature counts as what it is named like,
 * so that reading it says what is wrong. Links are followed within the working tree, and no way leads twice through one
 * folder.
 */
export async function findFiles(pattern: FilePattern, walk: Walk): Promise<FoundFiles> {
  const state: State = { ...walk, pattern, found: [], unreadable: [] };
  if (isElsewhere(pattern, walk)) state.unreadable.push(pattern.plain ?? pattern.base);
  else if (pattern.plain === undefined) await walkFolder(pattern.base, [], false, state);
  else if (await isThere(resolve(walk.tree.project, pattern.plain))) state.found.push(posix.normalize(pattern.plain));
  return { files: state.found, unreadable: state.unreadable };
}

/** Nobody is told what there is outside of the working tree. */
function isElsewhere({ plain, base }: FilePattern, { tree }: Walk): boolean {
  return !isInside(resolve(tree.project, plain ?? base), tree.root);
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  );
}

/** @param above the real paths of the folders on the way here */
async function walkFolder(path: string, above: readonly string[], isLinked: boolean, state: State): Promise<void> {
  const full = resolve(state.tree.project, path);
  const real = await realpath(full).catch((error) => error);
  if (typeof real !== 'string') {
    // A folder that is not there holds nothing, unless a link says that it should be.
    if (isLinked || !ABSENT.has(real.code)) state.unreadable.push(path || '.');
    return;
  }
  if (above.includes(real)) return;
  const isTooDeep = above.length >= DEEPEST || state.budget.left <= 0;
  if (isTooDeep || whyForbidden(full, real, state.tree) !== undefined) {
    state.unreadable.push(path || '.');
    return;
  }
  await walkEntries(path, full, [...above, real], state);
}

async function walkEntries(path: string, full: string, above: readonly string[], state: State): Promise<void> {
  const entries = await listed(full, state).catch((error) => error);
  if (!Array.isArray(entries)) {
    if (!ABSENT.has(entries.code)) state.unreadable.push(path || '.');
    return;
  }
  if (state.budget.left <= 0) state.unreadable.push(path || '.');
  for (const entry of entries) await take(entry, posix.join(path, entry.name), join(full, entry.name), above, state);
}

async function listed(folder: string, { budget }: State): Promise<readonly Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder)) {
    if (budget.left <= 0) break;
    budget.left -= 1;
    entries.push(entry);
  }
  return entries;
}

async function take(entry: Dirent, path: string, full: string, above: readonly string[], state: State): Promise<void> {
  const { pattern, found, never } = state;
  if (never.has(entry.name) || !(pattern.matches(path) || pattern.reaches(path))) return;
  const kind = await kindOf(entry, full, state);
  if (kind === 'folder') await walkFolder(path, above, entry.isSymbolicLink(), state);
  else if (pattern.matches(path)) found.push(path);
}

async function kindOf(entry: Dirent, full: string, { looksLikeFile }: Walk): Promise<'file' | 'folder'> {
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'file';
  const target = await stat(full).catch(() => undefined);
  if (target === undefined) return looksLikeFile(entry.name) ? 'file' : 'folder';
  return target.isDirectory() ? 'folder' : 'file';
}
