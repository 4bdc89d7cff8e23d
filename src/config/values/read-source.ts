import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openInside } from '../doors/open-inside.ts';
import type { WorkingTree } from '../doors/working-tree.ts';
import * as problems from '../problems/problems.ts';
import type { Problem } from '../problems/report.ts';
import { type SourceFile, sourceFile } from '../yaml/source-file.ts';
import { reasonOf } from './reason-of.ts';

const MAX_MEGABYTES = 50;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** A file of the project as it was read. */
export interface ReadSource extends SourceFile {
  /** Of its text, in UTF-8 without a byte order mark. */
  readonly bytes: Uint8Array;
}

/** Reads and decodes one file of the project, or says why that cannot be done. */
export async function readSource(tree: WorkingTree, path: string): Promise<ReadSource | Problem> {
  const opened = await openInside(path, tree, { maxBytes: MAX_MEGABYTES * 1_000_000 });
  switch (opened.kind) {
    case 'read':
      return decode(path, opened.bytes);
    case 'tooLarge':
      return problems.tooLarge(MAX_MEGABYTES);
    case 'forbidden':
      return problems.forbiddenFile(opened.reason);
    case 'unreadable':
      return problems.unreadableFile((await whyNotListed(tree, path)) ?? opened.reason);
    default:
      return opened satisfies never;
  }
}

/** A folder comes here when it could not be listed, and this says why. */
async function whyNotListed(tree: WorkingTree, path: string): Promise<string | undefined> {
  return readdir(resolve(tree.project, path)).then(
    () => 'it is no regular file',
    (error) => (error.code === 'ENOTDIR' || error.code === 'ENOENT' ? undefined : reasonOf(error)),
  );
}

function decode(path: string, bytes: Uint8Array): ReadSource | Problem {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const isMarked = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
    return { ...sourceFile(path, text), bytes: isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes };
  } catch {
    return problems.notUtf8();
  }
}
