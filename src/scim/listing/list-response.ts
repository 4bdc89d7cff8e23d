import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import { idOf } from '../../syntax/reference-elements.ts';
import { usualForm } from '../../syntax/usual-form.ts';
import { ProtocolError } from '../answers/protocol-error.ts';
import type { FailedRequest } from '../answers/service-error.ts';
import { shareTexts } from './share-texts.ts';

/** One page of a listing (RFC 7644 section 3.4.2, RFC 9865). */
export interface ListPage {
  /** Undefined where the service does not say, as it need not with cursors. */
  readonly totalResults: number | undefined;
  readonly resources: readonly ScimResource[];
  /** Undefined on the last page, and where there are no cursors. */
  readonly nextCursor: string | undefined;
}

const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** What to do about an answer that is no SCIM. */
export const NO_SCIM_HINT =
  'Check service.baseUrl and service.profile: the service does not answer as a SCIM 2.0 service.';

/** A property by its name in any case, because attribute names are case-insensitive (RFC 7643 section 2.1). */
function inAnyCase(object: JsonObject, name: string): JsonValue | undefined {
  const exact = object[name];
  if (exact !== undefined) return exact;
  const folded = name.toLowerCase();
  const spelling = Object.keys(object).find((candidate) => candidate.toLowerCase() === folded);
  return spelling === undefined ? undefined : object[spelling];
}

/** A count, also where a service writes it as a string. */
function wholeNumber(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : undefined;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** What asks for the next page; a number is one too. Anything else but nothing would end the listing unread. */
function cursorOf(value: JsonValue | undefined, request: FailedRequest): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new ProtocolError(request, 'nextCursor is no text, so that the next page cannot be asked for.', NO_SCIM_HINT);
}

/**
 * Takes a value for a resource if it is one, and brings it into the usual form; services may answer a write with something
 * else. An id that is a safe integer is read as its text.
 */
export function asResource(value: JsonValue | undefined): ScimResource | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = idOf(inAnyCase(value, 'id'));
  if (id === undefined) return undefined;
  return usualForm(isOf(value, id) ? value : { ...value, id });
}

/** True where the resource says its id as RFC 7643 does: then it need not be copied. */
function isOf(value: JsonObject, id: string): value is ScimResource {
  return value['id'] === id;
}

function listedResource(value: JsonValue, request: FailedRequest): ScimResource {
  const resource = asResource(value);
  if (resource !== undefined) return resource;
  throw new ProtocolError(
    request,
    'the service returned a resource without an id, or with one that is neither a text nor a whole number.',
    NO_SCIM_HINT,
  );
}

/** The elements of a ListResponse, or of a bare array, which some services answer with. */
export function listedValues(answer: JsonValue | undefined): readonly JsonValue[] {
  const values = isJsonObject(answer) ? inAnyCase(answer, 'Resources') : answer;
  return isJsonArray(values) ? values : [];
}

/**
 * Reads one page of a listing.
 * @throws ProtocolError if the answer is no ListResponse, an element has no id, or nobody can tell how to go on
 */
export function readListPage(answer: JsonValue | undefined, request: FailedRequest): ListPage {
  const object = isJsonObject(answer) ? answer : {};
  const totalResults = wholeNumber(inAnyCase(object, 'totalResults'));
  if (totalResults === undefined && !isJsonArray(answer) && !isListResponse(object)) {
    throw new ProtocolError(request, 'the answer is no ListResponse.', NO_SCIM_HINT);
  }
  const resources = listedValues(answer).map((value) => listedResource(value, request));
  shareTexts(resources);
  return {
    totalResults,
    resources,
    nextCursor: cursorOf(inAnyCase(object, 'nextCursor'), request),
  };
}

/**
 * The same, where only totalResults tells how much there is.
 * @throws ProtocolError also if it is missing
 */
export function readCountedPage(
  answer: JsonValue | undefined,
  request: FailedRequest,
): ListPage & { readonly totalResults: number } {
  const page = readListPage(answer, request);
  const { totalResults } = page;
  if (totalResults !== undefined) return { ...page, totalResults };
  throw new ProtocolError(request, 'the answer is no ListResponse: it has no totalResults.', NO_SCIM_HINT);
}

/** Known by its schema or by its resources. */
function isListResponse(answer: JsonObject): boolean {
  const schemas = inAnyCase(answer, 'schemas');
  return isJsonArray(inAnyCase(answer, 'Resources')) || (isJsonArray(schemas) && schemas.includes(LIST_RESPONSE));
}
