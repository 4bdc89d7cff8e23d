import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { listen } from '../../support/listen.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** One of two clients of a service, seen from the service. */
export interface Side {
  /** What it takes for the service. */
  readonly url: string;
  /** What it sent, as `PATCH /Users/1`, each with its turn. */
  readonly log: readonly { readonly turn: number; readonly what: string }[];
}

interface Waiting {
  readonly side: number;
  readonly pass: () => Promise<void>;
}

/** Milliseconds for which the one whose turn it is may think, before the other goes first. */
const PATIENCE = 12;

/**
 * Stands between two clients and a service and lets one request pass at a time; whose, the seed draws again and again, so
 * that either may be far ahead of the other at any moment.
 * @param onPassed called after each request, before the next one passes
 */
export async function interleaved<T>(
  target: string,
  seed: number,
  work: (sides: readonly [Side, Side]) => Promise<T>,
  onPassed: (turn: number) => Promise<void>,
): Promise<T> {
  const random = seededRandom(seed);
  const base = new URL(target);
  const waiting: Waiting[] = [];
  const logs: { turn: number; what: string }[][] = [[], []];
  let isOver = false;
  let turn = 0;
  const open = async (side: number) => {
    const server = createServer(async (request, response) => {
      const body = await buffer(request);
      const pass = async (): Promise<void> => {
        turn += 1;
        const path = decodeURIComponent(request.url ?? '').slice(base.pathname.length);
        logs[side]?.push({ turn, what: `${request.method} ${path}` });
        const answer = await forward(base, request, body);
        response.writeHead(answer.statusCode ?? 500, answer.headers).end(await buffer(answer));
      };
      waiting.push({ side, pass });
    });
    return listen(server);
  };
  const doors = [await open(0), await open(1)];
  const letPass = async (): Promise<void> => {
    let favoured = random() < 0.5 ? 0 : 1;
    for (let patience = PATIENCE; !isOver; patience -= 1) {
      await setTimeout(1);
      const own = waiting.findIndex(({ side }) => side === favoured);
      if (own === -1 && (waiting.length === 0 || patience > 0)) continue;
      const [next] = waiting.splice(Math.max(0, own), 1);
      await next?.pass();
      await onPassed(turn);
      patience = PATIENCE;
      if (random() < 0.5) favoured = 1 - favoured;
    }
  };
  const passing = letPass();
  const sideOf = (side: number): Side => ({
    url: `http://127.0.0.1:${doors[side]?.port}${base.pathname}`,
    log: logs[side] ?? [],
  });
  try {
    return await work([sideOf(0), sideOf(1)]);
  } finally {
    isOver = true;
    await passing;
    await Promise.all(doors.map(({ close }) => close()));
  }
}

function forward(base: URL, request: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const { method, url: path, headers } = request;
  return new Promise((resolve, reject) => {
    const { host: _host, ...passed } = headers;
    const options = { hostname: base.hostname, port: base.port, method, path, headers: passed };
    httpRequest(options, resolve).on('error', reject).end(body);
  });
}
