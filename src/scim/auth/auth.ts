import { type JsonObject, stringAt } from '../../model/json.ts';
import { ProtocolError } from '../answers/protocol-error.ts';
import { parseServiceUrl, safeUrl } from '../http/service-url.ts';
import type { Clock } from '../pace/clock.ts';
import { ServiceSettingError } from '../service-setting-error.ts';

/** Resolved secrets; they live in memory only. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | {
      readonly kind: 'clientCredentials';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly tokenUrl: string;
      readonly scope?: string;
    };

type ClientCredentials = Extract<Credentials, { kind: 'clientCredentials' }>;

/** Proves to the service who is asking. */
export interface Authorizer {
  /** The value of the Authorization header; undefined where the service asks for none. */
  authorization(): Promise<string | undefined>;
  /** Told that the service answered 401; true if another attempt will carry a new token. */
  refused(authorization: string | undefined): boolean;
  /** Every text that must never be shown. */
  secrets(): readonly string[];
}

/** A request for a token (RFC 6749 section 4.4.2). */
export interface TokenRequest {
  readonly url: URL;
  readonly authorization: string;
  readonly form: string;
  /** Texts of the request that must not reappear in an error. */
  readonly secrets: readonly string[];
}

/** Asks for a token; returns the answer's JSON object and throws what any request throws. */
export type FetchToken = (request: TokenRequest) => Promise<JsonObject>;

/** Renew this long before the end, or after nine tenths of a short life. */
const RENEW_BEFORE_MS = 60_000;

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** What a header can carry, which rules out the line break at the end of a file. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

function formEncode(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}

function fixedAuthorizer(authorization: string | undefined, secrets: readonly string[]): Authorizer {
  return { authorization: async () => authorization, refused: () => false, secrets: () => secrets };
}

interface Token {
  readonly token: string;
  readonly renewAt: number;
}

function readToken(answer: JsonObject, url: URL, now: number): Token {
  const token = stringAt(answer, 'access_token') ?? '';
  const type = stringAt(answer, 'token_type') ?? 'bearer';
  if (!HEADER_SAFE.test(token) || type.toLowerCase() !== 'bearer') {
    throw new ProtocolError(
      { method: 'POST', url: safeUrl(url) },
      'the answer holds no bearer token.',
      'Check the token URL and that the client is allowed the client credentials grant.',
    );
  }
  const seconds = Number(answer['expires_in'] ?? Number.POSITIVE_INFINITY);
  const life = Number.isNaN(seconds) ? Number.POSITIVE_INFINITY : seconds * 1000;
  return { token, renewAt: now + Math.max(life - RENEW_BEFORE_MS, life * 0.9) };
}

/** Client credentials: one token for all requests, asked for once however many wait for it. */
function renewingAuthorizer(credentials: ClientCredentials, fetchToken: FetchToken, clock: Clock): Authorizer {
  const { clientId, clientSecret, scope } = credentials;
  const pair = base64(`${formEncode(clientId)}:${formEncode(clientSecret)}`);
  const request: TokenRequest = {
    url: parseServiceUrl(credentials.tokenUrl, 'The token URL', true),
    authorization: `Basic ${pair}`,
    form: `grant_type=client_credentials${scope === undefined ? '' : `&scope=${formEncode(scope)}`}`,
    secrets: [clientSecret, pair],
  };
  let current: Token | undefined;
  let flight: Promise<Token> | undefined;

  const renew = async (): Promise<Token> => {
    try {
      current = readToken(await fetchToken(request), request.url, clock.now());
      return current;
    } finally {
      flight = undefined;
    }
  };
  return {
    authorization: async () => {
      if (current !== undefined && clock.now() < current.renewAt) return `Bearer ${current.token}`;
      flight ??= renew();
      return `Bearer ${(await flight).token}`;
    },
    refused: (authorization) => {
      if (authorization === `Bearer ${current?.token}`) current = undefined;
      return true;
    },
    secrets: () => [...request.secrets, ...(current === undefined ? [] : [current.token])],
  };
}

/**
 * Creates what proves to the service who is asking.
 * @throws ServiceSettingError if the token URL is unfit for secrets, or a token for a header
 */
export function createAuthorizer(credentials: Credentials, fetchToken: FetchToken, clock: Clock): Authorizer {
  switch (credentials.kind) {
    case 'none':
      return fixedAuthorizer(undefined, []);
    case 'token':
      if (!HEADER_SAFE.test(credentials.token)) {
        throw new ServiceSettingError(
          'service.auth.token is empty or holds a blank, a line break or another character that no token has.',
          'Check what the environment variable or file holds.',
        );
      }
      return fixedAuthorizer(`Bearer ${credentials.token}`, [credentials.token]);
    case 'basic': {
      const pair = base64(`${credentials.username}:${credentials.password}`);
      return fixedAuthorizer(`Basic ${pair}`, [credentials.password, pair]);
    }
    case 'clientCredentials':
      return renewingAuthorizer(credentials, fetchToken, clock);
  }
}
