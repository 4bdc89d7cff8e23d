import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { linked, refuseLinks } from './refuse-links.ts';

/**
 * Writes a file that only its owner can read, whole or not at all, also over one that others could read or a link.
 * Throws the system's error where it cannot.
 */
export function writePrivateFile(path: string, text: string): Promise<void> {
  return replace(path, text, 0o600);
}

/**
 * Writes a file whole or not at all, through no linked folder. One that is there keeps its mode and its owner.
 * @param base the folder that the user named, to which links may lead
 * @throws NotAllowedError where the file is a link, or lies behind one; the system's error where it cannot be written
 */
export async function writeFileWhole(path: string, text: string, base: string): Promise<void> {
  await refuseLinks(dirname(path), base);
  const before = await lstat(path).catch(ifAbsent);
  if (before?.isSymbolicLink()) throw linked(path);
  if (before === undefined) return replace(path, text, 0o666);
  await replace(path, text, 0o600, (handle) => inherit(handle, before));
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
export function statOrNothing(path: string): Promise<Stats | undefined> {
  return stat(path).catch(ifAbsent);
}

function ifAbsent(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
}
