import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a folder below `DIR/.rollcall`, readable by its owner only, and keeps all of `.rollcall` out of git,
 * as it holds personal data. Returns the folder's path.
 */
export async function stateFolder(dir: string, name: string): Promise<string> {
  const root = join(dir, '.rollcall');
  const folder = join(root, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await Promise.all([chmod(root, 0o700), chmod(folder, 0o700), writeFile(join(root, '.gitignore'), '*\n')]);
  return folder;
}
