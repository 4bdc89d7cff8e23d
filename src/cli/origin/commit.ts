import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Where CI says which commit it works on: GitHub, GitLab, Azure Pipelines, Jenkins, CircleCI, Buildkite, Bitbucket. */
const VARIABLES = [
  'GITHUB_SHA',
  'CI_COMMIT_SHA',
  'BUILD_SOURCEVERSION',
  'GIT_COMMIT',
  'CIRCLE_SHA1',
  'BUILDKITE_COMMIT',
  'BITBUCKET_COMMIT',
] as const;

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** A name below `refs`, and no way out of the folder. */
const REF = /^ref: (refs\/(?!.*\.\.)[^\s\0]+)$/;

/**
 * The commit that a project stands on: as CI's variables say, else as `.git` says; null where neither does. `.git` is read as
 * files: git itself would run programs that the settings of a repository name.
 */
export async function commitOf(dir: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const named = VARIABLES.map((name) => env[name]).find((value) => value !== undefined && COMMIT.test(value));
  if (named !== undefined) return named;
  const git = await gitFolder(resolve(dir));
  if (git === undefined) return null;
  const head = await line(join(git, 'HEAD'));
  if (head === undefined || COMMIT.test(head)) return head ?? null;
  const [, ref] = REF.exec(head) ?? [];
  return ref === undefined ? null : commitAt(ref, git);
}

/** The nearest `.git` upwards; in a second working tree it is a file that names the folder. */
async function gitFolder(dir: string): Promise<string | undefined> {
  const path = join(dir, '.git');
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return path;
  if (found?.isFile()) {
    const [, folder] = /^gitdir: (.+)$/.exec((await line(path)) ?? '') ?? [];
    return folder === undefined ? undefined : resolve(dir, folder);
  }
  const parent = dirname(dir);
  return parent === dir ? undefined : gitFolder(parent);
}

/** Branches lie in files of their own or together in `packed-refs`, for second working trees in the first one's folder. */
async function commitAt(ref: string, git: string): Promise<string | null> {
  const common = await line(join(git, 'commondir'));
  for (const folder of [git, ...(common === undefined ? [] : [resolve(git, common)])]) {
    const loose = await line(join(folder, ref));
    if (loose !== undefined && COMMIT.test(loose)) return loose;
    const packed = await readFile(join(folder, 'packed-refs'), 'utf8').catch(() => '');
    const found = packed
      .split('\n')
      .find((entry) => entry.endsWith(` ${ref}`))
      ?.split(' ', 1)[0];
    if (found !== undefined && COMMIT.test(found)) return found;
  }
  return null;
}

/** The first line of a file; undefined where there is none. */
async function line(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text?.split('\n', 1)[0]?.trim();
}
