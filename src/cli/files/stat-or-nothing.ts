import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';

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
