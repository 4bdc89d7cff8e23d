import { ProtocolError } from './answers/protocol-error.ts';
import { type ScimAnswer, scimAnswer } from './answers/scim-answer.ts';
import { type Access, permissionsFor, requestOptions, resourceUrl } from './http/access.ts';
import type { Question } from './http/exchange.ts';
import { safeUrl } from './http/service-url.ts';
import { NO_SCIM_HINT } from './listing/list-response.ts';
import { projectionParameters } from './listing/parameters.ts';
import { readListing } from './listing/read-listing.ts';
import type { PageLimit } from './listing/shrinking-page.ts';
import { SYSTEM_CLOCK } from './pace/clock.ts';
import type { ClientOptions, ScimClient } from './scim-client.ts';

const ALWAYS = (): boolean => true;
const NOBODY = (): void => undefined;

/** What is wrong with the answer to a reading by id. */
function problemOf({ status, resource }: ScimAnswer): string {
  if (resource !== undefined) return `the service answered with another resource, whose id is ${resource.id}.`;
  if (status === 304) return 'the service says that nothing changed (304), although it was not asked that.';
  return 'the answer is no resource with an id.';
}

/** The reading half of the client. */
export function reading(
  access: Access,
  { concurrency, clock = SYSTEM_CLOCK }: ClientOptions,
): Pick<ScimClient, 'list' | 'get'> {
  const { endpoint, read } = access.profile;
  const limit: PageLimit = { most: Number.POSITIVE_INFINITY };
  return {
    list: (type, query = {}) => {
      const { filter, pageSize = read.pageSize, onPage = NOBODY, goOn = ALWAYS } = query;
      const { mostPages = Number.POSITIVE_INFINITY } = query;
      const projection = projectionParameters(query, endpoint.attributeLists);
      const fixed = [...(filter === undefined ? [] : [['filter', filter] as const]), ...projection];
      const paging = { pageSize, limit, concurrency, onPage, goOn, mostPages, clock };
      return readListing({ type, fixed, ...paging, ...requestOptions(query) }, access);
    },
    get: async (type, id, query = {}) => {
      const { ifNoneMatch } = query;
      const url = resourceUrl('GET', type, id, access, projectionParameters(query, endpoint.attributeLists));
      const headers = ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch };
      const permissions = permissionsFor('GET', type, access);
      const common: Question = { method: 'GET', url, subject: 'resource', headers, ...permissions };
      const answer = scimAnswer(await access.ask({ ...common, ...requestOptions(query) }));
      if (answer.resource?.id === id || (answer.status === 304 && ifNoneMatch !== undefined)) return answer;
      throw new ProtocolError({ method: 'GET', url: safeUrl(url) }, problemOf(answer), NO_SCIM_HINT);
    },
  };
}
