import { workingTree } from './doors/working-tree.ts';
import { PROJECT_FILE } from './load-project.ts';
import { parseProjectFile } from './parse-file.ts';
import { environmentNames } from './project/environment.ts';
import { readSource } from './values/read-source.ts';

/** The names of a project's environments, in the order of its file; none where it has none or cannot be read. */
export async function declaredEnvironments(dir: string): Promise<readonly string[]> {
  const file = await readSource(workingTree(dir), PROJECT_FILE);
  if ('code' in file) return [];
  return environmentNames(parseProjectFile(file, () => undefined));
}
