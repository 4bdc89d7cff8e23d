import * as Flags from '@oclif/core/flags';
import { declaredEnvironments } from '../../config/declared-environments.ts';

/** Stands for every environment of a project. */
const ALL = 'all';

/** Which environments to go through. */
export const ENVIRONMENTS_FLAG = Flags.string({
  summary: 'The environment to use, or all; can be given several times.',
  helpValue: 'NAME',
  multiple: true,
  multipleNonGreedy: true,
});

/** One environment, or none where the project has none; or several, each with a heading of its own. */
export type ChosenEnvironments =
  | { readonly kind: 'one'; readonly env: string | undefined }
  | { readonly kind: 'many'; readonly names: readonly string[] };

/**
 * What `--env` asks for. Several are asked for by several names, or by `all`, also where that is one; where the project
 * file names none, the loader is left to say what is wrong.
 */
export async function chosenEnvironments(
  names: readonly string[] | undefined,
  dir: string,
): Promise<ChosenEnvironments> {
  const wanted = [...new Set(names)];
  if (!wanted.includes(ALL)) {
    return wanted.length > 1 ? { kind: 'many', names: wanted } : { kind: 'one', env: wanted[0] };
  }
  const declared = await declaredEnvironments(dir);
  if (declared.length === 0) return { kind: 'one', env: ALL };
  return { kind: 'many', names: [...declared, ...wanted.filter((name) => name !== ALL && !declared.includes(name))] };
}
