import type { FileHandle } from 'node:fs/promises';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DataFileError } from './data-file-error.ts';
import { lockFile, type Unlock } from './lock-file.ts';
import { type Mutation, mutate, type Store } from './store.ts';

const HEADER = JSON.stringify({ format: 'rollcall-sandbox', version: 1 });

/** Most members in one line of a compacted log. */
const MEMBERS_IN_LINE = 1000;

/** Characters that are written at once. */
const CHUNK = 256 * 1024;

/** Keeps changes. */
export interface Journal {
  /** Ends when the changes are on the disk. */
  append(mutations: readonly Mutation[]): Promise<void>;
  close(): Promise<void>;
}

/** Forgets everything at the end. */
export const MEMORY_JOURNAL: Journal = { append: async () => {}, close: async () => {} };

/**
 * Fills a store from a log file and keeps its further changes there: one line of JSON for each request, so that a
 * request is in it whole or not at all. The file is written anew in its shortest form first.
 * @param reset whether what the file held is forgotten
 * @throws DataFileError when the file is damaged, in use or no data file of the sandbox
 */
export async function openJournal(file: string, store: Store, reset = false): Promise<Journal> {
  const unlock = await lockFile(file);
  try {
    const bytes = await readOrEmpty(file);
    checkHeader(file, bytes);
    if (!reset) replay(file, bytes, store);
    await compact(file, store);
    return appendTo(await open(file, 'a', 0o600), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A header that was being written when the process ended is one. */
function checkHeader(file: string, bytes: Buffer): void {
  const end = bytes.indexOf(10);
  const first = bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
  if (end === -1 ? HEADER.startsWith(first) : first === HEADER) return;
  throw new DataFileError(`${file} is not a data file of the sandbox.`, 'Name another file, which may be a new one.');
}

function replay(file: string, bytes: Buffer, store: Store): void {
  let start = bytes.indexOf(10) + 1;
  if (start === 0) return;
  // What stands behind the last line break was being written when the process ended, and nobody was told it is kept.
  for (let end = bytes.indexOf(10, start); end >= 0; end = bytes.indexOf(10, start)) {
    for (const mutation of readLine(file, start, bytes.toString('utf8', start, end))) mutate(store, mutation);
    start = end + 1;
  }
}

async function readOrEmpty(file: string): Promise<Buffer> {
  const handle = await open(file, 'a+', 0o600);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** The lines are the sandbox's own, so that what parses has the right shape. */
function readLine(file: string, position: number, line: string): readonly Mutation[] {
  try {
    return JSON.parse(line);
  } catch (error) {
    const hint = 'Put a copy of it from before in its place, or delete it to begin anew.';
    throw new DataFileError(`${file} is damaged at byte ${position}.`, hint, { cause: error });
  }
}

/** Writes the state into a file beside and puts that in the place of the old one, so that one of them is whole at any time. */
async function compact(file: string, store: Store): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    // The mode above counts only for a file that was not there.
    await handle.chmod(0o600);
    await handle.writeFile(inChunks(linesOf(store)));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(dirname(file));
}

/** One write for each line would take most of the start. */
function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function* linesOf(store: Store): Generator<string> {
  yield `${HEADER}\n`;
  for (const [attribute, names] of store.names) yield toLine([{ kind: 'names', attribute, names: [...names] }]);
  for (const resource of store.buried.values()) yield toLine([{ kind: 'bury', resource }]);
  for (const resource of store.resources.values()) yield toLine([{ kind: 'put', resource }]);
  for (const [id, members] of store.members) {
    const all = [...members];
    for (let at = 0; at < all.length; at += MEMBERS_IN_LINE) {
      yield toLine([{ kind: 'members', id, add: all.slice(at, at + MEMBERS_IN_LINE), remove: [] }]);
    }
  }
}

function toLine(mutations: readonly Mutation[]): string {
  return `${JSON.stringify(mutations)}\n`;
}

/** A rename is safe only when the folder is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Changes that come while the disk is busy are written together, so that many writers cost one flush. */
function appendTo(handle: FileHandle, unlock: Unlock): Journal {
  let waiting: string[] = [];
  let next: Promise<void> | undefined;
  let running: Promise<void> = Promise.resolve();

  const flush = async (before: Promise<void>): Promise<void> => {
    // A failed write may have left half a line, so that nothing may follow it: the error stays.
    await before;
    const lines = waiting;
    waiting = [];
    next = undefined;
    await handle.appendFile(lines.join(''));
    await handle.datasync();
  };

  return {
    append: (mutations) => {
      if (mutations.length === 0) return running;
      waiting.push(toLine(mutations));
      if (next === undefined) {
        next = flush(running);
        running = next;
      }
      return next;
    },
    close: async () => {
      try {
        await running;
      } finally {
        await handle.close();
        await unlock();
      }
    },
  };
}
