import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Context, Handler, MiddlewareHandler } from 'hono';
import { ScimError } from './refuse.ts';

/** Seconds for which a token is good. */
const LIFETIME = 86_400;

export interface Tokens {
  /** Lets pass only requests with a bearer token that is known (RFC 6750 section 3). */
  readonly authenticate: MiddlewareHandler;
  /** Answers client credentials with a token (RFC 6749 section 4.4). */
  readonly issue: Handler;
}

/**
 * The bearer tokens of a sandbox: the one that it was started with, which is also the secret of every client, and those
 * that it issues for it. Started with none, it lets everybody in.
 */
export function createTokens(secret: string | undefined, now: () => number): Tokens {
  const issued = new Map<string, number>();
  const isKnown = (given: string): boolean =>
    isSecret([given], secret) || (issued.get(digest(given).toString('hex')) ?? 0) > now();
  return {
    authenticate: async (context, next) => {
      const given = /^Bearer +(.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
      if (secret === undefined || (given !== undefined && isKnown(given))) return next();
      const error = given === undefined ? '' : ', error="invalid_token"';
      throw new ScimError(401, 'The request needs the bearer token that the sandbox was started with.', undefined, {
        'www-authenticate': `Bearer realm="SCIM"${error}`,
      });
    },
    issue: async (context) => {
      const form = new URLSearchParams(await context.req.text());
      if (form.get('grant_type') !== 'client_credentials')
        return context.json({ error: 'unsupported_grant_type' }, 400);
      if (!isSecret(givenSecrets(context, form), secret)) return context.json({ error: 'invalid_client' }, 401);
      const token = randomUUID();
      issued.set(digest(token).toString('hex'), now() + LIFETIME * 1000);
      return context.json({ access_token: token, token_type: 'bearer', expires_in: LIFETIME });
    },
  };
}

/** Client credentials come in the body, or in the header, where some clients encode them as RFC 6749 section 2.3.1 says. */
function givenSecrets(context: Context, form: URLSearchParams): readonly string[] {
  const basic = /^Basic +(.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  if (basic === undefined) return [form.get('client_secret') ?? ''];
  const [, ...rest] = Buffer.from(basic, 'base64').toString().split(':');
  const raw = rest.join(':');
  return [raw, new URLSearchParams(`secret=${raw}`).get('secret') ?? ''];
}

/** Compared in constant time. */
function isSecret(given: readonly string[], secret: string | undefined): boolean {
  return secret === undefined || given.some((text) => timingSafeEqual(digest(text), digest(secret)));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
