import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadProject, PROJECT_FILE } from '../../config/load-project.ts';
import { parseProjectFile } from '../../config/parse-file.ts';
import { sourceFile } from '../../config/yaml/source-file.ts';
import { childOf } from '../../config/yaml/tree.ts';
import type { Configuration } from '../../model/configuration.ts';

/** What a project says in each of its environments, or once where it has none; what is faulty is left out. */
export async function ciConfigurations(dir: string): Promise<readonly Configuration[]> {
  const text = await readFile(join(dir, PROJECT_FILE), 'utf8');
  const file = sourceFile(PROJECT_FILE, text);
  const environments = childOf(
    parseProjectFile(file, () => undefined),
    'environments',
  );
  const names = environments?.kind === 'map' ? [...environments.entries.keys()] : [undefined];
  const projects = await Promise.all(
    names.map((environment) =>
      loadProject({ dir, variables: {}, ...(environment === undefined ? {} : { environment }) }),
    ),
  );
  return projects.flatMap(({ configuration }) => configuration ?? []);
}
