import { lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** The folders of a project, by their real paths. */
export interface WorkingTree {
  /** The project's own folder. */
  readonly project: string;
  /** The nearest folder with `.git` that holds the project; without one the project's folder. */
  readonly root: string;
}

/** Finds the working tree that holds a project. A folder that is not there holds nothing, and is its own tree. */
export function workingTree(dir: string): WorkingTree {
  const project = realOrResolved(dir);
  return { project, root: nearestWithGit(project) ?? project };
}

/** The nearest folder that holds `.git`, of an absolute path and those above it; undefined where none does. */
export function nearestWithGit(folder: string): string | undefined {
  if (holdsGit(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestWithGit(parent);
}

function realOrResolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function holdsGit(folder: string): boolean {
  return lstatSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined;
}

/** Whether a path is the folder itself or lies in it; both are real and absolute. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Whether a part of the path, as seen from the project or else from its working tree, begins with a dot. */
export function hasDotName(path: string, { project, root }: WorkingTree): boolean {
  const way = relative(isInside(path, project) ? project : root, path);
  return way.split(sep).some((part) => part.startsWith('.') && part !== '..');
}
