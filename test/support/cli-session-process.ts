/*
 * Runs one command line after the other in one process, as its parent asks. What a command line takes from its process
 * (arguments, folder, variables, streams, exit) is set before and put back afterwards; the built entry runs each time.
 */

import type { Ended } from './cli-process.ts';
import type { Asked } from './cli-session.ts';

class Exit extends Error {}

const inherited = { ...process.env };
const leave = process.exit.bind(process);
let exits = (_code: number): void => {};
let runs = 0;

process.exit = ((code?: number) => {
  exits(code ?? 0);
  throw new Exit();
}) as typeof process.exit;

process.on('unhandledRejection', (error) => {
  if (!(error instanceof Exit)) throw error;
});

process.on('disconnect', () => leave());

process.on('message', (asked: Asked) => {
  void run(asked).then((ended) => process.send?.(ended));
});

async function run({ main, args, cwd, env }: Asked): Promise<Ended> {
  process.chdir(cwd);
  process.argv = [process.execPath, main, ...args];
  process.env = { ...inherited, ...env };
  const [stdout, stderr] = [kept(process.stdout), kept(process.stderr)];
  const ended = new Promise<number>((resolve) => {
    exits = resolve;
  });
  runs += 1;
  await import(`${main}?${runs}`);
  const code = await ended;
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Keeps what is written to a stream, and returns it once, whereupon the stream is as before. */
function kept(stream: NodeJS.WriteStream): () => string {
  const { write } = stream;
  const chunks: string[] = [];
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    chunks.push(Buffer.from(chunk as Uint8Array).toString());
    const done = rest.find((argument) => typeof argument === 'function');
    if (done !== undefined) process.nextTick(done as () => void);
    return true;
  };
  return () => {
    stream.write = write;
    return chunks.join('');
  };
}
