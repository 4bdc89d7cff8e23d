import type { JsonObject } from '../../model/json.ts';
import { type Answer, readAnswer, type Topic } from '../answers/read-answer.ts';
import { ScimError } from '../answers/scim-error.ts';
import { type Authorizer, type Credentials, createAuthorizer, type TokenRequest } from '../auth/auth.ts';
import { fetchToken } from '../auth/fetch-token.ts';
import type { Clock } from '../pace/clock.ts';
import { createPace } from '../pace/pace.ts';
import { withRetries } from '../pace/retry.ts';
import type { HttpRequest, Send } from './http.ts';
import type { RequestOptions } from './request-options.ts';
import { type Line, sendInTurn } from './send-in-turn.ts';

/** A request before it is authorised. */
export interface Question extends RequestOptions, Topic {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
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
  /** Told how many seconds a token lives that the service gave out; undefined where it does not say. */
  readonly onToken: (seconds: number | undefined) => void;
}

const SCIM = 'application/scim+json';

interface Connection extends Line {
  readonly authorizer: Authorizer;
  readonly secrets: Set<string>;
}

/**
 * Asks with the current token and, if the service refuses it, once more with a new one. No hook of ky's could: getting a
 * token takes requests, and must be over before the turn of this one begins and the journal says that it is sent.
 */
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
      return readAnswer(answer, { request, topic: question, secrets: [...secrets], clock });
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
  const { send, clock, userAgent, accept, secrets } = options;
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
