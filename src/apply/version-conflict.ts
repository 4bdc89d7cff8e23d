import { ScimError } from '../scim/scim-error.ts';

/**
 * True for the answers by which services say that `If-Match` did not match: 412 (RFC 7644 section 3.14), 400 invalidVers
 * (section 3.12), or 409, unless that is about a name.
 */
export function isVersionConflict(error: unknown): boolean {
  if (!(error instanceof ScimError)) return false;
  if (error.status === 409) return error.scimType !== 'uniqueness';
  return error.status === 412 || (error.status === 400 && error.scimType === 'invalidVers');
}
