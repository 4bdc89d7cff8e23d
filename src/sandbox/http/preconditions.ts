import type { Context } from 'hono';
import { entityTag } from '../resources/represent.ts';
import type { Service } from '../service-rules.ts';
import type { StoredResource } from '../store/store.ts';
import { refuse, ScimError } from './refuse.ts';

/**
 * Checks `If-Match` before a change (RFC 7644 section 3.14).
 * @throws ScimError 412, or 400 invalidVers, when it names other versions than the present one
 */
export function checkIfMatch(context: Context, service: Service, resource: StoredResource): void {
  const header = context.req.header('if-match');
  const tag = entityTag(service, resource);
  const { match, mismatch } = service.rules.versions;
  if (header === undefined || tag === undefined || (match === 'taken' && names(header, tag))) return;
  const message = `The resource has changed: it is at version ${tag}.`;
  if (mismatch === 'invalidVers') refuse('invalidVers', message);
  throw new ScimError(412, message);
}

/** Whether `If-None-Match` names the version that the resource has, so that 304 is the answer. */
export function isNotModified(context: Context, service: Service, resource: StoredResource): boolean {
  const header = context.req.header('if-none-match');
  const tag = entityTag(service, resource);
  return header !== undefined && tag !== undefined && names(header, tag);
}

/** Compared weakly (RFC 9110 section 8.8.3.2). */
function names(header: string, current: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(current.replace(/^W\//, ''));
}
