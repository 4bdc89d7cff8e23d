import { glob } from 'tinyglobby';
import * as problems from './problems.ts';
import { type FileScope, readText } from './read-text.ts';
import { childOf, type TreeMap, type TreeScalar } from './tree.ts';

const DEFAULT_GLOBS = ['users/**/*.yaml', 'groups/**/*.yaml'];
const NEVER = ['**/node_modules/**'];
const READABLE = /\.(?:ya?ml|json|csv)$/;

/** The resource files that `resources` names, sorted; `!` in front of a glob takes files out. */
export async function resourcePaths(project: TreeMap, dir: string, scope: FileScope): Promise<readonly string[]> {
  const written = childOf(project, 'resources');
  if (written?.kind !== 'list') return defaultResourcePaths(dir);
  const globs = written.items.flatMap((item) => globOf(item.kind === 'scalar' ? item : undefined, scope));
  const ignored = globs.flatMap(({ text }) => (text.startsWith('!') ? [text.slice(1)] : []));
  const found = new Set<string>();
  for (const { text, scalar } of globs) {
    if (text.startsWith('!')) continue;
    const paths = await find([text], [...NEVER, ...ignored], dir);
    if (paths.length === 0) scope.report(problems.emptyGlob(text), scalar);
    const foreign = paths.find((path) => !READABLE.test(path));
    if (foreign !== undefined) scope.report(problems.notYamlFile(foreign), scalar);
    for (const path of paths) if (READABLE.test(path)) found.add(path);
  }
  found.delete(scope.file.path);
  return sorted(found);
}

/** The resource files of a project that does not say where they are. */
export function defaultResourcePaths(dir: string): Promise<readonly string[]> {
  return find(DEFAULT_GLOBS, NEVER, dir);
}

function globOf(scalar: TreeScalar | undefined, scope: FileScope): { text: string; scalar: TreeScalar }[] {
  const text = scalar && scalar.value !== null ? readText(scalar, scope) : undefined;
  return scalar === undefined || text === undefined ? [] : [{ text, scalar }];
}

async function find(globs: readonly string[], ignore: readonly string[], dir: string): Promise<readonly string[]> {
  return sorted(await glob([...globs], { cwd: dir, ignore: [...ignore], expandDirectories: false }));
}

/** By code unit, so that every machine reads files in the same order. */
function sorted(paths: Iterable<string>): readonly string[] {
  return [...new Set(paths)].sort();
}
