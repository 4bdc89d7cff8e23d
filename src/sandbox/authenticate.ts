import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { answerError } from './answers.ts';

/** Lets pass only requests with the bearer token; others get 401 (RFC 6750 section 3). */
export function authenticate(token: string): MiddlewareHandler {
  const expected = digest(token);
  return async (context, next) => {
    const header = context.req.header('authorization') ?? '';
    const given = /^Bearer +(.+)$/i.exec(header)?.[1];
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return next();
    const error = given === undefined ? '' : ', error="invalid_token"';
    return answerError(
      context,
      {
        status: 401,
        scimType: undefined,
        message: 'The request needs the bearer token that the sandbox was started with.',
      },
      { 'www-authenticate': `Bearer realm="SCIM"${error}` },
    );
  };
}

/** Of one length, so that they can be compared in constant time. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
