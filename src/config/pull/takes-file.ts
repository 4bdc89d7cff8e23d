import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { workingTree } from '../doors/working-tree.ts';
import { PROJECT_FILE } from '../load-project.ts';
import { type ProjectFlags, readProjectFile } from '../project/read-project-file.ts';
import { resourcePaths } from '../project/resource-paths.ts';
import { beginReading, openFile } from '../resources/open-file.ts';

/** Whether `resources` of a valid project takes a file, be it there or not; tried in an empty folder that only has it. */
export async function takesFile(dir: string, flags: ProjectFlags, path: string): Promise<boolean> {
  const reading = await beginReading(dir);
  const open = await openFile(PROJECT_FILE, reading);
  const project = open && readProjectFile(open, flags, reading);
  if (project === undefined) return false;
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-'));
  try {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), '');
    const scope = { ...project.scope, report: () => undefined };
    return (await resourcePaths(project.root, workingTree(folder), scope)).includes(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
