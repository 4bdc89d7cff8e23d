import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LoadOptions, loadProject, type Project } from '../../src/config/load-project.ts';

export const PROJECT = 'service:\n  baseUrl: https://scim.example.com/scim/v2\n';

/** Writes files into a new folder, hands the folder over and removes it. */
export async function inFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (dir: string) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    }
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Loads a project from files that exist only for it; rollcall.yaml is a plain one unless given. */
export function load(
  files: Readonly<Record<string, string>>,
  flags: Partial<Omit<LoadOptions, 'dir'>> = {},
): Promise<Project> {
  return inFolder({ 'rollcall.yaml': PROJECT, ...files }, (dir) => loadProject({ dir, variables: {}, ...flags }));
}
