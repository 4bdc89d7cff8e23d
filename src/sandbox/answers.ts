import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { JsonObject } from '../model/json.ts';
import type { ScimError } from './scim-error.ts';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
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
    'content-type': 'application/scim+json; charset=utf-8',
    ...headers,
  });
}

/** An error message (RFC 7644 section 3.12). */
export function answerError(
  context: Context,
  { status, scimType, message }: Pick<ScimError, 'status' | 'scimType' | 'message'>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const keyword = scimType === undefined ? {} : { scimType };
  return answer(context, status, { schemas: [ERROR], status: String(status), ...keyword, detail: message }, headers);
}

/** A page of resources (RFC 7644 section 3.4.2). */
export function listResponse(resources: readonly JsonObject[], totalResults: number, startIndex: number): JsonObject {
  return {
    schemas: [LIST_RESPONSE],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}
