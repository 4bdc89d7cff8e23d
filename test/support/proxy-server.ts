import { createServer } from 'node:http';
import { connect } from 'node:net';
import { listen } from './listen.ts';

export interface ProxyServer {
  readonly url: string;
  /** `CONNECT host:port` and the like, in the order in which they came. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts a proxy on 127.0.0.1 that takes every CONNECT to `port` of 127.0.0.1, whatever host it names.
 * @param refusal if given, what it sends instead before it closes the connection
 */
export async function startProxy(port: number, refusal?: string): Promise<ProxyServer> {
  const requests: string[] = [];
  const server = createServer((_request, response) => response.writeHead(501).end());
  server.on('connect', (request, socket) => {
    requests.push(`CONNECT ${request.url}`);
    socket.on('error', () => undefined);
    if (refusal !== undefined) return socket.end(refusal);
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    socket.on('close', () => target.destroy());
    target.on('error', () => socket.destroy());
    return target.on('close', () => socket.destroy());
  });
  const listening = await listen(server);
  return { url: `http://127.0.0.1:${listening.port}`, requests, close: listening.close };
}
