import type { DescribedSchema } from './attribute.ts';
import type { ResourceType } from './resource.ts';

/** How one real service speaks SCIM, as data. Every value but the first four can be overridden under `service.dialect`. */
export interface Profile {
  /** What `service.profile` says: `generic`, `genesys-cloud`. */
  readonly name: string;
  /** What people call the service. */
  readonly title: string;
  /**
   * `tested`: the suite runs whole lifecycles against a sandbox with the service's documented rules;
   * `documented`: the values are from documentation alone. Neither means that the live service was tried.
   */
  readonly evidence: 'tested' | 'documented';
  /** Where the values are from. */
  readonly sources: readonly string[];
  /** Below the base URL. */
  readonly paths: Readonly<Record<ResourceType, string>>;
  readonly endpoint: EndpointDialect;
  readonly read: ReadDialect;
  readonly types: Readonly<Record<ResourceType, TypeDialect>>;
  readonly patch: PatchDialect;
  readonly members: MemberDialect;
  /** Dotted names of string attributes whose values differ only in case are equal: `title`. */
  readonly foldsCase: readonly string[];
  /** The sub-attribute that tells the elements of a multi-valued attribute apart, where it is not type and value together: `roles: value`. */
  readonly elementKeys: Readonly<Record<string, string>>;
  /** Elements that belong to the service, by a SCIM filter on the element: `emails: type eq "other"`. They are left alone. */
  readonly ownedElements: Readonly<Record<string, string>>;
  /** Most elements that the service keeps of a multi-valued attribute: `emails: 1`. */
  readonly maxElements: Readonly<Record<string, number>>;
  /** Dotted names of attributes that the service does not take or does not keep, each with the reason: `name: …`. */
  readonly unsupported: Readonly<Record<string, string>>;
  /** Attributes of which the service keeps the date and drops the time. */
  readonly dateOnly: readonly string[];
  /** What the service's attributes are, where RFC 7643 and the service's own `/Schemas` do not say or say it wrongly. */
  readonly schemas: readonly DescribedSchema[];
  /** Whether the service keeps the case of a userName and of a group's displayName, so that a change of case alone is a change. */
  readonly preservesCase: boolean;
  /** `ifMatch`: attribute changes and deletions carry the version that was read (RFC 7644 section 3.14). */
  readonly etag: 'ignored' | 'ifMatch';
  /** Requests that the service takes in a minute; null where none is documented. */
  readonly requestsPerMinute: number | null;
  /** Seconds after which a write can be read by everybody. */
  readonly readAfterWrite: number;
}

/** Where the service is, and what it wants to hear. */
export interface EndpointDialect {
  /** Hosts by the name of their region, for `service.region`. */
  readonly regions: Readonly<Record<string, string>>;
  /** The base URL with `{host}` in it, for services that have regions; null where the project must name it. */
  readonly baseUrl: string | null;
  /** The token endpoint, likewise. */
  readonly tokenUrl: string | null;
  /** Below the base URL, for listings; null where they are at the path of single resources. */
  readonly listPaths: Readonly<Record<ResourceType, string | null>>;
  /** Below the base URL; null where the service has none. */
  readonly serviceProviderConfig: string | null;
  readonly schemas: string | null;
  readonly resourceTypes: string | null;
  readonly accept: string;
  /** How names of attributes are asked for: `attributes=a,b` (RFC 7644 section 3.9) or `attributes=a&attributes=b`. */
  readonly attributeLists: 'comma' | 'repeated';
  /** What each operation needs, for the message of a 403: `GET User: directory:user:view`. */
  readonly permissions: Readonly<Record<string, string>>;
}

