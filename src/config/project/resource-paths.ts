import { relative, sep } from 'node:path';
import { glob } from 'tinyglobby';
import * as problems from '../problems/problems.ts';
import { type FileScope, readText, scalarAt } from '../values/read-text.ts';
import { childOf, type Tree, type TreeMap, type TreeScalar } from '../yaml/tree.ts';
import { folderLister } from './list-folder.ts';

/** What the default globs, which take .yaml only, look through. */
const DEFAULT_FOLDERS = ['users/**/*', 'groups/**/*'];
const NEVER = ['**/node_modules/**'];
const READABLE = /\.(?:ya?ml|json|csv)$/;

/**
 * The resource files that `resources` names, sorted; `!` in front of a glob takes files out. Folders that cannot be
 * listed are among them, since what they hold is not known: reading them says why.
 */
export async function resourcePaths(project: TreeMap, dir: string, scope: FileScope): Promise<readonly string[]> {
  const written = childOf(project, 'resources');
  if (written?.kind !== 'list') return reportedDefault(dir, scope);
  const globs = written.items.flatMap((item) => globOf(pathOf(item), scope));
  const ignored = globs.flatMap(({ text }) => (text.startsWith('!') ? [text.slice(1)] : []));
  const found = new Set<string>();
  for (const { text, scalar } of globs.filter(({ text }) => !text.startsWith('!'))) {
    const { files, unreadable } = await find([text], [...NEVER, ...ignored], dir);
    if (files.length + unreadable.length === 0) scope.report(problems.emptyGlob(text), scalar);
    const foreign = files.find((path) => !READABLE.test(path));
    if (foreign !== undefined) scope.report(problems.notYamlFile(foreign), scalar);
    for (const path of files) if (READABLE.test(path)) found.add(path);
    for (const path of unreadable) found.add(path);
  }
  found.delete(scope.file.path);
  return sorted(found);
}

/** The resource files of a project that does not say where they are, and the folders that cannot be listed. */
export async function defaultResourcePaths(dir: string): Promise<readonly string[]> {
  return (await findDefault(dir)).paths;
}

async function reportedDefault(dir: string, scope: FileScope): Promise<readonly string[]> {
  const { paths, passedOver } = await findDefault(dir);
  if (passedOver.length > 0) scope.report(problems.notCollected(passedOver), { start: 0, end: 0 });
  return paths;
}

interface DefaultFiles {
  readonly paths: readonly string[];
  /** Files that look as if they declared something, and are not read. */
  readonly passedOver: readonly string[];
}

async function findDefault(dir: string): Promise<DefaultFiles> {
  const { files, unreadable } = await find(DEFAULT_FOLDERS, NEVER, dir);
  const isRead = (path: string) => path.endsWith('.yaml');
  return {
    paths: sorted([...files.filter(isRead), ...unreadable]),
    passedOver: files.filter((path) => !isRead(path) && READABLE.test(path.toLowerCase())),
  };
}

/** An item is a glob, or a mapping that says more of the files of one. */
function pathOf(item: Tree): TreeScalar | undefined {
  if (item.kind === 'scalar') return item;
  return item.kind === 'map' ? scalarAt(item, 'path') : undefined;
}

function globOf(scalar: TreeScalar | undefined, scope: FileScope): { text: string; scalar: TreeScalar }[] {
  const text = scalar && scalar.value !== null ? readText(scalar, scope) : undefined;
  return scalar === undefined || text === undefined ? [] : [{ text, scalar }];
}

interface Found {
  readonly files: readonly string[];
  readonly unreadable: readonly string[];
}

async function find(globs: readonly string[], ignore: readonly string[], dir: string): Promise<Found> {
  const { fs, unreadable } = folderLister((name) => READABLE.test(name));
  const files = await glob([...globs], { cwd: dir, ignore: [...ignore], expandDirectories: false, fs });
  const folders = [...unreadable].map((path) => relative(dir, path).replaceAll(sep, '/') || '.');
  return { files: sorted(files), unreadable: sorted(folders) };
}

/** By code unit, so that every machine reads files in the same order. */
function sorted(paths: Iterable<string>): readonly string[] {
  return [...new Set(paths)].sort();
}
