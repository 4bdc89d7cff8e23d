import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Ended, MAIN, type RunOptions, surroundings } from './cli-run.ts';

/** What the process of a session is asked to run. */
export interface Asked {
  readonly main: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A process that runs one command line after the other. */
export interface CliSession {
  run(args: readonly string[], options?: Omit<RunOptions, 'node'>): Promise<Ended>;
  close(): void;
}

const PROCESS = fileURLToPath(new URL('cli-session-process.ts', import.meta.url));

/**
 * For tests that follow one user through many commands: loading the program anew for each takes most of their time. Use
 * `runCli` wherever the process itself is what is tested.
 */
export function openCliSession(): CliSession {
  const child = fork(PROCESS, { env: surroundings(), stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  return {
    run: async (args, { cwd, env = {} } = {}) => {
      const asked: Asked = { main: MAIN, args, cwd: cwd ?? tmpdir(), env };
      const done = new AbortController();
      const answered = once(child, 'message', done);
      const died = once(child, 'exit', done).then(([code]) => {
        throw new Error(`rollcall ${args.join(' ')} ended the process of the session: ${code}`);
      });
      child.send(asked);
      const [ended]: Ended[] = await Promise.race([answered, died]).finally(() => {
        died.catch(() => {});
        done.abort();
      });
      if (ended === undefined) throw new Error('The process of the session answered nothing.');
      return ended;
    },
    close: () => {
      child.disconnect();
    },
  };
}
