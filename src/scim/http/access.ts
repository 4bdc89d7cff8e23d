import type { Profile } from '../../model/profile.ts';
import type { ResourceType } from '../../model/resource.ts';
import { ProtocolError } from '../answers/protocol-error.ts';
import type { Parameters } from '../listing/parameters.ts';
import type { Exchange, Question } from './exchange.ts';
import type { RequestOptions } from './request-options.ts';
import { below, safeUrl } from './service-url.ts';

/** What the parts of the client share: the way to the service, where it is, and how it speaks. */
export interface Access {
  readonly ask: Exchange;
  readonly base: URL;
  readonly profile: Pick<Profile, 'paths' | 'endpoint' | 'read'>;
}

/** What a question says of the permissions that it needs, where the profile knows them. */
export function permissionsFor(
  method: Question['method'],
  type: ResourceType,
  { profile }: Access,
): Pick<Question, 'permissions'> {
  const permissions = profile.endpoint.permissions[`${method} ${type}`];
  return permissions === undefined ? {} : { permissions };
}

/** What every question takes besides what it asks. */
export function requestOptions({ signal, watcher }: RequestOptions): RequestOptions {
  return { signal, watcher };
}

/**
 * Where one resource lives. The id is the service's: `..` would lead elsewhere, nothing to the whole listing, and a lone
 * surrogate nowhere.
 * @throws ProtocolError for such ids
 */
export function resourceUrl(
  method: Question['method'],
  type: ResourceType,
  id: string,
  { base, profile }: Access,
  query: Parameters = [],
): URL {
  const path = profile.paths[type];
  if (id === '' || id === '.' || id === '..' || !id.isWellFormed()) {
    const request = { method, url: safeUrl(below(base, path)) };
    throw new ProtocolError(request, `"${id}" cannot be the id of a resource.`, 'The service is at fault.');
  }
  return below(base, `${path}/${encodeURIComponent(id)}`, query);
}
