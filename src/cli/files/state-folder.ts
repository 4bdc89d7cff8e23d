import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { linked } from './refuse-links.ts';
import { writePrivateFile } from './write-file-whole.ts';

/**
 * Makes a folder below `DIR/.rollcall`, readable by its owner only, and keeps all of `.rollcall` out of git,
 * as it holds personal data. Returns the folder's path.
 * @throws NotAllowedError where `.rollcall`, the folder or anything in it is a link: somebody committed it
 */
export async function stateFolder(dir: string, name: string): Promise<string> {
  const root = join(dir, '.rollcall');
  const folder = join(root, name);
  for (const path of [root, folder]) {
    await mkdir(path, { mode: 0o700 }).catch(unlessThere);
    if ((await lstat(path)).isSymbolicLink()) throw linked(path);
    await chmod(path, 0o700);
  }
  const link = (await readdir(folder, { withFileTypes: true })).find((entry) => entry.isSymbolicLink());
  if (link !== undefined) throw linked(join(folder, link.name));
  await writePrivateFile(join(root, '.gitignore'), '*\n');
  return folder;
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
