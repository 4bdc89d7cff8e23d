import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../src/scim/pace/clock.ts';
import { listen } from './listen.ts';

export interface MeteredProxy {
  /** Stands in for the service's base URL. */
  readonly url: string;
  /** When each request came, by the clock. */
  readonly times: readonly number[];
  /** How many were answered 429. */
  readonly refused: () => number;
  close(): Promise<void>;
}

interface Meter {
  readonly clock: Clock;
  /** More requests than this in any 60 seconds are answered 429. */
  readonly requestsPerMinute?: number;
  /** Milliseconds by the clock that each request takes on top. */
  readonly latencyMs?: number;
}

/** Starts a proxy on 127.0.0.1 that lets a service appear limited or far away. */
export async function startMeteredProxy(target: string, meter: Meter): Promise<MeteredProxy> {
  const { clock, requestsPerMinute = Number.POSITIVE_INFINITY, latencyMs = 0 } = meter;
  const base = new URL(target);
  const times: number[] = [];
  let taken: number[] = [];
  let refused = 0;
  const server = createServer(async (request, response) => {
    const now = clock.now();
    times.push(now);
    taken = taken.filter((time) => time > now - 60_000);
    if (taken.length >= requestsPerMinute) {
      refused += 1;
      request.resume();
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '5' }).end('{}');
      return;
    }
    taken.push(now);
    if (latencyMs > 0) await clock.sleep(latencyMs);
    const answer = await forward(base, request);
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    await pipeline(answer, response);
  });
  const { port, close } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}${base.pathname}`,
    times,
    refused: () => refused,
    close,
  };
}

function forward({ hostname, port }: URL, request: IncomingMessage): Promise<IncomingMessage> {
  const { method, url: path, headers } = request;
  return new Promise((resolve, reject) => {
    const onward = httpRequest({ hostname, port, method, path, headers }, resolve);
    onward.on('error', reject);
    request.pipe(onward);
  });
}
