import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string>>;

/** A git repository with a branch `main`, as a service for code keeps one. */
export interface Repository {
  readonly dir: string;
  readonly git: (...args: readonly string[]) => string;
  /** Commits files on a branch that begins where `from` is; returns the commit. */
  readonly commit: (branch: string, from: string, files: Files) => string;
  /** Merges a branch into another commit, and returns the merge. */
  readonly merge: (into: string, branch: string) => string;
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

/** Nothing is tidied up in a repository that is thrown away. */
const QUICK = ['-c', 'gc.auto=0', '-c', 'maintenance.auto=false', '-c', 'core.fsync=none'];

/** Starts one with these files on `main`. */
export function startRepository(dir: string, files: Files): Repository {
  mkdirSync(dir);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', dir, ...QUICK, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...IDENTITY },
    }).trim();
  git('init', '--quiet', '--initial-branch', 'main');
  write(dir, files);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Begin');
  const commit = (branch: string, from: string, changed: Files) => {
    git('checkout', '--quiet', '-B', branch, from);
    write(dir, changed);
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', `Change ${branch}`);
    return git('rev-parse', 'HEAD');
  };
  const merge = (into: string, branch: string) => {
    git('checkout', '--quiet', '--detach', into);
    git('merge', '--quiet', '--no-ff', '--message', `Merge ${branch}`, branch);
    return git('rev-parse', 'HEAD');
  };
  return { dir, git, commit, merge };
}

function write(dir: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}
