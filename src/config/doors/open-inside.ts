import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { reasonOf } from '../values/reason-of.ts';
import { hasDotName, isInside, type WorkingTree } from './working-tree.ts';

/** What a file holds, or why it is not read: because it may not be, or because it cannot be. */
export type Opened =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'forbidden'; readonly reason: string }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface OpeningOptions {
  readonly maxBytes: number;
  /** Folders that may be read besides the working tree, dot names included. */
  readonly besides?: readonly string[];
}

/** A pipe would wait for its writer, and a terminal would become ours. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * Opens what a project names; nothing else reads such a file. Judged is what was really opened: its real path has to lie in
 * the working tree, and no part of it, nor of the path as written, begins with a dot. Only plain files are read, up to the
 * bound.
 * @param path relative to the project's folder, or absolute
 */
export async function openInside(path: string, tree: WorkingTree, options: OpeningOptions): Promise<Opened> {
  const full = resolve(tree.project, path);
  try {
    const real = await realpath(full);
    const isBeside = options.besides?.some((folder) => isInside(real, folder)) === true;
    const reason = isBeside ? undefined : whyForbidden(full, real, tree);
    return reason === undefined ? await readReal(real, options) : { kind: 'forbidden', reason };
  } catch (error) {
    // Whoever may not read there is not told either what there is, nor by a link.
    const meant = await whereItLeads(full);
    const isElsewhere = ![tree.root, ...(options.besides ?? [])].some((folder) => isInside(meant, folder));
    return isElsewhere ? { kind: 'forbidden', reason: OUTSIDE } : { kind: 'unreadable', reason: reasonOf(error) };
  }
}

async function readReal(real: string, { maxBytes }: OpeningOptions): Promise<Opened> {
  const handle = await open(real, FLAGS);
  try {
    const found = await handle.stat();
    // Somebody who exchanges a folder for a link meanwhile gains nothing: what is open must be what was judged.
    const named = await lstat(await realpath(real));
    if (named.ino !== found.ino || named.dev !== found.dev || (await realpath(real)) !== real) {
      return { kind: 'unreadable', reason: 'it changed while it was opened' };
    }
    if (found.isDirectory()) return { kind: 'unreadable', reason: 'it is a folder' };
    if (!found.isFile()) return { kind: 'unreadable', reason: 'it is no regular file' };
    return await readUpTo(handle, found.size, maxBytes);
  } finally {
    await handle.close();
  }
}

const OUTSIDE = 'it lies outside of the working tree';

/** Why a path may not be read, or walked into; undefined where it may. */
export function whyForbidden(full: string, real: string, tree: WorkingTree): string | undefined {
  if (!isInside(real, tree.root)) return OUTSIDE;
  const written = isInside(full, tree.root) ? full : real;
  if (hasDotName(real, tree) || hasDotName(written, tree)) return 'a part of its path begins with a dot';
  return undefined;
}

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/** Where a path that cannot be resolved leads: the first link in it that leads nowhere, followed as far as links go. */
async function whereItLeads(full: string): Promise<string> {
  let path = full;
  for (let count = 0; count < MOST_LINKS; count += 1) {
    const link = await firstLink(path);
    if (link === undefined) return path;
    path = resolve(dirname(link.at), link.target, link.rest);
  }
  return path;
}

async function firstLink(path: string): Promise<{ at: string; target: string; rest: string } | undefined> {
  const parts = path.split(sep);
  for (let length = 2; length <= parts.length; length += 1) {
    const at = parts.slice(0, length).join(sep);
    const target = await readlink(at).catch(() => undefined);
    if (target !== undefined) return { at, target, rest: parts.slice(length).join(sep) };
  }
  return undefined;
}

const MOST_AT_ONCE = 1_048_576;

/** The size that a file claims to have is not believed; it only says how much room is likely to do. */
async function readUpTo(handle: FileHandle, claimed: number, maxBytes: number): Promise<Opened> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let room = Buffer.alloc(Math.min(claimed + 1, MOST_AT_ONCE));
  for (;;) {
    const { bytesRead } = await handle.read(room);
    if (bytesRead === 0) return { kind: 'read', bytes: Buffer.concat(chunks) };
    size += bytesRead;
    if (size > maxBytes) return { kind: 'tooLarge' };
    chunks.push(room.subarray(0, bytesRead));
    room = bytesRead < room.length ? room.subarray(bytesRead) : Buffer.alloc(MOST_AT_ONCE);
  }
}
