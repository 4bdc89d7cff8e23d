import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file that only its owner can read, whole or not at all, also over one that others could read.
 * Throws the system's error where it cannot.
 */
export function writePrivateFile(path: string, text: string): Promise<void> {
  return replace(path, text, 0o600);
}

/**
 * Writes a file whole or not at all. One that is there keeps its mode and its owner, and a link to it stays a link.
 * Throws the system's error where it cannot.
 */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  const before = await statOrNothing(path);
  if (before === undefined) return replace(path, text, 0o666);
  await replace(await realpath(path), text, 0o600, (handle) => inherit(handle, before));
}

async function replace(
  path: string,
  text: string,
  mode: number,
  prepare: (handle: FileHandle) => Promise<void> = async () => {},
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(text);
      await prepare(handle);
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    // The system names the file beside it, or none.
    if (error instanceof Error && 'syscall' in error) Object.assign(error, { path });
    throw error;
  }
}

/** The owner first, since a new owner takes bits off the mode. */
async function inherit(handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  const own = await handle.stat();
  // Whoever may not give a file away keeps it, as an editor would.
  if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid).catch(() => undefined);
  await handle.chmod(mode & 0o7777);
}

/** What stands at a path, links followed; undefined where nothing does. Throws the system's error where that cannot be known. */
export async function statOrNothing(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
