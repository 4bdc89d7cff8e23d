import type { DescribedSchema } from '../model/attribute.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../model/json.ts';
import type { Operation } from '../model/plan.ts';
import type { ResourceType, ScimResource } from '../model/resource.ts';
import type { Credentials } from './auth.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import { readDescribedSchema } from './described-schema.ts';
import {
  type Answer,
  createExchange,
  type Exchange,
  type Question,
  type RequestLog,
  type RequestOptions,
} from './exchange.ts';
import { createSend } from './http.ts';
import { asResource, listedValues, NO_SCIM_HINT, readListPage } from './list-response.ts';
import { readWhole } from './paging.ts';
import { ProtocolError } from './protocol-error.ts';
import { ScimError } from './scim-error.ts';
import { below, parseServiceUrl, safeUrl } from './service-url.ts';
import { UnreadableAnswerError } from './unreadable-answer-error.ts';

export type { Credentials } from './auth.ts';
export type { AttemptOutcome, RequestLog, RequestOptions, Watcher } from './exchange.ts';

export interface ClientOptions {
  /** Absolute; `/Users` and `/Groups` lie below it. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** Where each resource type lives below the base URL; default `/Users` and `/Groups`. */
  readonly paths?: Readonly<Record<ResourceType, string>>;
  /** Most requests under way at once. */
  readonly concurrency: number;
  /** What the service takes in a minute; null, the default, where nobody knows. */
  readonly requestsPerMinute?: number | null;
  readonly userAgent: string;
  /** Texts besides the credentials that must not reappear; read anew for each answer. */
  readonly secrets?: Iterable<string>;
  /** How long the service may take to begin its answer; default one minute. */
  readonly timeoutMs?: number;
  /** Bound of one answer; default 100 MB. */
  readonly maxAnswerBytes?: number;
  readonly clock?: Clock;
  /** Told of every request on the wire, token requests and repetitions included. */
  readonly onRequest?: (request: RequestLog) => void;
}

/** Which attributes to return (RFC 7644 section 3.9). */
interface Projection {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
}

export interface ListQuery extends Projection, RequestOptions {
  readonly filter?: string;
  /** Resources asked for in one page; default 100. */
  readonly pageSize?: number;
  readonly onPage?: (read: number, total: number) => void;
}

export interface GetQuery extends Projection, RequestOptions {
  /** An ETag; the answer is a 304 without resource where the resource still has it. */
  readonly ifNoneMatch?: string;
}

export interface WriteOptions extends RequestOptions {
  /** An ETag; the service refuses the write where the resource has another by now. */
  readonly ifMatch?: string;
}

export interface ScimAnswer {
  readonly status: number;
  /** Absent where the service answered without a body. */
  readonly resource?: ScimResource;
  readonly etag?: string;
}

/**
 * A SCIM 2.0 service (RFC 7644). Every method may throw ScimError (an error answer), ConnectionError (no whole answer),
 * ProtocolError (an answer that is no SCIM) and AnswerTooLargeError, all of them ServiceErrors; and NotSentError where its
 * signal was aborted before anything was sent.
 */
