import { ScimError } from './scim-error.ts';

/** How services word it where they give no scimType. */
const STALE = /does not match (the )?current version/i;

/**
 * True for an answer that says that the resource has another version than the request expected: 412 (RFC 7644 section
 * 3.14), 400 invalidVers, and 409 to a request with If-Match unless it is about a name that is taken.
 */
export function isVersionConflict(error: unknown): error is ScimError {
  if (!(error instanceof ScimError)) return false;
  const { status, scimType, detail, conditional } = error;
  if (status === 412) return true;
  if (status === 400) return scimType === 'invalidVers' || (conditional && STALE.test(detail));
  return status === 409 && conditional && scimType !== 'uniqueness';
}
