import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Journal, JournalError } from '../../apply/journal.ts';
import type { JournalEntry } from '../../model/history/journal-entry.ts';
import { stateFolder } from '../files/state-folder.ts';
import { redactKnown } from '../service/known-secrets.ts';

/** A journal in a file of its own. */
export interface FileJournal extends Journal {
  readonly path: string;
  /** Call it when nothing more is appended. */
  readonly close: () => Promise<void>;
}

const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
const EXTENSION = '.jsonl';
/** `2027-06-30T12-00-00.000Z.jsonl`: a time without the colons that some file systems refuse. */
const NAME = /^(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.jsonl$/u;

/** Where the journals of a project are; the folder is made if there is none. */
function journalFolder(dir: string): Promise<string> {
  return stateFolder(dir, 'journal');
}

/**
 * Begins a journal below `DIR/.rollcall/journal`, which only its owner can read, and deletes those that are older than
 * 30 days. Throws JournalError where that cannot be.
 */
export async function openJournal(dir: string, now: Date): Promise<FileJournal> {
  try {
    const folder = await journalFolder(dir);
    await deleteOld(folder, now);
    const { path, file } = await openNew(folder, now);
    return { path, append: appender(file), close: () => close(file) };
  } catch (cause) {
    throw journalError(cause);
  }
}

/** A file of its own, also where another run began in the same millisecond. */
async function openNew(folder: string, now: Date): Promise<{ readonly path: string; readonly file: FileHandle }> {
  const path = join(folder, `${now.toISOString().replaceAll(':', '-')}${EXTENSION}`);
  try {
    return { path, file: await open(path, 'wx', 0o600) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return openNew(folder, new Date(now.getTime() + 1));
  }
}

async function close(file: FileHandle): Promise<void> {
  await file.datasync();
  await file.close();
}

/** The time at which a journal of this name began; undefined if it is no journal. */
export function journalTime(name: string): Date | undefined {
  const [, date, hours, minutes, seconds] = NAME.exec(name) ?? [];
  return date === undefined ? undefined : new Date(`${date}${hours}:${minutes}:${seconds}`);
}

async function deleteOld(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    const time = journalTime(name);
    const isOld = time !== undefined && now.getTime() - time.getTime() > KEPT_DAYS * DAY_MS;
    if (isOld) await rm(join(folder, name), { force: true });
  }
}

interface Waiting {
  readonly line: string;
  readonly written: PromiseWithResolvers<void>;
}

/**
 * An entry is handed to the system before its request goes out, so that it survives the end of this process; that it survives
 * a loss of power too would cost more time than the requests themselves, and is made sure of at the end.
 * What comes while a write is under way is written together.
 */
function appender(file: FileHandle): Journal['append'] {
  let waiting: Waiting[] = [];
  let isBusy = false;
  let broken: JournalError | undefined;

  const write = async (): Promise<void> => {
    isBusy = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (broken !== undefined) throw broken;
        await file.appendFile(batch.map(({ line }) => line).join(''));
        for (const { written } of batch) written.resolve();
      } catch (cause) {
        broken ??= journalError(cause);
        for (const { written } of batch) written.reject(broken);
      }
    }
    isBusy = false;
  };
  return (entry: JournalEntry) => {
    const written = Promise.withResolvers<void>();
    waiting.push({ line: `${redactKnown(JSON.stringify(entry))}\n`, written });
    if (!isBusy) void write();
    return written.promise;
  };
}

function journalError(cause: unknown): JournalError {
  if (cause instanceof JournalError) return cause;
  return new JournalError(cause instanceof Error ? cause.message : String(cause), { cause });
}
