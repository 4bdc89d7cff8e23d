import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { Answer, Call } from './shims.ts';

class Exit extends Error {}

/** `node -e` and `node -p` in this process: starting Node takes longer than all that the workflows do with it. */
export function nodeHere({ args, cwd, env, stdin }: Call): Answer {
  const [flag, script = '', ...rest] = args;
  let [code, stdout] = [0, ''];
  const context = {
    console: { log: (...values: readonly unknown[]) => (stdout += `${values.join(' ')}\n`) },
    require: (name: string) => {
      if (name !== 'node:fs') throw new Error(`node has no ${name} here`);
      return {
        readFileSync: (file: string | number) =>
          file === 0 ? stdin : readFileSync(resolve(cwd, String(file)), 'utf8'),
      };
    },
    process: {
      env,
      argv: ['node', ...rest],
      exit: (ended: number) => {
        code = ended;
        throw new Exit();
      },
    },
  };
  try {
    const value: unknown = runInNewContext(script, context);
    if (flag === '-p') stdout += `${value}\n`;
  } catch (error) {
    if (!(error instanceof Exit)) return { code: 1, stderr: `${error}\n` };
  }
  return { code, stdout };
}
