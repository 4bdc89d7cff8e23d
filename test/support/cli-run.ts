import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, type RunOptions, startCli } from './cli-process.ts';
import { type CliSession, openCliSession } from './cli-session.ts';

export { type Ended, type RunOptions, startCli };

let session: CliSession | undefined;

/**
 * Runs the built command line to its end, in a process that all tests of a worker share: a new process for each would
 * take most of their time. Use `startCli` where the process itself is what is tested.
 */
export function runCli(args: readonly string[], options?: RunOptions): Promise<Ended> {
  if (session?.isOpen() !== true) session = openCliSession();
  return session.run(args, options);
}

/** A new folder with these files in it, and the function that removes it. */
export async function temporaryProject(files: Readonly<Record<string, string>>) {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-cli-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
