import { lstat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { NotAllowedError } from '../../config/doors/not-allowed-error.ts';
import { isInside, workingTree } from '../../config/doors/working-tree.ts';

/**
 * Refuses a way to a folder that leads through a link, so that nothing is written elsewhere than its path says. Looked at is
 * what lies in the working tree of the base, and below the base.
 * @param base the folder that the user named, to which links may lead
 * @throws NotAllowedError naming the link
 */
export async function refuseLinks(folder: string, base: string): Promise<void> {
  const full = resolve(folder);
  const { root } = workingTree(base);
  const start = isInside(full, root) ? root : resolve(base);
  if (!isInside(full, start)) return;
  let way = start;
  for (const part of relative(start, full).split(sep)) {
    way = join(way, part);
    const found = await lstat(way).catch(() => undefined);
    if (found?.isSymbolicLink()) throw linked(way);
  }
}

/** Says that nothing is written there. */
export function linked(path: string): NotAllowedError {
  return new NotAllowedError(
    `${relative('.', path) || path} is a link, and rollcall writes through none.`,
    'Put the file or folder itself there, or change what the link leads to by hand.',
  );
}
