import { chmod, mkdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A program on the PATH that is called, with its folder and its variables. */
export interface Call {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
}

export interface Answer {
  readonly code: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

export type Program = (call: Call) => Promise<Answer> | Answer;

/**
 * Says who it is, from which its arguments, folder and variables are read, and prints what comes back. It starts no other
 * program, but where it reads its input, as `node` does.
 */
const shim = (name: string, port: number, dir: string): string => `#!/bin/bash
${name === 'node' ? `cat > "${dir}/stdin-$$"` : ''}
exec 3<> /dev/tcp/127.0.0.1/${port}
echo "$$" >&3
IFS= read -r code <&3
IFS= read -r -d '' out <&3
IFS= read -r -d '' err <&3
printf '%s' "$out"
printf '%s' "$err" >&2
exit "$code"
`;

/** Programs for the PATH of shell scripts that are functions of this process. */
export async function startShims(dir: string, programs: Readonly<Record<string, Program>>) {
  const server = createServer((socket) => {
    createInterface({ input: socket }).once('line', (pid) => {
      void serve(pid, programs, dir).then((answer) => socket.end(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const bin = join(dir, 'bin');
  await mkdir(bin);
  for (const name of Object.keys(programs)) {
    await writeFile(join(bin, name), shim(name, port, dir));
    await chmod(join(bin, name), 0o755);
  }
  return {
    path: [bin, join(process.execPath, '..'), process.env['PATH']].join(delimiter),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function serve(pid: string, programs: Readonly<Record<string, Program>>, dir: string): Promise<string> {
  const parts = async (name: string) => (await readFile(`/proc/${pid}/${name}`, 'utf8')).split('\0').slice(0, -1);
  const [[, path = '', ...args] = [], env, cwd, stdin] = await Promise.all([
    parts('cmdline'),
    parts('environ'),
    readlink(`/proc/${pid}/cwd`),
    readFile(join(dir, `stdin-${pid}`), 'utf8').catch(() => ''),
  ]);
  const variables = env.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]);
  const failed = (error: unknown): Answer => ({ code: 99, stderr: `${path} ${args.join(' ')}: ${error}\n` });
  const {
    code,
    stdout = '',
    stderr = '',
  } = await Promise.resolve()
    .then(
      () =>
        programs[basename(path)]?.({ cwd, args, env: Object.fromEntries(variables), stdin }) ?? failed('is unknown'),
    )
    .catch(failed);
  return `${code}\n${stdout}\0${stderr}\0`;
}
