import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DataFileError } from './data-file-error.ts';

/** Locks of this process, because its own id does not tell a lock of its own from one that is left over. */
const held = new Set<string>();

const IN_USE = 'Only one process at a time can work with it: wait until that one ends, or stop it.';

/** Gives a lock back. */
export type Unlock = () => Promise<void>;

/**
 * Makes this process the only writer of a file, by a file beside it that names the process.
 * A lock whose process is gone is taken over.
 * @throws DataFileError when another process, or this one, has it
 */
export async function lockFile(file: string): Promise<Unlock> {
  const path = resolve(`${file}.lock`);
  if (held.has(path)) throw new DataFileError(`${file} is in use by this process.`, IN_USE);
  held.add(path);
  try {
    await writeLock(file, path);
  } catch (error) {
    held.delete(path);
    throw error;
  }
  return async () => {
    await rm(path, { force: true });
    held.delete(path);
  };
}

async function writeLock(file: string, path: string): Promise<void> {
  const mine = `${process.pid} ${randomUUID()}\n`;
  if (await createLock(path, mine)) return;
  const owner = Number.parseInt(await readFile(path, 'utf8'), 10);
  if (isRunning(owner)) throw new DataFileError(`${file} is in use by process ${owner}.`, IN_USE);
  await rm(path, { force: true });
  // Two processes may find the same dead lock: the one whose text is in the file has it.
  const isMine = (await createLock(path, mine)) && (await readFile(path, 'utf8')) === mine;
  if (!isMine) throw new DataFileError(`${file} is in use by another process.`, IN_USE);
}

async function createLock(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return false;
    if (code !== 'ENOENT') throw error;
    throw new DataFileError(`there is no folder ${dirname(path)}.`, 'Make it first, or choose another.', {
      cause: error,
    });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
