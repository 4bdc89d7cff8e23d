import { readdir, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import { type SourceFile, sourceFile } from '../yaml/source-file.ts';
import { reasonOf } from './text-sources.ts';

const MAX_MEGABYTES = 50;

/** Reads and decodes one file of the project, or says why that cannot be done. */
export async function readSource(dir: string, path: string): Promise<SourceFile | Problem> {
  try {
    const full = resolve(dir, path);
    const found = await stat(full);
    // A folder comes here when it could not be listed, and this says why; reading a pipe would wait for its writer.
    if (found.isDirectory()) await readdir(full);
    if (!found.isFile()) return problems.unreadableFile('it is no regular file');
    const { size } = found;
    if (size > MAX_MEGABYTES * 1_000_000) return problems.tooLarge(MAX_MEGABYTES);
    return decode(path, await readFile(full));
  } catch (error) {
    return problems.unreadableFile(reasonOf(error));
  }
}

function decode(path: string, bytes: Uint8Array): SourceFile | Problem {
  try {
    return sourceFile(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return problems.notUtf8();
  }
}
