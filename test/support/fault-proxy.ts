import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { listen } from './listen.ts';
import { seededRandom } from './seeded-random.ts';

/** What can happen to a request on its way. `After` is: the service has done what it was asked to. */
const FAULTS = {
  serverError: 0.025,
  serverErrorAfter: 0.025,
  unavailable: 0.05,
  tooMany: 0.05,
  reset: 0.02,
  resetAfter: 0.02,
  cutAfter: 0.015,
  halfJsonAfter: 0.015,
  webPageAfter: 0.01,
  slowAfter: 0.02,
  stalledAfter: 0.005,
  wrongType: 0.03,
  repeatedElement: 0.03,
} as const;

export type Fault = keyof typeof FAULTS;

export interface FaultProxy {
  /** Stands in for the service's base URL. */
  readonly url: string;
  /** How often each fault happened. */
  readonly faults: ReadonlyMap<Fault, number>;
  /** Requests that it got. */
  readonly requests: () => number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Starts a proxy on 127.0.0.1 in front of a service; by the seed it does to about every third request what networks do. */
export async function startFaultProxy(target: string, seed: number): Promise<FaultProxy> {
  const random = seededRandom(seed);
  const faults = new Map<Fault, number>();
  const base = new URL(target);
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const fault = drawFault(random());
    if (fault !== undefined) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    try {
      const body = await bytesOf(request);
      if (fault !== undefined && refuse(fault, response)) return;
      const answer = await forward(base, request, body);
      await deliver(fault, answer, response);
    } catch {
      response.destroy();
    }
  });
  const { port, close } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}${base.pathname}`,
    faults,
    requests: () => requests,
    close,
  };
}

function drawFault(drawn: number): Fault | undefined {
  let sum = 0;
  for (const [fault, rate] of Object.entries(FAULTS) as [Fault, number][]) {
    sum += rate;
    if (drawn < sum) return fault;
  }
  return undefined;
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Answers without asking the service; true if the fault is one of these. */
function refuse(fault: Fault, response: ServerResponse): boolean {
  const scim = { 'content-type': 'application/scim+json' };
  const error = (status: number) => JSON.stringify({ status: String(status), detail: 'made up by the test' });
  switch (fault) {
    case 'serverError':
      response.writeHead(500, scim).end(error(500));
      return true;
    case 'unavailable':
      response.writeHead(503, { ...scim, 'retry-after': '1' }).end(error(503));
      return true;
    case 'tooMany':
      response.writeHead(429, scim).end(error(429));
      return true;
    case 'reset':
      response.destroy();
      return true;
    default:
      return false;
  }
}

function forward(base: URL, request: IncomingMessage, body: Buffer): Promise<Answer> {
  const { method, url: path, headers } = request;
  return new Promise((resolve, reject) => {
    const { host: _host, ...passed } = headers;
    const onward = httpRequest(
      { hostname: base.hostname, port: base.port, method, path, headers: passed },
      (answer) => {
        bytesOf(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }),
          reject,
        );
      },
    );
    onward.on('error', reject);
    onward.end(body);
  });
}

async function deliver(fault: Fault | undefined, answer: Answer, response: ServerResponse): Promise<void> {
  const {
    'transfer-encoding': _encoding,
    'content-length': _length,
    connection: _connection,
    ...headers
  } = answer.headers;
  const whole = (status: number, body: Buffer, more: Record<string, string> = {}) =>
    response.writeHead(status, { ...headers, ...more, 'content-length': String(body.length) });
  const half = answer.body.subarray(0, Math.floor(answer.body.length / 2));
  switch (fault) {
    case 'serverErrorAfter':
      whole(500, Buffer.alloc(0)).end();
      return;
    case 'resetAfter':
      response.destroy();
      return;
    case 'cutAfter':
      whole(answer.status, answer.body).write(half);
      await setTimeout(5);
      response.destroy();
      return;
    case 'halfJsonAfter':
      whole(answer.status, half).end(half);
      return;
    case 'webPageAfter': {
      const page = Buffer.from('<html><body>Please wait</body></html>');
      whole(200, page, { 'content-type': 'text/html' }).end(page);
      return;
    }
    case 'slowAfter':
      whole(answer.status, answer.body).write(half);
      await setTimeout(40);
      response.end(answer.body.subarray(half.length));
      return;
    case 'stalledAfter':
      whole(answer.status, answer.body).write(half);
      return;
    case 'wrongType':
      whole(answer.status, answer.body, { 'content-type': 'text/plain' }).end(answer.body);
      return;
    case 'repeatedElement': {
      const body = withRepeatedElement(answer.body);
      whole(answer.status, body).end(body);
      return;
    }
    default:
      whole(answer.status, answer.body).end(answer.body);
  }
}

/** A page of a listing in which the last resource is the first one again, as when somebody writes while others page. */
function withRepeatedElement(body: Buffer): Buffer {
  const text = body.toString('utf8');
  if (!text.includes('"Resources"')) return body;
  const list = JSON.parse(text);
  if (!Array.isArray(list.Resources) || list.Resources.length < 2) return body;
  return Buffer.from(JSON.stringify({ ...list, Resources: [...list.Resources.slice(0, -1), list.Resources[0]] }));
}
