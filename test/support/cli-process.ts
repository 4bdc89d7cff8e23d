import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Processes that begin alike share their compiled code, which takes a third off the time of these tests. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/rollcall-test', import.meta.url));
/** The built entry. */
export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface Ended {
  /** The exit code, or the signal that ended the process. */
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface StartOptions extends RunOptions {
  /** Arguments of Node itself. */
  readonly node?: readonly string[];
}

/**
 * The variables of a command line: no colour variables around, compiled code that is shared, and, as these tests run in CI
 * too, leave to speak to the services that they start.
 */
export function surroundings(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  return { ...inherited, NODE_COMPILE_CACHE: CACHE, ROLLCALL_ALLOW_HOSTS: '*', ROLLCALL_ALLOW_ENV: '*', ...env };
}

/**
 * Starts the built command line in a process of its own, with nothing to read on standard input and no colour variables
 * around: for tests of signals, of arguments or variables of Node, and of commands that do not end by themselves.
 */
export function startCli(args: readonly string[], { cwd, env = {}, node = [] }: StartOptions = {}) {
  const child = spawn(process.execPath, [...node, MAIN, ...args], {
    cwd: cwd ?? tmpdir(),
    env: surroundings(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = async (): Promise<Ended> => {
    const [stdout, stderr, [code, signal]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null, string | null]>,
    ]);
    return { code: code ?? signal, stdout, stderr };
  };
  return { child, ended: ended() };
}
