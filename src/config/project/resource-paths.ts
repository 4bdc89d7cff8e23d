import { filePattern, type PatternFault } from '../../syntax/file-pattern.ts';
import type { WorkingTree } from '../doors/working-tree.ts';
import * as problems from '../problems/problems.ts';
import { type KnownFiles, knownOr } from '../resources/known-files.ts';
import { type FileScope, readText, scalarAt } from '../values/read-text.ts';
import { childOf, type Tree, type TreeMap, type TreeScalar } from '../yaml/tree.ts';
import { type FoundFiles, findFiles, MOST_ENTRIES, type Walk } from './find-files.ts';

/** What the default globs, which take .yaml only, look through. */
const DEFAULT_FOLDERS = ['users/**/*', 'groups/**/*'];
const NEVER = new Set(['node_modules']);
const NOTHING = (): boolean => false;
/** Whoever lists more files than this means folders. */
const MOST_GLOBS = 2_000;
/** Each glob that is no plain path costs a walk. */
const MOST_WALKS = 200;
const READABLE = /\.(?:ya?ml|json|csv)$/;

/**
 * The resource files that `resources` names, sorted; `!` in front of a glob takes files out. Folders that cannot be
 * listed are among them, since what they hold is not known: reading them says why.
 * @param known what other environments have found by the same globs
 */
export async function resourcePaths(
  project: TreeMap,
  tree: WorkingTree,
  scope: FileScope,
  known?: KnownFiles,
): Promise<readonly string[]> {
  const written = childOf(project, 'resources');
  if (written?.kind !== 'list') return reportedDefault(tree, scope, known);
  if (written.items.length > MOST_GLOBS) {
    scope.report(problems.badGlob(`has ${written.items.length} entries; at most ${MOST_GLOBS} are read`), written);
    return [];
  }
  const globs = written.items.flatMap((item) => globOf(pathOf(item), scope));
  const walking = globs.filter(({ text }) => isWalk(text));
  if (walking.length > MOST_WALKS) {
    scope.report(problems.badGlob(`has ${walking.length} globs; at most ${MOST_WALKS} are followed`), written);
    return [];
  }
  const isIgnored = ignoring(globs.flatMap(({ text }) => (text.startsWith('!') ? [text.slice(1)] : [])));
  const walk = walkIn(tree, known);
  const found = new Set<string>();
  for (const { text, scalar } of globs.filter(({ text }) => !text.startsWith('!'))) {
    const { files, unreadable } = await find([text], isIgnored, walk);
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
export async function defaultResourcePaths(tree: WorkingTree): Promise<readonly string[]> {
  return (await findDefault(tree)).paths;
}

async function reportedDefault(
  tree: WorkingTree,
  scope: FileScope,
  known: KnownFiles | undefined,
): Promise<readonly string[]> {
  const { paths, passedOver } = await findDefault(tree, known);
  if (passedOver.length > 0) scope.report(problems.notCollected(passedOver), { start: 0, end: 0 });
  return paths;
}

interface DefaultFiles {
  readonly paths: readonly string[];
  /** Files that look as if they declared something, and are not read. */
  readonly passedOver: readonly string[];
}

async function findDefault(tree: WorkingTree, known?: KnownFiles): Promise<DefaultFiles> {
  const { files, unreadable } = await find(DEFAULT_FOLDERS, NOTHING, walkIn(tree, known));
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

interface Glob {
  readonly text: string;
  readonly scalar: TreeScalar;
}

function globOf(scalar: TreeScalar | undefined, scope: FileScope): readonly Glob[] {
  const text = scalar && scalar.value !== null ? readText(scalar, scope) : undefined;
  if (scalar === undefined || text === undefined) return [];
  const pattern = filePattern(text.replace(/^!/, ''));
  if (typeof pattern !== 'string') return [{ text, scalar }];
  scope.report(problems.badGlob(GLOB_FAULTS[pattern]), scalar);
  return [];
}

function isWalk(text: string): boolean {
  const pattern = filePattern(text.replace(/^!/, ''));
  return typeof pattern !== 'string' && pattern.plain === undefined;
}

/** What is wrong with a glob, in words. */
export const GLOB_FAULTS: Readonly<Record<PatternFault, string>> = {
  tooLong: 'is longer than 500 characters',
  tooManyAlternatives: 'stands for more than 64 alternatives in braces',
  unclosed: 'has a bracket or brace without its partner',
};

function ignoring(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map(filePattern).filter((pattern) => typeof pattern !== 'string');
  return (path) => patterns.some((pattern) => pattern.matches(path));
}

/** What a list of globs means; every path once. */
async function find(
  globs: readonly string[],
  isIgnored: (path: string) => boolean,
  { known, ...walk }: KnownWalk,
): Promise<FoundFiles> {
  const files: string[] = [];
  const unreadable: string[] = [];
  for (const text of globs) {
    const pattern = filePattern(text);
    const found =
      typeof pattern === 'string'
        ? { files: [], unreadable: [] }
        : await knownOr(known?.found, text, () => findFiles(pattern, walk));
    for (const path of found.files) if (!isIgnored(path)) files.push(path);
    for (const path of found.unreadable) if (!isIgnored(path)) unreadable.push(path);
  }
  return { files: sorted(files), unreadable: sorted(unreadable) };
}

interface KnownWalk extends Walk {
  readonly known: KnownFiles | undefined;
}

function walkIn(tree: WorkingTree, known: KnownFiles | undefined): KnownWalk {
  const looksLikeFile = (name: string): boolean => READABLE.test(name);
  return { tree, looksLikeFile, never: NEVER, budget: { left: MOST_ENTRIES }, known };
}

/** By code unit, so that every machine reads files in the same order. */
function sorted(paths: Iterable<string>): readonly string[] {
  return [...new Set(paths)].sort();
}
