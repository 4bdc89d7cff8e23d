import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { type Authorizer, type Credentials, createAuthorizer, type TokenRequest } from './auth.ts';
import type { Clock } from './clock.ts';
import { correlationIdOf, readErrorAnswer, retryAfterSeconds } from './error-answer.ts';
import { hintFor, type Subject } from './hint.ts';
import type { HttpAnswer, HttpRequest, Send } from './http.ts';
import { parseBody } from './json-body.ts';
import { createPace, type Observation, type Pace } from './pace.ts';
import { readRateHeaders } from './rate-headers.ts';
import { withRetries } from './retry.ts';
import { ScimError } from './scim-error.ts';
import { safeUrl } from './service-url.ts';
import { UnreadableAnswerError } from './unreadable-answer-error.ts';

/** One request as it went over the wire, for `--verbose` and for counting. */
export interface RequestLog {
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly ms: number;
  /** The headers of the answer, where one came. */
  readonly headers?: Pick<Headers, 'get'>;
}

/** How one attempt to send a request came out. */
export interface AttemptOutcome {
  /** Absent where no answer came. */
  readonly status?: number;
  readonly correlationId?: string;
  /** Why there is no answer. */
  readonly problem?: string;
  readonly ms: number;
}

/** Told of every attempt to send a request, for a journal. */
export interface Watcher {
  /** Awaited before anything goes out; if it throws, nothing does. */
  sending(attempt: number): Promise<void>;
  answered(attempt: number, outcome: AttemptOutcome): void;
}

/** What every request takes besides what it asks. */
export interface RequestOptions {
  /** Once aborted, the request is not sent, or not sent again; what is under way is finished. */
  readonly signal?: AbortSignal | undefined;
  readonly watcher?: Watcher | undefined;
}

export interface Question extends RequestOptions {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly subject: Subject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** Permissions of which the operation needs one, for the message of a 403. */
  readonly permissions?: string;
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
  /** What the service takes in a minute; null where nobody knows. */
  readonly requestsPerMinute: number | null;
  readonly userAgent: string;
  readonly accept: string;
  readonly clock: Clock;
  /** Texts that must not reappear, such as the passwords of new users. Credentials and tokens are added. */
  readonly secrets: Set<string>;
  readonly onRequest: (request: RequestLog) => void;
  /** Told how many seconds a token lives that the service gave out; undefined where it does not say. */
  readonly onToken: (seconds: number | undefined) => void;
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
      log({ status: answer.status, headers: answer.headers });
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
      throw new UnreadableAnswerError(
        failed,
        'the service answered with a web page instead of SCIM.',
        'This is probably a login page or the wrong address: check service.baseUrl.',
      );
    case 'unreadable':
      throw new UnreadableAnswerError(
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
    { repeatable: 'always', clock },
  );
}

interface Connection {
  readonly send: Send;
  readonly pace: Pace;
  readonly authorizer: Authorizer;
  readonly clock: Clock;
  readonly secrets: Set<string>;
}

function observationOf({ status, headers }: HttpAnswer, retryAfter: number | undefined, now: number): Observation {
  const allowance = readRateHeaders(headers, now);
  return {
    kind: status === 429 || status === 503 ? 'overloaded' : 'fine',
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
    ...(allowance === undefined ? {} : { allowance }),
  };
}

/** Sends one request when it is its turn. A request that waits for its next attempt has no turn. */
async function sendInTurn(
  request: HttpRequest,
  { signal, watcher }: RequestOptions,
  attempt: number,
  { send, pace, clock }: Connection,
): Promise<HttpAnswer> {
  const turn = await pace.turn(signal);
  let observation: Observation = { kind: 'lost' };
  try {
    await watcher?.sending(attempt);
    const begin = performance.now();
    try {
      const answer = await send(request);
      const correlationId = correlationIdOf(answer);
      const ms = Math.round(performance.now() - begin);
      watcher?.answered(attempt, {
        status: answer.status,
        ms,
        ...(correlationId === undefined ? {} : { correlationId }),
      });
      observation = observationOf(answer, retryAfterSeconds(answer.headers, clock.now()), clock.now());
      return answer;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      watcher?.answered(attempt, { problem, ms: Math.round(performance.now() - begin) });
      throw error;
    }
  } finally {
    turn.end(observation);
  }
}

/** Asks with the current token and, if the service refuses it, once more with a new one. */
async function askAuthorized(request: HttpRequest, question: Question, connection: Connection): Promise<Answer> {
  const { authorizer, clock, secrets } = connection;
  const { signal } = question;
  const repeatable = request.method === 'GET' ? 'always' : 'whenUndone';
  let attempts = 0;
  for (let renewed = false; ; renewed = true) {
    const authorization = await authorizer.authorization();
    for (const secret of authorizer.secrets()) secrets.add(secret);
    const headers = { ...request.headers, ...(authorization === undefined ? {} : { authorization }) };
    const attempt = async (): Promise<Answer> => {
      attempts += 1;
      const answer = await sendInTurn({ ...request, headers }, question, attempts, connection);
      checkStatus(request, answer, question, [...secrets], clock);
      return request.method === 'DELETE' ? { status: answer.status } : readAnswer(request, answer);
    };
    try {
      return await withRetries(attempt, { repeatable, clock, signal });
    } catch (error) {
      const expired = error instanceof ScimError && error.status === 401;
      if (!expired || renewed || !authorizer.refused(authorization)) throw error;
    }
  }
}

/**
 * Creates the one way in which requests reach the service: authorised, in the number and at the rate that it bears,
 * repeated where that is safe, and read as JSON.
 * @returns a function that throws ScimError, ConnectionError, ProtocolError or AnswerTooLargeError, and NotSentError where
 * the signal was aborted before anything was sent
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const { clock, userAgent, accept, secrets } = options;
  const send = logged(options);
  const fetchKnown = async (token: TokenRequest): Promise<JsonObject> => {
    const answer = await fetchToken(token, send, userAgent, clock);
    const seconds = Number(answer['expires_in'] ?? Number.NaN);
    options.onToken(Number.isFinite(seconds) ? seconds : undefined);
    return answer;
  };
  const authorizer = createAuthorizer(options.credentials, fetchKnown, clock);
  const connection: Connection = { send, pace: createPace(options), authorizer, clock, secrets };
  return (question) => {
    const { method, url, headers, body } = question;
    const type = body === undefined ? {} : { 'content-type': SCIM };
    const request: HttpRequest = {
      method,
      url,
      headers: { accept, 'user-agent': userAgent, ...type, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return askAuthorized(request, question, connection);
  };
}
