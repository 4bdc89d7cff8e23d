import type { JsonObject } from '../../src/model/json.ts';
import type { ReceivedRequest } from './http-server.ts';

/** Users `user-1`, `user-2` and so on. */
export function someUsers(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `user-${index + 1}`,
    userName: `user${index + 1}@example.com`,
  }));
}

/** One page as RFC 7644 section 3.4.2.4 says; `most` is the service's own limit. */
export function listPage(resources: readonly JsonObject[], { query }: ReceivedRequest, most = 1000): JsonObject {
  const startIndex = Number(query.get('startIndex'));
  const count = Math.min(most, Number(query.get('count')));
  const page = resources.slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: resources.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page,
  };
}
