import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { runCli } from './cli-run.ts';

let standIn: Promise<string> | undefined;

/**
 * The text of a program for the PATH of shell scripts. It does what `rollcall` would, in the session of the tests, so that
 * starting it costs next to nothing.
 */
export function cliStandIn(): Promise<string> {
  standIn ??= serve();
  return standIn;
}

async function serve(): Promise<string> {
  const server = createServer({ allowHalfOpen: true }, (socket) => void answer(socket));
  await once(server.unref().listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return `#!${process.execPath}
    const [, , ...args] = process.argv;
    const socket = require('node:net').connect({ port: ${port}, host: '127.0.0.1' });
    const chunks = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => {
      const { code, stdout, stderr } = JSON.parse(Buffer.concat(chunks).toString());
      process.stderr.write(stderr);
      process.stdout.write(stdout);
      process.exitCode = code;
    });
    socket.end(JSON.stringify({ args, cwd: process.cwd(), env: process.env }));`;
}

async function answer(socket: Socket): Promise<void> {
  const { args, cwd, env } = JSON.parse(await text(socket));
  socket.end(JSON.stringify(await runCli(args, { cwd, env })));
}
