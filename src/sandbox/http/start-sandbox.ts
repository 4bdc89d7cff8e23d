import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type OpenOptions, type OpenSandbox, openSandbox } from './open-sandbox.ts';

export interface SandboxOptions extends OpenOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The address to listen on, `127.0.0.1` by default. */
  readonly host?: string;
}

/** A running SCIM service. */
export interface Sandbox {
  /** The service's base URL, such as `http://127.0.0.1:8080/scim/v2`. */
  readonly url: string;
  /** Whether it was empty, and began with the seed. */
  readonly isSeeded: boolean;
  /** Stops the service; what it has answered is kept. */
  close(): Promise<void>;
}

/**
 * Opens a SCIM 2.0 service and lets it listen.
 * @throws what `openSandbox` does, and the error of the system when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await openSandbox(options);
  try {
    // Without the last option the whole process would get other Request and Response classes.
    const server = createServer(getRequestListener(sandbox.answer, { overrideGlobalObjects: false }));
    const origin = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
    return { url: `${origin}${sandbox.basePath}`, isSeeded: sandbox.isSeeded, close: closeOnce(server, sandbox) };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
}

function closeOnce(server: Server, sandbox: OpenSandbox): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const stopped = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await stopped;
    await sandbox.close();
  };
  return () => {
    closed ??= close();
    return closed;
  };
}
