import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { nearestWithGit, workingTree } from '../../config/doors/working-tree.ts';
import { defaultResourcePaths } from '../../config/project/resource-paths.ts';
import type { Profile } from '../../model/profile.ts';
import { refuseLinks } from '../files/refuse-links.ts';
import { ciConfigurations } from './ci-configurations.ts';
import { ciFiles, type NewFile } from './ci-files.ts';
import { ciProject } from './ci-project.ts';
import { exampleGroups, exampleUsers, GITIGNORE } from './example-files.ts';
import { projectFile } from './project-file.ts';

/** What a new project is to be. */
export interface ScaffoldChoice {
  readonly dir: string;
  readonly profile: Profile;
  readonly region: string | undefined;
  readonly ci: 'github' | 'gitlab' | 'none';
}

/** Paths below the current folder. */
export interface Scaffolded {
  readonly written: readonly string[];
  /** Files that were there and stay as they are. */
  readonly kept: readonly string[];
  /** Lines that a .gitignore lacks which was there. */
  readonly notIgnored: readonly string[];
}

/** Writes the files of a new project; what is there stays. Throws the system's error where it cannot write. */
export async function scaffold(choice: ScaffoldChoice): Promise<Scaffolded> {
  const { dir, profile, region } = choice;
  const existing = await defaultResourcePaths(workingTree(dir)).catch(() => []);
  const groups = exampleGroups(profile);
  const examples = [
    { path: 'users/people.yaml', text: exampleUsers(profile) },
    ...(groups === undefined ? [] : [{ path: 'groups/teams.yaml', text: groups }]),
  ];
  const isProject = existsSync(join(dir, 'rollcall.yaml'));
  const files = [
    { path: 'rollcall.yaml', text: projectFile(profile, region) },
    // Beside other people the two of the example would be strangers.
    ...(existing.length === 0 && !isProject ? examples : []),
    { path: '.gitignore', text: GITIGNORE },
  ].map(({ path, text }) => ({ path: join(dir, path), text }));
  const written: string[] = [];
  const kept = existing.map((path) => join(dir, path));
  const write = async ({ path, text }: NewFile) => ((await writeNew(path, text, dir)) ? written : kept).push(path);
  for (const file of files) await write(file);
  // What a workflow must know stands in the files that are there now.
  for (const file of await workflow(choice)) await write(file);
  const ignored = (await readFile(join(dir, '.gitignore'), 'utf8')).split(/\r?\n/);
  const notIgnored = GITIGNORE.trim()
    .split('\n')
    .filter((line) => !ignored.includes(line));
  return { written: written.map(shown), kept: kept.map(shown), notIgnored };
}

/** Services look for workflows in the root of the repository. */
async function workflow({ dir, ci }: ScaffoldChoice): Promise<readonly NewFile[]> {
  if (ci === 'none') return [];
  const root = nearestWithGit(resolve(dir)) ?? resolve(dir);
  const folder = relative(root, resolve(dir)).replaceAll('\\', '/');
  const files = ciFiles(ci, ciProject(folder, await ciConfigurations(dir)));
  return files.map(({ path, text }) => ({ path: join(root, path), text }));
}

async function writeNew(path: string, text: string, base: string): Promise<boolean> {
  await refuseLinks(dirname(path), base);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function shown(path: string): string {
  return relative('.', path);
}
