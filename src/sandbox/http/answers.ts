import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { JsonObject } from '../../model/json.ts';
import type { PageRules } from '../service-rules.ts';

const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** An answer with a SCIM message or resource. */
export function answer(
  context: Context,
  status: number,
  body: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): Response {
  // Hono's types know only the registered codes; a refusal may have any from 400 on.
  return context.body(JSON.stringify(body), status as ContentfulStatusCode, {
    'content-type': `${mediaType(context.req.header('accept') ?? '')}; charset=utf-8`,
    ...headers,
  });
}

/** A client that accepts plain JSON and no SCIM gets it (RFC 7644 section 3.8). */
function mediaType(accept: string): string {
  const isPlain = /application\/json/i.test(accept) && !/application\/scim\+json|\*\/\*/i.test(accept);
  return isPlain ? 'application/json' : 'application/scim+json';
}

export interface Listing {
  readonly resources: readonly JsonObject[];
  readonly totalResults: number;
  /** Undefined where the listing pages by cursor. */
  readonly startIndex: number | undefined;
  readonly nextCursor?: string;
}

/** A page of resources (RFC 7644 section 3.4.2, and RFC 9865 for cursors). */
export function listResponse(rules: Pick<PageRules, 'totals' | 'key'>, listing: Listing): JsonObject {
  const { resources, startIndex, nextCursor } = listing;
  return {
    schemas: [LIST_RESPONSE],
    ...totalOf(rules.totals, listing),
    ...(startIndex === undefined ? {} : { startIndex }),
    itemsPerPage: resources.length,
    [rules.key]: resources,
    ...(nextCursor === undefined ? {} : { nextCursor }),
  };
}

function totalOf(totals: PageRules['totals'], { resources, totalResults, startIndex }: Listing): JsonObject {
  if (totals === 'ofPage') return { totalResults: resources.length };
  return totals === 'always' || (totals === 'withoutCursor' && startIndex !== undefined) ? { totalResults } : {};
}
