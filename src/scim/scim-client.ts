import type { DescribedSchema } from '../model/attribute.ts';
import type { JsonObject } from '../model/json.ts';
import type { Operation } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { ResourceType, ScimResource } from '../model/resource.ts';
import type { ScimAnswer } from './answers/scim-answer.ts';
import type { Credentials } from './auth/auth.ts';
import type { AnswerRequest } from './http/network.ts';
import type { RequestLog } from './http/request-log.ts';
import type { RequestOptions } from './http/request-options.ts';
import type { ListingSoFar } from './listing/listing-options.ts';
import type { Projection } from './listing/parameters.ts';
import type { Clock } from './pace/clock.ts';

export interface ClientOptions {
  /** Absolute; the paths of the profile lie below it. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** How the service speaks. */
  readonly profile: Pick<Profile, 'paths' | 'endpoint' | 'read'>;
  /** Most requests under way at once. */
  readonly concurrency: number;
  /** What the service takes in a minute; null, the default, where nobody knows. */
  readonly requestsPerMinute?: number | null;
  readonly userAgent: string;
  /** Texts that must not reappear in errors; the client adds its credentials and tokens. */
  readonly secrets?: Set<string>;
  /** How long the service may take to begin its answer; default one minute. */
  readonly timeoutMs?: number;
  /** Bound of one answer; default 100 MB. */
  readonly maxAnswerBytes?: number;
  readonly clock?: Clock;
  /** Asked before every request, token requests and redirects included; throws where it may not go there. */
  readonly admit?: (url: URL) => void;
  /** A service in this process, which answers instead of the network. */
  readonly answer?: AnswerRequest;
  /** Told of every request on the wire, token requests and repetitions included. */
  readonly onRequest?: (request: RequestLog) => void;
  /** Told how many seconds a token lives that the service gave out; undefined where it does not say. */
  readonly onToken?: (seconds: number | undefined) => void;
}

export interface ListQuery extends Projection, RequestOptions {
  readonly filter?: string;
  /** Resources asked for in one page; default the profile's. */
  readonly pageSize?: number;
  readonly onPage?: (read: number, total: number | undefined) => void;
  /** Pages to read at most, of a listing that is only tried; default all. */
  readonly mostPages?: number;
  /** Asked after the first of several pages, with cursors after each: false ends the listing with what was read. */
  readonly goOn?: (soFar: ListingSoFar) => boolean | Promise<boolean>;
}

export interface GetQuery extends Projection, RequestOptions {
  /** An ETag; the answer is a 304 without resource where the resource still has it. */
  readonly ifNoneMatch?: string;
}

export interface WriteOptions extends RequestOptions {
  /** An ETag; the service refuses the write where the resource has another by now. */
  readonly ifMatch?: string;
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
  schemas(options?: RequestOptions): Promise<readonly DescribedSchema[]>;
  /** Empty where the service has none. */
  resourceTypes(): Promise<readonly JsonObject[]>;
  /** Requests on the wire so far, token requests and repetitions included. */
  requestCount(): number;
}
