import type { AttributeDefinition, SchemaDefinition } from '../model/attribute.ts';
import type { AttributeTable } from '../model/attribute-table.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { ResourceType } from '../model/resource.ts';
import type { EvaluationRules } from '../syntax/filter/evaluate.ts';
import type { CompareOperator } from '../syntax/filter/filter.ts';
import type { DescribeError } from './http/describe-error.ts';
import type { Shape } from './resources/answer-shapes.ts';
import type { ResourceCheck } from './resources/resource-checks.ts';
import type { Rewrite } from './resources/rewrites.ts';
import type { CreationRules, PatchRules, RemovalRules, TimingRules } from './write-rules.ts';

/** How the sandbox behaves, as data: one value for each kind of service, in services/NAME.ts. */
export interface ServiceRules {
  readonly name: string;
  readonly address: AddressRules;
  readonly types: Readonly<Record<ResourceType, TypeRules>>;
  readonly page: PageRules;
  readonly filter: FilterRules;
  readonly patch: PatchRules;
  readonly members: MemberRules;
  readonly ids: IdRules;
  readonly versions: VersionRules;
  readonly timing: TimingRules;
  readonly discovery: DiscoveryRules;
  readonly answers: AnswerRules;
  readonly access: AccessRules;
  /** Attributes and sub-attributes that take only names the service knows, by dotted name, with the names that it starts with. */
  readonly vocabularies: Readonly<Record<string, readonly string[]>>;
  /** Whether no user may be named as a group is, nor a group as a user. */
  readonly sharedNames: boolean;
  /** What it holds when it starts empty and is given nothing else. */
  readonly seed: Seed;
  /** Bytes that the body of a request may have. */
  readonly bodyLimit: number;
}

/** Where the service answers. */
export interface AddressRules {
  /** The root that clients are given as the base URL: `/scim/v2`. */
  readonly basePath: string;
  /** Further roots under which it answers. */
  readonly aliases: readonly string[];
  /** Whether `/users` is `/Users`. */
  readonly anyCase: boolean;
  /** `absolute` locations begin as the client's own URL does; else they begin with this root and name no host. */
  readonly locations: 'absolute' | { readonly root: string };
}

/** What a service says of one resource type, and lets clients do to it. */
export interface TypeRules {
  /** Below the base path: `/Users`. */
  readonly endpoint: string;
  readonly description: string;
  /** The answer to everything about a type that the service does not have; null where it has it. */
  readonly absent: number | null;
  readonly schema: SchemaDefinition;
  readonly extensions: readonly SchemaDefinition[];
  /** Whether POST and PUT are refused where `schemas` does not list the schemas of the resource. */
  readonly schemasNeeded: boolean;
  /** Whether a PATCH answers with the resource or with 204, unless the client asks for attributes. */
  readonly patchAnswer: 'resource' | 'nothing';
  readonly create: boolean;
  readonly creation: CreationRules;
  readonly put: boolean;
  readonly remove: RemovalRules;
  /** Attributes besides those of the schema whose values no two resources share: `displayName` of groups. */
  readonly unique: readonly string[];
  /** How resources with `active: false` show: as all others, only to listings with a filter, in no listing, or not at all. */
  readonly inactive: 'shown' | 'shownByFilter' | 'unlisted' | 'hidden';
  /** Whether a resource that becomes inactive leaves its groups. */
  readonly leavesWhenInactive: boolean;
  /** What is deleted with a resource: nothing, references to it, or groups that it holds or that hold it alone. */
  readonly takesAlong: 'nothing' | 'references' | 'groups';
  /** Roots under which a listing without a filter is refused. */
  readonly filterNeededAt: readonly string[];
  /** What is refused of a PATCH, whatever the resource holds. */
  readonly patchChecks: readonly PatchCheck[];
  /** What is refused of a resource, whichever method brings it. */
  readonly checks: readonly ResourceCheck[];
  /** What the service makes of a resource before it keeps it, in this order. */
  readonly rewrites: readonly Rewrite[];
}

export interface PageRules {
  /** Resources in one page when the client names no `count`. */
  readonly default: number;
  /** Resources in one page at most. */
  readonly maximum: number;
  /** `cursor` pages by RFC 9865 and overlooks `startIndex`; `both` only when the client asks for a cursor; `none` answers all at once. */
  readonly paging: 'index' | 'cursor' | 'both' | 'none';
  /** Seconds after which a cursor is no longer taken. */
  readonly cursorSeconds: number;
  /** Whether `count=0` asks for the total alone, or is refused. */
  readonly zero: 'total' | 'refused';
  /** A page over this size is answered 429 unless it is asked for without these attributes. */
  readonly lean: { readonly over: number; readonly without: readonly string[] } | null;
  /** Whether answers to listings say `totalResults`. */
  readonly totals: 'always' | 'withoutCursor' | 'never' | 'ofPage';
  /** Resources after which every listing ends, as if there were no more; null for no such end. */
  readonly end: number | null;
  /** Whether a larger `count` than the maximum means the maximum, or is refused. */
  readonly larger: 'capped' | 'refused';
  /** The status by which every page but the first is refused; null where it is answered. */
  readonly furtherRefusal: number | null;
  /** Seconds for which the answer to a listing is given again as it was; null for none. */
  readonly repeated: number | null;
  /** How often a listing holds each user. */
  readonly copies: number;
  /** How a listing names its elements. */
  readonly key: 'Resources' | 'resources';
}

