import { access, constants, lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { refuseLinks } from '../files/refuse-links.ts';
import { statOrNothing } from '../files/write-file-whole.ts';
import { UsageError } from '../terminal/usage-error.ts';

/**
 * Throws UsageError where a plan cannot be saved in this file, or would overwrite what is no plan. Throws the system's
 * error where that cannot be known, and NotAllowedError where it lies behind a linked folder of the project's repository. Before the service is read, which may take minutes.
 */
export async function checkOut(path: string, base: string): Promise<void> {
  if (path === '') throw new UsageError('--out names no file.', 'Write for example --out plan.json.');
  await refuseLinks(dirname(path), base);
  // A link is replaced, wherever it leads.
  if ((await lstat(path).catch(() => undefined))?.isSymbolicLink()) return checkFolder(path);
  const found = await statOrNothing(path);
  if (found === undefined) return checkFolder(path);
  if (found.isDirectory()) {
    throw new UsageError(`--out ${path} is a folder.`, `Name a file in it: --out ${join(path, 'plan.json')}`);
  }
  if (!found.isFile()) throw new UsageError(`--out ${path} is no regular file.`, 'Write for example --out plan.json.');
  if (found.size > 0 && !isPlan(await readFile(path, 'utf8'))) {
    throw new UsageError(
      `${path} exists and is not a plan, so it is not overwritten.`,
      'Choose another name, such as --out plan.json, or delete the file first.',
    );
  }
  await access(dirname(path), constants.W_OK);
}

async function checkFolder(path: string): Promise<void> {
  const folder = dirname(path);
  if (!(await statOrNothing(folder))?.isDirectory()) {
    throw new UsageError(`--out ${path}: there is no folder ${folder}.`, 'Make the folder first, or choose another.');
  }
  await access(folder, constants.W_OK);
}

/** Whether it looks like a plan, whatever its format and whether it is whole. */
function isPlan(text: string): boolean {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) && 'format' in value && 'checksum' in value;
  } catch {
    return false;
  }
}