export interface ScimClient {
  readonly baseUrl: string;
  /** Reads a whole listing; throws IncompleteListError where the service keeps contradicting itself. */
  list(type: ResourceType, query?: ListQuery): Promise<readonly ScimResource[]>;
  get(type: ResourceType, id: string, query?: GetQuery): Promise<ScimAnswer>;
  create(type: ResourceType, body: JsonObject, options?: RequestOptions): Promise<ScimAnswer>;
  patch(type: ResourceType, id: string, operations: readonly Operation[], options?: WriteOptions): Promise<ScimAnswer>;
  put(type: ResourceType, id: string, body: JsonObject, options?: WriteOptions): Promise<ScimAnswer>;
  delete(type: ResourceType, id: string, options?: WriteOptions): Promise<void>;
  /** Whom the service takes us for (RFC 7644 section 3.11); undefined where it does not tell. */
  me(): Promise<ScimResource | undefined>;
  /** Undefined where the service has none. */
  serviceProviderConfig(): Promise<JsonObject | undefined>;
  /** Empty where the service has none. */
  schemas(): Promise<readonly DescribedSchema[]>;
  /** Empty where the service has none. */
  resourceTypes(): Promise<readonly JsonObject[]>;
  /** Requests on the wire so far, token requests and repetitions included. */
  requestCount(): number;
}

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const DEFAULT_PATHS: Readonly<Record<ResourceType, string>> = { User: '/Users', Group: '/Groups' };
const DEFAULT_PAGE_SIZE = 100;
const DEFAULT_TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 100_000_000;
/** What services answer where they have no discovery endpoint, or keep it from this client. */
const NOT_OFFERED = new Set([403, 404, 405, 501]);

type Parameters = readonly (readonly [string, string])[];

function projection({ attributes, excludedAttributes }: Projection): Parameters {
  return [
    ...(attributes === undefined ? [] : [['attributes', attributes.join(',')] as const]),
    ...(excludedAttributes === undefined ? [] : [['excludedAttributes', excludedAttributes.join(',')] as const]),
  ];
}

function scimAnswer({ status, json, etag }: Answer): ScimAnswer {
  const resource = asResource(json);
  const meta = resource?.['meta'];
  const version = etag ?? (isJsonObject(meta) ? stringAt(meta, 'version') : undefined);
  return {
    status,
    ...(resource === undefined ? {} : { resource }),
    ...(version === undefined ? {} : { etag: version }),
  };
}

/** Where one resource lives. The id is the service's: `..` would lead elsewhere, and nothing to the whole listing. */
function resourceUrl(method: string, base: URL, path: string, id: string, query: Parameters = []): URL {
  if (id === '' || id === '.' || id === '..') {
    const request = { method, url: safeUrl(below(base, path)) };
    throw new ProtocolError(request, `"${id}" cannot be the id of a resource.`, 'The service is at fault.');
  }
  return below(base, `${path}/${encodeURIComponent(id)}`, query);
}

function requestOptions({ signal, watcher }: RequestOptions): RequestOptions {
  return { signal, watcher };
}

/** Services without `/Me` answer all kinds of things, such as a look-up of the user "Me"; a wrong token is no such answer. */
function tellsNoCaller(status: number): boolean {
  return status === 501 || (status >= 400 && status < 500 && status !== 401 && status !== 429);
}

async function discover(
  ask: Exchange,
  base: URL,
  path: string,
  isMissing = (status: number) => NOT_OFFERED.has(status),
): Promise<JsonValue | undefined> {
  try {
    return (await ask({ method: 'GET', url: below(base, path), subject: 'endpoint' })).json;
  } catch (error) {
    if (error instanceof ScimError && isMissing(error.status)) return undefined;
    throw error;
  }
}

function discovery(ask: Exchange, base: URL) {
  return {
    me: async () => asResource(await discover(ask, base, '/Me', tellsNoCaller)),
    serviceProviderConfig: async () => {
      const answer = await discover(ask, base, '/ServiceProviderConfig');
      return isJsonObject(answer) ? answer : undefined;
    },
    schemas: async () => listedValues(await discover(ask, base, '/Schemas')).flatMap(readDescribedSchema),
    resourceTypes: async () => listedValues(await discover(ask, base, '/ResourceTypes')).filter(isJsonObject),
  };
}

