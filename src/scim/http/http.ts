import ky, { type KyInstance } from 'ky';
import { ProtocolError } from '../answers/protocol-error.ts';
import { AnswerTooLargeError } from './answer-too-large-error.ts';
import { ConnectionError } from './connection-error.ts';
import { bodyFailure } from './connection-failure.ts';
import type { AnswerRequest } from './network.ts';
import { checkProxyVariables } from './proxy-variables.ts';
import { type RequestLog, requestTeller } from './request-log.ts';
import { safeUrl } from './service-url.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly body: Uint8Array;
}

/** Sends one request and reads the whole answer, whatever its status. */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

export interface HttpOptions {
  /** How long the service may take to begin its answer, and to go on with it. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** Told of every request, answered or not. */
  readonly onRequest: (request: RequestLog) => void;
  /** Throws where a request may not go to a URL. */
  readonly admit?: (url: URL) => void;
  /** Answers requests instead of the network. */
  readonly answer?: AnswerRequest;
}

/** A slow but steady answer may take this many times the timeout. */
const WHOLE_ANSWER_TIMEOUTS = 5;
const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const CONDITIONAL = ['if-match', 'if-none-match'];

/**
 * ky keeps the time of each request and runs its hooks. What it is not given, and why:
 * - retries: `withRetries` judges answers that were read, bodies included, and waits by a clock that tests can drive;
 * - errors by status: ky reads their bodies up to a bound of its own and drops what it cannot read;
 * - redirects: fetch follows them to any origin, and makes a GET of a write;
 * - fetch: what answers is the network by undici, or a service in this process.
 */
function createKy({ timeoutMs, answer }: HttpOptions): KyInstance {
  const answering = answer ?? openNetwork(timeoutMs);
  return ky.create({
    timeout: timeoutMs,
    retry: 0,
    throwHttpErrors: false,
    redirect: 'manual',
    hooks: { beforeRequest: [({ request }) => allowNotModified(request.headers)] },
    fetch: async (input) => {
      const request = input instanceof Request ? input : new Request(input);
      return answering(request);
    },
  });
}

/** The network, which is loaded with the first request, as it is large. */
function openNetwork(timeoutMs: number): AnswerRequest {
  checkProxyVariables();
  let opened: Promise<AnswerRequest> | undefined;
  return async (request) => {
    opened ??= import('./network.ts').then(({ createNetwork }) => createNetwork(timeoutMs));
    return (await opened)(request);
  };
}

/** Caches on the way are to ask the service; `no-cache`, as fetch has it, would forbid the very 304 that is asked for. */
function allowNotModified(headers: Headers): void {
  if (CONDITIONAL.some((name) => headers.has(name))) headers.set('cache-control', 'max-age=0');
}

/** Reads a body and stops at the bound, so that no answer can exhaust memory. */
async function readBody(response: Response, request: HttpRequest, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AnswerTooLargeError(describe(request), maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

function describe({ method, url }: HttpRequest): { method: string; url: string } {
  return { method, url: safeUrl(url) };
}

async function sendOnce(api: KyInstance, request: HttpRequest, options: HttpOptions): Promise<HttpAnswer> {
  const { method, url, headers, body } = request;
  options.admit?.(url);
  // ky's totalTimeout ends its own ways to read a body, and none of them stops at a bound.
  const signal = AbortSignal.timeout(options.timeoutMs * WHOLE_ANSWER_TIMEOUTS);
  const { hooks, answered } = requestTeller(request, options.onRequest);
  const response = await api(url, { method, headers, signal, hooks, ...(body === undefined ? {} : { body }) });
  answered(response);
  try {
    const bytes = await readBody(response, request, options.maxAnswerBytes);
    return { status: response.status, headers: response.headers, body: bytes };
  } catch (cause) {
    if (cause instanceof AnswerTooLargeError) throw cause;
    throw new ConnectionError(describe(request), bodyFailure(cause), { cause });
  }
}

/**
 * Where a redirect leads, if it may be followed: reads only, and never to another origin, which must not see the token.
 * @throws ProtocolError for any other redirect
 */
function redirectTarget(request: HttpRequest, answer: HttpAnswer): URL | undefined {
  const location = answer.headers.get('location');
  if (!REDIRECTS.has(answer.status) || location === null) return undefined;
  const target = URL.canParse(location, request.url.href) ? new URL(location, request.url) : undefined;
  if (target !== undefined && target.origin === request.url.origin && request.method === 'GET') return target;
  const place = target === undefined ? 'nowhere' : safeUrl(target);
  throw new ProtocolError(
    describe(request),
    `the service redirects to ${place}.`,
    'Set service.baseUrl to the final address; a redirect to a login page means that this is not the SCIM address.',
  );
}

/**
 * Creates the function that sends requests. Proxy variables and NODE_EXTRA_CA_CERTS are honoured; connections are kept
 * alive; a GET follows redirects within its origin.
 * @throws ServiceSettingError if a proxy variable is no URL
 * @returns a function that throws ConnectionError without a whole answer, AnswerTooLargeError beyond the bound, and
 * ProtocolError for a redirect that may not be followed
 */
export function createSend(options: HttpOptions): Send {
  const api = createKy(options);
  return async (first) => {
    let request = first;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const answer = await sendOnce(api, request, options);
      const target = redirectTarget(request, answer);
      if (target === undefined) return answer;
      request = { ...request, url: target };
    }
    throw new ProtocolError(describe(first), 'the service redirects in a circle.', 'Check service.baseUrl.');
  };
}
