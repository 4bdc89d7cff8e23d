import type { Check } from '../../model/health/health.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';

const MINUTE_S = 60;

/** What is known of the token that the requests carried. */
export interface TokenFacts {
  readonly kind: 'none' | 'token' | 'basic' | 'clientCredentials';
  /** The token itself, where the project names it. */
  readonly token?: string;
  /** Seconds that a token lives which the service gave out; undefined where it does not say. */
  readonly lifetime?: number;
}

/** Whether the credentials were taken, and how long they last. */
export function tokenCheck({ kind, token, lifetime }: TokenFacts, now: number): Check {
  const name = 'credentials';
  switch (kind) {
    case 'none':
      return { name, status: 'ok', summary: 'none are sent, and none are asked for' };
    case 'basic':
      return { name, status: 'ok', summary: 'user name and password are accepted' };
    case 'clientCredentials':
      return {
        name,
        status: 'ok',
        summary: `client credentials give a token${lifetime === undefined ? '' : ` for ${duration(lifetime)}`}`,
      };
    case 'token': {
      const expiry = token === undefined ? undefined : expiryOf(token);
      if (expiry === undefined)
        return { name, status: 'ok', summary: 'the token is accepted; it does not say when it expires' };
      const left = expiry - now / 1000;
      const summary = `the token is accepted and expires in ${duration(left)}`;
      return left < 10 * MINUTE_S
        ? { name, status: 'warning', summary, hint: 'An apply may outlive it: get a new one.' }
        : { name, status: 'ok', summary };
    }
    default:
      return kind satisfies never;
  }
}

/** The `exp` of a JSON Web Token (RFC 7519), in seconds since 1970; undefined for tokens that are none. */
function expiryOf(token: string): number | undefined {
  const [, payload] = token.split('.');
  if (payload === undefined) return undefined;
  try {
    const claims: JsonValue = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const expiry = isJsonObject(claims) ? claims['exp'] : undefined;
    return typeof expiry === 'number' ? expiry : undefined;
  } catch {
    return undefined;
  }
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', MINUTE_S],
  ['second', 1],
] as const;

/** `59 minutes` */
function duration(seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds >= 2 * length) ?? UNITS[3];
  const count = Math.max(0, Math.floor(seconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
