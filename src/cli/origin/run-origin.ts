import type { RunOrigin } from '../../model/history/journal-entry.ts';
import { actorOf } from './actor.ts';
import { commitOf } from './commit.ts';

/** Who runs rollcall, and on which commit of the project: what CI's variables say, else the system and `.git`. */
export async function runOrigin(dir: string, env: NodeJS.ProcessEnv): Promise<RunOrigin> {
  return { actor: actorOf(env), commit: await commitOf(dir, env) };
}
