import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { nearestWithGit } from '../config/doors/working-tree.ts';

/**
 * Lets Node keep what it compiled in a folder of the user's cache, which starts rollcall faster. Where that folder cannot
 * be made or trusted, nothing is kept: whoever could write it could run code.
 */
export function keepCompiledCode(): void {
  if (getCompileCacheDir() !== undefined) return;
  try {
    const folder = realpathSync(madeFolder());
    if (isOurs(folder)) enableCompileCache(folder);
  } catch {
    // A home that cannot be written costs the gain, and nothing else.
  }
}

/** Makes the folder one step at a time, because Node never ends making parents that cannot be made (such as in `/proc`). */
function madeFolder(): string {
  const home = cacheHome();
  const steps = [home, join(home, 'rollcall'), join(home, 'rollcall', 'compiled')];
  for (const step of steps) if (!existsSync(step)) mkdirSync(step, { mode: 0o700 });
  return join(home, 'rollcall', 'compiled');
}

/** Where the system keeps a user's caches, by the XDG Base Directory Specification or the system's own custom. */
function cacheHome(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32' && LOCALAPPDATA !== undefined) return LOCALAPPDATA;
  return join(homedir(), '.cache');
}

/** Whether nobody else can have written there: neither another user nor, in a working tree, a commit. */
function isOurs(folder: string): boolean {
  if (nearestWithGit(folder) !== undefined) return false;
  if (process.platform === 'win32') return true;
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}
