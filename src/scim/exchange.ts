import PQueue from 'p-queue';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { type Authorizer, type Credentials, createAuthorizer, type TokenRequest } from './auth.ts';
import type { Clock } from './clock.ts';
import { readErrorAnswer } from './error-answer.ts';
import { hintFor, type Subject } from './hint.ts';
import type { HttpAnswer, HttpRequest, Send } from './http.ts';
import { parseBody } from './json-body.ts';
import { ProtocolError } from './protocol-error.ts';
import { type Repeatable, withRetries } from './retry.ts';
import { ScimError } from './scim-error.ts';
import { safeUrl } from './service-url.ts';

/** One request as it went over the wire, for `--verbose` and for counting. */
export interface RequestLog {
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly ms: number;
}

export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly subject: Subject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** Permissions of which the operation needs one, for the message of a 403. */
  readonly permissions?: string;
  /** Gives the question up, asked or not. */
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly etag?: string;
  /** Absent where the body is empty. */
  readonly json?: JsonValue;
}

/** Asks the service, whose answer is a success or 304. */
export type Exchange = (question: Question) => Promise<Answer>;

export interface ExchangeOptions {
  readonly send: Send;
  readonly credentials: Credentials;
  /** Most requests under way at once. */
  readonly concurrency: number;
  readonly userAgent: string;
  readonly accept: string;
  readonly clock: Clock;
  readonly onRequest: (request: RequestLog) => void;
}

const SCIM = 'application/scim+json';
const FORM = 'application/x-www-form-urlencoded';

function isSuccess(status: number): boolean {
  return (status >= 200 && status < 300) || status === 304;
}

function logged(options: ExchangeOptions): Send {
  return async (request) => {
    const { method } = request;
    const url = safeUrl(request.url);
    const begin = performance.now();
    const log = (status: object): void => options.onRequest({ method, url, ms: performance.now() - begin, ...status });
    try {
      const answer = await options.send(request);
      log({ status: answer.status });
      return answer;
    } catch (error) {
      log({});
      throw error;
    }
  };
}

function readAnswer(request: HttpRequest, answer: HttpAnswer): Answer {
  const failed = { method: request.method, url: safeUrl(request.url) };
  const parsed = parseBody(answer.body, answer.headers.get('content-type') ?? '');
  const etag = answer.headers.get('etag');
  const common = { status: answer.status, ...(etag === null ? {} : { etag }) };
  switch (parsed.kind) {
    case 'empty':
      return common;
    case 'json':
      return { ...common, json: parsed.value };
    case 'html':
      throw new ProtocolError(
        failed,
        'the service answered with a web page instead of SCIM.',
        'This is probably a login page or the wrong address: check service.baseUrl.',
      );
    case 'unreadable':
      throw new ProtocolError(
        failed,
        `the answer ${parsed.problem}.`,
        'Check service.baseUrl; if it is right, the service or a proxy in between is at fault.',
      );
  }
}

/** What a request is about, for the message of an error. */
type Topic = Pick<Question, 'subject' | 'permissions'>;

function checkStatus(
  request: HttpRequest,
  answer: HttpAnswer,
  { subject, permissions }: Topic,
  secrets: readonly string[],
  clock: Clock,
): void {
  if (isSuccess(answer.status)) return;
  const failed = { method: request.method, url: safeUrl(request.url) };
  const said = readErrorAnswer(answer, secrets, clock.now());
  throw new ScimError(failed, said, hintFor(answer.status, subject, permissions), 'if-match' in request.headers);
}

/** Asks for a token; the secrets of the request are redacted from whatever comes back. */
async function fetchToken(token: TokenRequest, send: Send, userAgent: string, clock: Clock): Promise<JsonObject> {
  const { url, authorization, form } = token;
  const headers = { authorization, accept: 'application/json', 'content-type': FORM, 'user-agent': userAgent };
  const request: HttpRequest = { method: 'POST', url, headers, body: form };
  return withRetries(
    async () => {
      const answer = await send(request);
      checkStatus(request, answer, { subject: 'token' }, token.secrets, clock);
      const { json } = readAnswer(request, answer);
      return isJsonObject(json) ? json : {};
    },
    'always',
    clock,
  );
}

interface Connection {
  readonly send: Send;
  readonly authorizer: Authorizer;
  readonly clock: Clock;
}

/** Asks with the current token and, if the service refuses it, once more with a new one. */
async function askAuthorized(request: HttpRequest, topic: Topic, connection: Connection): Promise<Answer> {
  const { send, authorizer, clock } = connection;
  const repeatable: Repeatable = request.method === 'GET' ? 'always' : 'whenUndone';
  for (let renewed = false; ; renewed = true) {
    const authorization = await authorizer.authorization();
    const headers = { ...request.headers, ...(authorization === undefined ? {} : { authorization }) };
    const attempt = async (): Promise<Answer> => {
      const answer = await send({ ...request, headers });
      checkStatus(request, answer, topic, authorizer.secrets(), clock);
      return request.method === 'DELETE' ? { status: answer.status } : readAnswer(request, answer);
    };
    try {
      return await withRetries(attempt, repeatable, clock);
    } catch (error) {
      const expired = error instanceof ScimError && error.status === 401;
      if (!expired || renewed || !authorizer.refused(authorization)) throw error;
    }
  }
}

/**
 * Creates the one way in which requests reach the service: authorised, at most `concurrency` at once, repeated where that
 * is safe, and read as JSON.
 * @returns a function that throws ScimError, ConnectionError, ProtocolError or AnswerTooLargeError, and the reason of a signal
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const { clock, userAgent, accept } = options;
  const queue = new PQueue({ concurrency: options.concurrency });
  const send = logged(options);
  const authorizer = createAuthorizer(options.credentials, (token) => fetchToken(token, send, userAgent, clock), clock);
  const connection: Connection = { send, authorizer, clock };
  return (question) => {
    const { method, url, headers, body, signal } = question;
    const type = body === undefined ? {} : { 'content-type': SCIM };
    const request: HttpRequest = {
      method,
      url,
      headers: { accept, 'user-agent': userAgent, ...type, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    };
    return queue.add(() => {
      signal?.throwIfAborted();
      return askAuthorized(request, question, connection);
    });
  };
}
