import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/**
 * Lets Node keep what it compiled in a folder of the user's cache, which starts rollcall faster. Where that folder cannot
 * be made or trusted, nothing is kept: whoever could write it could run code. It is made here, because Node 24 hangs on
 * one that cannot be made.
 */
export function keepCompiledCode(): void {
  if (getCompileCacheDir() !== undefined) return;
  try {
    mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
    const folder = realpathSync(cacheFolder());
    if (isOurs(folder)) enableCompileCache(folder);
  } catch {
    // A home that cannot be written costs the gain, and nothing else.
  }
}

/** Where the system keeps a user's caches, by the XDG Base Directory Specification or the system's own custom. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const name = join('rollcall', 'compiled');
  if (XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, name);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', name);
  if (process.platform === 'win32' && LOCALAPPDATA !== undefined) return join(LOCALAPPDATA, name);
  return join(homedir(), '.cache', name);
}

/** Whether nobody else can have written there: neither another user nor, in a working tree, a commit. */
function isOurs(folder: string): boolean {
  if (isInWorkingTree(folder)) return false;
  if (process.platform === 'win32') return true;
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}

function isInWorkingTree(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInWorkingTree(parent);
}
