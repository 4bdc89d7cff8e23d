import type { Operation } from '../../model/plan.ts';
import { ScimError } from '../../scim/answers/scim-error.ts';

/** The answers that say of a PATCH: not this spelling (RFC 7644 section 3.12). */
const SPELLING_ERRORS = new Set(['invalidPath', 'invalidFilter', 'noTarget']);

/** True where the service may understand the same in another spelling; some say 501 instead of 400. */
export function isSpellingError(error: unknown): boolean {
  if (!(error instanceof ScimError)) return false;
  return error.status === 501 || (error.status === 400 && SPELLING_ERRORS.has(error.scimType ?? ''));
}

/** Which setting changes the spelling that the service refuses; undefined where no other is known. */
export function spellingHint(operations: readonly Operation[], error: unknown): string | undefined {
  if (!(error instanceof ScimError) || (error.status !== 400 && error.status !== 501)) return undefined;
  const selecting = operations.find(({ path }) => typeof path === 'string' && path.includes('['));
  if (selecting === undefined) return undefined;
  const isOf = (attribute: string) => String(selecting['path']).toLowerCase().startsWith(`${attribute}[`);
  const setting = isOf('members')
    ? 'members.removal to valueList'
    : selecting.op.toLowerCase() === 'remove'
      ? 'patch.elementRemoval to replaceAttribute'
      : 'patch.elementChange to replaceAttribute';
  return `If the service takes no filter in the path of a PATCH, set service.dialect.${setting}.`;
}