function reading(ask: Exchange, base: URL, options: ClientOptions): Pick<ScimClient, 'list' | 'get'> {
  const { paths = DEFAULT_PATHS, concurrency, clock = SYSTEM_CLOCK } = options;
  return {
    list: (type, query = {}) => {
      const filter = query.filter === undefined ? [] : [['filter', query.filter] as const];
      const fixed = [...filter, ...projection(query)];
      const request = { method: 'GET', url: safeUrl(below(base, paths[type], fixed)) };
      const readPage = async (startIndex: number, count: number) => {
        const page = [['startIndex', `${startIndex}`] as const, ['count', `${count}`] as const];
        const url = below(base, paths[type], [...fixed, ...page]);
        const { json } = await ask({ method: 'GET', url, subject: 'endpoint', ...requestOptions(query) });
        return readListPage(json, { method: 'GET', url: safeUrl(url) });
      };
      const { pageSize = DEFAULT_PAGE_SIZE, onPage = () => undefined } = query;
      return readWhole(readPage, { pageSize, concurrency, onPage, clock, request });
    },
    get: async (type, id, query = {}) => {
      const url = resourceUrl('GET', base, paths[type], id, projection(query));
      const headers = query.ifNoneMatch === undefined ? {} : { 'if-none-match': query.ifNoneMatch };
      const question: Question = { method: 'GET', url, subject: 'resource', headers, ...requestOptions(query) };
      const answer = scimAnswer(await ask(question));
      if (answer.status === 304 || answer.resource !== undefined) return answer;
      throw new ProtocolError(
        { method: 'GET', url: safeUrl(url) },
        'the answer is no resource with an id.',
        NO_SCIM_HINT,
      );
    },
  };
}

function writing(
  ask: Exchange,
  base: URL,
  paths: Readonly<Record<ResourceType, string>>,
): Pick<ScimClient, 'create' | 'patch' | 'put' | 'delete'> {
  const change = async (question: Question): Promise<ScimAnswer> => scimAnswer(await ask(question));
  const at = (
    method: 'PATCH' | 'PUT' | 'DELETE',
    type: ResourceType,
    id: string,
    { ifMatch, ...options }: WriteOptions,
  ): Question => ({
    method,
    url: resourceUrl(method, base, paths[type], id),
    subject: 'resource',
    ...requestOptions(options),
    ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
  });
  return {
    create: async (type, body, options = {}) => {
      const url = below(base, paths[type]);
      const question: Question = { method: 'POST', url, subject: 'endpoint', body, ...requestOptions(options) };
      const answer = await change(question);
      if (answer.resource !== undefined) return answer;
      throw new UnreadableAnswerError(
        { method: 'POST', url: safeUrl(url) },
        'the service answered without the resource that it created.',
        'The resource may exist now; plan again.',
      );
    },
    patch: async (type, id, operations, options = {}) =>
      change({ ...at('PATCH', type, id, options), body: { schemas: [PATCH_OP], Operations: operations } }),
    put: async (type, id, body, options = {}) => change({ ...at('PUT', type, id, options), body }),
    delete: async (type, id, options = {}) => {
      await ask(at('DELETE', type, id, options));
    },
  };
}

/**
 * Creates a client of one service; nothing is sent yet.
 * @throws ServiceSettingError if the base URL or the token URL is malformed or would show credentials to the network
 */
export function createScimClient(options: ClientOptions): ScimClient {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxAnswerBytes = MAX_ANSWER_BYTES, clock = SYSTEM_CLOCK } = options;
  const {
    credentials,
    concurrency,
    userAgent,
    paths = DEFAULT_PATHS,
    requestsPerMinute = null,
    secrets = [],
  } = options;
  const base = parseServiceUrl(options.baseUrl, 'service.baseUrl', credentials.kind !== 'none');
  let requests = 0;
  const onRequest = (request: RequestLog): void => {
    requests += 1;
    options.onRequest?.(request);
  };
  const send = createSend({ timeoutMs, maxAnswerBytes });
  const ask = createExchange({
    send,
    credentials,
    concurrency,
    requestsPerMinute,
    userAgent,
    clock,
    secrets,
    onRequest,
  });
  return {
    baseUrl: options.baseUrl,
    ...reading(ask, base, options),
    ...writing(ask, base, paths),
    ...discovery(ask, base),
    requestCount: () => requests,
  };
}
