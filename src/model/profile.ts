import type { ResourceType } from './resource.ts';

/** How one real service speaks SCIM, as data. Every value can be overridden under `service.dialect`. */
export interface Profile {
  /** What `service.profile` says: `generic`, `genesys-cloud`. */
  readonly name: string;
  /** What people call the service. */
  readonly title: string;
  readonly paths: Readonly<Record<ResourceType, string>>;
  readonly read: ReadDialect;
  readonly patch: PatchDialect;
  readonly members: MemberDialect;
  /** Dotted names of string attributes whose values differ only in case are equal: `emails.value`. */
  readonly foldsCase: readonly string[];
  /** The sub-attribute that tells the elements of a multi-valued attribute apart, where it is not type and value together: `roles: value`. */
  readonly elementKeys: Readonly<Record<string, string>>;
  /** Whether the service keeps the case of a userName, so that a change of case alone is a change. */
  readonly preservesCase: boolean;
}

export interface ReadDialect {
  /** Resources asked for in one page. */
  readonly pageSize: number;
}

/** The switches of the PATCH ladder (docs/profiles.md). */
export interface PatchDialect {
  /** False where the service has no PATCH: a changed resource is written whole with PUT. */
  readonly supported: boolean;
  /** `path` names one attribute in each operation; `pathless` leaves it out and puts the name into `value`. */
  readonly form: 'path' | 'pathless';
  /** How a sub-attribute of one element changes: by value path, or by replacing the whole attribute. */
  readonly elementChange: 'valuePath' | 'replaceAttribute';
  /** How an element goes; `valuePathThenReplace` names the second as the request's `otherwise`. */
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
  /** `remove members[value eq "id"]`, or `remove members` with the ids as its value. */
  readonly removal: 'valuePath' | 'valueList';
  /** Most members that one request may add. */
  readonly addsPerRequest: number;
  /** Most members that one request may remove. */
  readonly removalsPerRequest: number;
  /** Whether a group is created with its members, or without and then filled. */
  readonly inCreate: boolean;
}
