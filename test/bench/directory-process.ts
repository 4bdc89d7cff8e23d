import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DirectorySize } from './directory.ts';

/** A plain service in a process of its own. */
export interface DirectoryProcess {
  readonly baseUrl: string;
  readonly stop: () => void;
}

/** Starts one that holds a directory and takes its time over each answer. */
export async function startDirectory({ users, groups }: DirectorySize, delayMs = 0): Promise<DirectoryProcess> {
  const file = fileURLToPath(new URL('directory-service.ts', import.meta.url));
  const child = fork(file, [users, groups, delayMs].map(String));
  const [port] = await once(child, 'message');
  return { baseUrl: `http://127.0.0.1:${port}`, stop: () => child.disconnect() };
}
