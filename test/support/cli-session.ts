import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Ended, MAIN, type RunOptions, surroundings } from './cli-process.ts';

/** What the process of a session is asked to run. */
export interface Asked {
  readonly main: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A process that runs one command line after the other. */
export interface CliSession {
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  isOpen(): boolean;
}

const PROCESS = fileURLToPath(new URL('cli-session-process.ts', import.meta.url));
/** A command that takes longer hangs; its process ends, so that the commands after it are not held up. */
const LIMIT_MS = 60_000;

/** Starts a process that ends with this one and does not keep it alive. */
export function openCliSession(): CliSession {
  const child = fork(PROCESS, { env: surroundings(), stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child.unref();
  child.channel?.unref();
  let last: Promise<unknown> = Promise.resolve();
  return {
    isOpen: () => child.connected,
    run: (args, { cwd, env = {} } = {}) => {
      const asked: Asked = { main: MAIN, args, cwd: cwd ?? tmpdir(), env };
      const ended = last.then(() => ask(child, asked));
      last = ended.catch(() => undefined);
      return ended;
    },
  };
}

async function ask(child: ChildProcess, asked: Asked): Promise<Ended> {
  const done = new AbortController();
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  try {
    const answered = once(child, 'message', done) as Promise<[Ended]>;
    const died = once(child, 'exit', done).then(([code, signal]) => {
      throw new Error(`rollcall ${asked.args.join(' ')} ended the process of the session: ${code ?? signal}`);
    });
    died.catch(() => undefined);
    child.send(asked);
    const [ended] = await Promise.race([answered, died]);
    return ended;
  } finally {
    clearTimeout(limit);
    done.abort();
  }
}