export interface ReadDialect {
  /** Resources asked for in one page. */
  readonly pageSize: number;
  /** The larger page that is safe while none of these attributes is asked for. */
  readonly leanPage: { readonly size: number; readonly without: readonly string[] } | null;
  /** `index` is startIndex and count, `cursor` is RFC 9865, `none` answers everything at once. */
  readonly paging: 'index' | 'cursor' | 'none';
  /** The listings that together are whole, by their filter; null is a listing without one. None where the service has no such resources. */
  readonly passes: Readonly<Record<ResourceType, readonly (string | null)[]>>;
  /** Whether all attributes are asked for, or only those that are managed or named by a filter. */
  readonly attributes: 'all' | 'managed';
  /** Attributes on which `eq` works, for looking single resources up. */
  readonly filters: Readonly<Record<ResourceType, readonly string[]>>;
  /**
   * Whether `eq` is known to find a name whatever its case. Where it is not, a name that is looked up and not found
   * may be there in another case, so that everything is listed before it counts as free.
   */
  readonly filtersFoldCase: Readonly<Record<ResourceType, boolean>>;
  /**
   * How members are read: with their group; by `GET /Users?filter=groups.value eq "group"`;
   * by `GET /Groups?filter=members.value eq "user"`; or not at all.
   */
  readonly members: 'listed' | 'usersByGroup' | 'groupsByUser' | 'unreadable';
  /** Length at which a list of members may have been cut; null where the service lists all. */
  readonly membersCap: number | null;
}

/** What may be done to the resources of one type. */
export interface TypeDialect {
  readonly create: boolean;
  /** Attributes that can change after creation: all, or only these, by dotted name. */
  readonly update: 'all' | readonly string[];
  readonly rename: boolean;
  /** What DELETE does; `none` where there is no DELETE. */
  readonly delete: 'removes' | 'deactivates' | 'irreversible' | 'none';
  /** Whether two resources may not share a name. */
  readonly uniqueName: boolean;
  /** Attributes without which the service refuses a creation, by dotted name. */
  readonly required: readonly string[];
  /** After these, declared attributes that the answer does not hold are written again. */
  readonly reapplyAfter: readonly ('create' | 'reactivate')[];
  /** Attributes that the service takes from inactive resources, by dotted name: not compared while they are inactive. */
  readonly inactiveLoses: readonly string[];
  /** Whether the service answers for inactive resources as if they were not there: one that is declared so and not found is as declared. */
  readonly hidesInactive: boolean;
  /** Sentences that a plan shows beside such a change. */
  readonly notes: { readonly create?: string; readonly deactivate?: string; readonly delete?: string };
}

/** The switches of the PATCH ladder (docs/profiles.md). */
export interface PatchDialect {
  /** False where the service has no PATCH: a changed resource is written whole with PUT. */
  readonly supported: boolean;
  /** `path` names one attribute in each operation; `pathless` leaves it out and puts the name into `value`. */
  readonly form: 'path' | 'pathless';
  /** How a sub-attribute of one element changes: by value path, or by replacing the whole attribute; `valuePathThenReplace` names the second as the request's `otherwise`. */
  readonly elementChange: 'valuePath' | 'replaceAttribute' | 'valuePathThenReplace';
  /** How an element goes, likewise. */
  readonly elementRemoval: 'valuePath' | 'replaceAttribute' | 'valuePathThenReplace';
  /** Whether core attributes are written with their schema URN in front. */
  readonly urnQualifiedCorePaths: boolean;
  /** Whether true and false are written as "True" and "False". */
  readonly stringBooleans: boolean;
  /** Whether operations are written Add, Replace, Remove. */
  readonly capitalisedOps: boolean;
  /** Attributes that must not share a request with any other, such as `active`. */
  readonly alone: readonly string[];
}

/** How the members of a group are written. */
export interface MemberDialect {
  /**
   * `remove members[value eq "id"]`, or `remove members` with the ids as its value; `valuePathThenList` names the second as
   * the request's `otherwise`.
   */
  readonly removal: 'valuePath' | 'valueList' | 'valuePathThenList';
  /** Most members that one request may add. */
  readonly addsPerRequest: number;
  /** Most members that one request may remove. */
  readonly removalsPerRequest: number;
  /** Whether a group is created with its members, or without and then filled. */
  readonly inCreate: boolean;
}
