import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { listen } from './listen.ts';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Respond = (request: ReceivedRequest, response: ServerResponse) => unknown;

export interface HttpServer {
  readonly url: string;
  readonly port: number;
  readonly received: ReceivedRequest[];
  close(): Promise<void>;
}

async function receive(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const path = message.url ?? '';
  const query = new URL(path, 'http://127.0.0.1').searchParams;
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: message.method ?? '', path, query, headers: message.headers, body };
}

async function start(server: Server, scheme: string, received: ReceivedRequest[]): Promise<HttpServer> {
  const { port, close } = await listen(server);
  return { url: `${scheme}://127.0.0.1:${port}`, port, received, close };
}

/** Starts a server on 127.0.0.1 that answers as the test says. */
export function startHttpServer(respond: Respond): Promise<HttpServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (message, response) => {
    const request = await receive(message);
    received.push(request);
    await respond(request, response);
  });
  return start(server, 'http', received);
}

export type Certificate = 'localhost' | 'expired' | 'other-host';

/** The certificate and its key, made for tests only. */
export function certificatePem(certificate: Certificate): string {
  return readFileSync(new URL(`tls-${certificate}.pem`, import.meta.url), 'utf8');
}

/** Starts a server on 127.0.0.1 with a self-signed certificate; it answers every listing with nothing. */
export function startTlsServer(certificate: Certificate): Promise<HttpServer> {
  const pem = certificatePem(certificate);
  const received: ReceivedRequest[] = [];
  const server = createTlsServer({ key: pem, cert: pem }, async (message, response) => {
    received.push(await receive(message));
    json(response, 200, { totalResults: 0 });
  });
  return start(server, 'https', received);
}

/** Answers with SCIM JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/scim+json', ...headers });
  response.end(JSON.stringify(body));
}
