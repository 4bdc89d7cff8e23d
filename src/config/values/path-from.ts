import { posix } from 'node:path';

/** The path of a named file, relative to the project's folder. */
export function pathFrom(file: string, path: string): string {
  return posix.isAbsolute(path) ? path : posix.join(posix.dirname(file), path);
}
