import { type JsonObject, stringAt } from '../model/json.ts';
import { ScimError } from '../scim/answers/scim-error.ts';
import { ServiceError } from '../scim/answers/service-error.ts';
import type { Reader, ReadResources } from './reader.ts';

/** What services answer where an endpoint is none of theirs. */
const UNKNOWN_ENDPOINT = new Set([404, 501]);

/** Groups of a service that has none. */
const NO_GROUPS: ReadResources = {
  resources: [],
  whole: false,
  absent: true,
  strategy: 'Groups: the service has none.',
};

/**
 * Takes the error of a listing of groups for what it is at a service of users alone. Its `/ResourceTypes` (RFC 7643
 * section 6) say so where it has any; where it has none, an answer that knows no such endpoint does. Whether the address is
 * right at all, the listing of users tells.
 * @throws the error, where the service may have groups
 */
export async function withoutGroups(error: unknown, { client }: Pick<Reader, 'client'>): Promise<ReadResources> {
  if (!(error instanceof ScimError) || error.status === 401) throw error;
  const types = await client.resourceTypes().catch((other: unknown): readonly JsonObject[] => {
    if (other instanceof ServiceError) return [];
    throw other;
  });
  const named = types.map((type) => (stringAt(type, 'name') ?? stringAt(type, 'id') ?? '').toLowerCase());
  const saysSo = named.includes('user') && !named.includes('group');
  const isUnknown = UNKNOWN_ENDPOINT.has(error.status) && !error.isWebPage && !named.includes('group');
  if (saysSo || isUnknown) return NO_GROUPS;
  throw error;
}
