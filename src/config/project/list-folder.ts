import { type Dirent, readdir } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FileSystemAdapter } from 'tinyglobby';

/** A way of listing folders that forgets nothing, and what could not be listed so far, by full path. */
export interface FolderLister {
  readonly fs: FileSystemAdapter;
  readonly unreadable: ReadonlySet<string>;
}

const ABSENT: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

type Listed = (error: Error | null, entries?: Dirent[]) => void;

/**
 * A walk over folders passes over what it cannot read, whose users would then look undeclared. Here a folder that
 * cannot be listed is remembered, and what leads nowhere or is no file by its nature is listed as what it is named
 * like, so that reading it says what is wrong.
 * @param looksLikeFile whether something with this name would be read
 */
export function folderLister(looksLikeFile: (name: string) => boolean): FolderLister {
  const unreadable = new Set<string>();
  const broken = new Set<string>();
  const list = (path: string, _options: unknown, done: Listed): void => {
    readdir(path, { withFileTypes: true }, (error, entries) => {
      // A folder that is not there holds nothing, unless a link says that it should be.
      if (error !== null && (!ABSENT.has(error.code) || broken.has(resolve(path)))) unreadable.add(resolve(path));
      if (error !== null) return done(error);
      void Promise.all(entries.map((entry) => named(entry, path))).then((all) => done(null, all));
    });
  };
  const named = async (entry: Dirent, folder: string): Promise<Dirent> => {
    if (entry.isFile() || entry.isDirectory()) return entry;
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() && (await leadsSomewhere(path))) return entry;
    if (!entry.isSymbolicLink() || looksLikeFile(entry.name)) return taken(entry, 'isFile');
    broken.add(resolve(path));
    return taken(entry, 'isDirectory');
  };
  return { fs: { readdir: list as typeof readdir }, unreadable };
}

function leadsSomewhere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The same entry, that says yes to one more question. */
function taken(entry: Dirent, as: 'isFile' | 'isDirectory'): Dirent {
  return Object.defineProperty(entry, as, { value: () => true });
}