export interface FilterRules {
  /** Attributes that filters may name, by dotted name; null for all. */
  readonly attributes: Readonly<Record<ResourceType, readonly string[] | null>>;
  readonly operators: readonly (CompareOperator | 'pr')[] | null;
  readonly connectives: readonly ('and' | 'or' | 'not')[];
  /** Whether `userName eq ada` is taken. */
  readonly unquoted: boolean;
  readonly caseSensitive: boolean;
  /** Whether a filter may hold characters outside ASCII. */
  readonly characters: 'all' | 'ascii';
  /** Other names that filters may use, in lower case, with what they stand for. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface MemberRules {
  /** Whether groups show their members, and users their groups. */
  readonly shown: boolean;
  /** Members that an answer shows at most. */
  readonly listed: number | null;
  /** Whether an id that no resource has can be a member. */
  readonly unknown: 'refused' | 'taken';
}

export interface IdRules {
  /** Whether new ids are UUIDs or counted. */
  readonly made: 'uuid' | 'counted';
  /** Whether users and groups have their ids apart, so that two may have the same. */
  readonly apart: boolean;
  /** Whether requests may write ids as numbers. */
  readonly numbersTaken: boolean;
}

export interface VersionRules {
  /** `weak` is `W/"1"`, `quoted` is `"1"` with `meta.version` as `1`; `none` has no versions and overlooks preconditions. */
  readonly tag: 'weak' | 'quoted' | 'none';
  /** The answer to an `If-Match` that names another version. */
  readonly mismatch: 'preconditionFailed' | 'invalidVers';
  /** Whether an `If-Match` that names the present version is taken, or answered as one that does not. */
  readonly match: 'taken' | 'refused';
}

export interface DiscoveryRules {
  /** `/ServiceProviderConfig`; null for none. */
  readonly serviceProviderConfig: string | null;
  /** Whether there are `/Schemas` and `/ResourceTypes`. */
  readonly schemas: boolean;
  /** Whether `/Schemas` says `dateTime` and `always` as RFC 7643 does, or `DATE_TIME` and `ALWAYS`. */
  readonly words: 'rfc' | 'capitals';
  /** Features that ServiceProviderConfig says otherwise than they are. */
  readonly claims: JsonObject;
}

export interface AnswerRules {
  readonly describeError: DescribeError;
  /** Whether a request that accepts application/json is answered, or refused with 400. */
  readonly plainJson: 'answered' | 'refused';
  /** Other forms in which resources are answered, in this order. */
  readonly shapes: readonly Shape[];
  /** Whether true and false are answered as "true" and "false". */
  readonly booleans: 'json' | 'strings';
  /** The answer to `/Me`. */
  readonly me: number;
  /** The answer to an id that does not exist. */
  readonly unknownId: 400 | 404;
  /** The header with the number of each request, for support. */
  readonly correlation: string | null;
}

export interface AccessRules {
  /** Where client credentials are turned into a token; null where that happens elsewhere. */
  readonly tokenPath: string | null;
  /** What an operation needs by `GET User`: any one of these permissions. */
  readonly permissions: Readonly<Record<string, readonly string[]>>;
  /** Whether a request without User-Agent is refused. */
  readonly userAgentNeeded: boolean;
  readonly rates: readonly RateRules[];
  /** Headers that tell about the first of the rates. */
  readonly rateHeaders: { readonly count: string; readonly allowed: string; readonly reset: string } | null;
}

/** Requests that are answered in a time; each further one gets 429 until it is over. */
export interface RateRules {
  /** `POST User`, or null for every request. */
  readonly operations: readonly string[] | null;
  readonly requests: number;
  readonly seconds: number;
}

/** The rules of a service with all that follows from them. */
export interface Service {
  readonly rules: ServiceRules;
  readonly types: Readonly<Record<ResourceType, TypeOfService>>;
}

export interface TypeOfService {
  readonly name: ResourceType;
  readonly rules: TypeRules;
  readonly table: AttributeTable;
  /** How the service makes and takes ids. */
  readonly ids: IdRules;
  readonly evaluation: EvaluationRules;
  /** The URNs of the core schema and of the extensions. */
  readonly schemas: readonly string[];
  readonly required: readonly AttributeDefinition[];
  /** The attributes whose values no two resources of the type share. */
  readonly unique: readonly AttributeDefinition[];
  /** Complex attributes whose `value` is the id of a resource, by the schema that they stand in. */
  readonly references: readonly AttributeOfSchema[];
  readonly immutable: readonly AttributeOfSchema[];
}

export interface AttributeOfSchema {
  /** The URN of an extension, or undefined for the core schema. */
  readonly schema: string | undefined;
  readonly name: string;
}

/** The attribute that holds the members of a group; it is stored apart, because it can be very long. */
export const MEMBERS = 'members';

/** Throws ScimError where the service refuses a PATCH for its form alone. */
export type PatchCheck = (operations: readonly PatchOperation[], type: TypeOfService) => void;

/** One operation of a PATCH as it came; `value` is undefined where there is none. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string | undefined;
  readonly value: JsonValue | undefined;
}

/** Resources to begin with; `schemas` may be left out, and an `id` is kept, so that others can refer to it. */
export interface Seed {
  readonly Users?: readonly JsonObject[];
  readonly Groups?: readonly JsonObject[];
  /** Names that the service knows besides its own, by the attribute that takes them: `roles`. */
  readonly Names?: Readonly<Record<string, readonly string[]>>;
}
