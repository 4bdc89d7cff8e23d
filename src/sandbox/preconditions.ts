import type { Context } from 'hono';
import { versionOf } from './represent.ts';
import { ScimError } from './scim-error.ts';
import type { StoredResource } from './store.ts';

/**
 * Checks `If-Match` before a change (RFC 7644 section 3.14).
 * @throws ScimError 412 when it names other versions than the present one
 */
export function checkIfMatch(context: Context, resource: StoredResource): void {
  const header = context.req.header('if-match');
  if (header === undefined || names(header, resource)) return;
  throw new ScimError(412, `The resource has changed: it is at version ${versionOf(resource)}.`);
}

/** Whether `If-None-Match` names the version that the resource has, so that 304 is the answer. */
export function isNotModified(context: Context, resource: StoredResource): boolean {
  const header = context.req.header('if-none-match');
  return header !== undefined && names(header, resource);
}

/** Compared weakly (RFC 9110 section 8.8.3.2): all of these tags are weak. */
function names(header: string, resource: StoredResource): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(versionOf(resource).replace(/^W\//, ''));
}
