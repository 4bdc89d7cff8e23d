import type { Diagnostic } from './diagnostic.ts';
import type { GuardFacts, Refusal } from './guards.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { ResourceType } from './resource.ts';
import type { Source } from './span.ts';
import type { Pending } from './special-value.ts';

/** The version of the plan file; a plan of another format is refused. */
export const PLAN_FORMAT = 2;

/**
 * What apply will do, wholly: the value that `plan` prints is the value that `apply` executes.
 * Described for other tools by `schemas/plan.schema.json`.
 */
export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  /** `rollcall 0.1.0` */
  readonly tool: string;
  /** SHA-256 of what would be sent and where to, or an HMAC: what `apply --expect` compares. */
  readonly id: string;
  /** The base URL of the service, or `sandbox:PROFILE`. */
  readonly target: string;
  readonly profile: string;
  readonly environment: string | null;
  /** `--var`, by name; part of the digest. */
  readonly variables: Readonly<Record<string, string>>;
  /** `--target` patterns; a plan with any is partial. */
  readonly targets: readonly string[];
  /** SHA-256 of the files and the flags that the plan was made from. */
  readonly digest: string;
  readonly changes: readonly Change[];
  /** Resources in scope that no entry declares and that are left as they are. */
  readonly undeclared: readonly UndeclaredResource[];
  /** How many resources of the service no entry declares, whatever the scope; null for a type that was not listed. */
  readonly declaredNowhere: Readonly<Record<ResourceType, DeclaredNowhere | null>>;
  /** Current resources that are declared or in scope: what percentages are taken of, also where the plan is partial. */
  readonly populations: Readonly<Record<ResourceType, number>>;
  readonly guards: GuardFacts;
  /** Why the plan must not be applied; empty where nothing speaks against it. */
  readonly refusals: readonly Refusal[];
  /** The moment that the plan was made for; absent where no `$expires` was looked at. */
  readonly asOf?: string;
  /** The next expiry, from which on the plan would be another one; absent where none is to come. */
  readonly validUntil?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A plan with the checksum that its file carries, by which an edited or damaged one is known. */
export type SealedPlan = Plan & { readonly checksum: string };

/** A resource that exists in the scope of the project and in none of its files. */
export interface UndeclaredResource {
  readonly key: string;
  readonly type: ResourceType;
  readonly name: string;
  readonly id: string;
  /** The line of the scope. */
  readonly source: Source;
}

/** Resources of one type that no entry declares; groups are all active. */
export interface DeclaredNowhere {
  readonly active: number;
  readonly inactive: number;
  /** How many more entries mean that `select` of the environment does not take; absent for none. */
  readonly notSelected?: number;
}

/** From weakest to strongest: create, update, reactivate, deactivate, delete. */
export type Action = 'create' | 'update' | 'reactivate' | 'deactivate' | 'delete';

/** All that happens to one resource. */
export interface Change {
  readonly key: string;
  readonly action: Action;
  readonly resource: {
    readonly type: ResourceType;
    readonly name: string;
    readonly id?: string;
    /** The ETag as it was read, where the service honours `If-Match`. */
    readonly version?: string;
  };
  /** The line that asks for the change. */
  readonly source: Source | null;
  /** The managed attributes as they are; null for a create. */
  readonly before: ManagedAttributes | null;
  /** The managed attributes as they will be; null for a delete. */
  readonly after: ManagedAttributes | null;
  /** How the one becomes the other, members aside: all that a reviewer is shown, and what the requests carry. None for a delete. */
  readonly edits: readonly Edit[];
  /**
   * Keys of changes that come first. A change counts as done for those that wait for it
   * once the requests before its first deferred one are done.
   */
  readonly dependsOn: readonly string[];
  /** In the order in which they are sent. */
  readonly requests: readonly PlannedRequest[];
  /** SHA-256 of the managed attributes as they were read; for a create, of the absence of its keys. */
  readonly fingerprint: string;
  /** Sentences for the reviewer, such as what a service's DELETE really does. */
  readonly notes: readonly string[];
  /** Why a reviewer is shown the change first; absent where nothing calls for that. */
  readonly sensitive?: readonly Sensitivity[];
  /** Set where no entry declares the resource and `ownership.<type>.undeclared` asks for the change. */
  readonly undeclared?: true;
  /** Set besides where an entry declares it that `select` of the environment does not take. */
  readonly notSelected?: true;
  /** Set where a target asked for another change that needs this one. */
  readonly neededBy?: string;
}

/** Whom a group makes more of than `guards.sensitive` lets pass unseen, or which attribute does. */
export type Sensitivity =
  /** The key of the group that is named: the one that is joined, or one that holds it, however deep. */
  | { readonly by: 'group'; readonly key: string }
  /** As edits label it. */
  | { readonly by: 'attribute'; readonly label: string };

/** One difference, in the order of the declaration: of an attribute, of one element of a list, or of a sub-attribute of either. */
export interface Edit {
  /** `title`, `name.givenName`, `enterprise.department`, `emails[work]`, `emails[work].display` */
  readonly label: string;
  readonly kind: 'add' | 'remove' | 'replace';
  /** Absent where it adds. */
  readonly before?: JsonValue;
  /** Absent where it removes. */
  readonly after?: JsonValue;
}

/** Attributes in SCIM's own shape; `members` is a MembersChange instead of a list. */
export type ManagedAttributes = JsonObject;

/** What happens to a group's members, under `members` of a change's `before` and `after` alike. */
export interface MembersChange extends JsonObject {
  readonly add: readonly MemberChange[];
  readonly remove: readonly MemberChange[];
  readonly unchanged: number;
}

export interface MemberChange extends JsonObject {
  readonly value: string | Pending;
  /** userName or displayName, or the id where no name is known. */
  readonly name: string;
  readonly type: ResourceType | 'unknown';
  /** What of the group's `$memberRule` holds for the user; absent where the member is listed. */
  readonly because?: string;
}

/** One operation of a PATCH request (RFC 7644 section 3.5.2). */
export interface Operation extends JsonObject {
  readonly op: string;
}

/** An operation in its common shape: dialects may leave `path` out or write `op` in another case. */
export function operation(op: string, path: string | undefined, value?: JsonValue): Operation {
  return { op, ...(path === undefined ? {} : { path }), ...(value === undefined ? {} : { value }) };
}

interface RequestBase {
  /** Below the base URL: `/Users`, `/Users/2819c223`, or `/Users/{pending:user:ada@example.com}`. */
  readonly path: string;
  /** Further changes to wait for: breaks a cycle of references. A request that has any is deferred. */
  readonly dependsOn?: readonly string[];
}

/** A request as it will be sent, but for pending ids and secrets, which are filled in at that moment; `purpose` says what it is for. */
export type PlannedRequest =
  | (RequestBase & { readonly purpose: 'create'; readonly method: 'POST'; readonly body: JsonObject })
  | AttributesRequest
  | MembersRequest
  | (RequestBase & { readonly purpose: 'delete'; readonly method: 'DELETE' });

/** Writes attributes of a resource that exists; a PUT writes it whole, members included. */
export type AttributesRequest = RequestBase & { readonly purpose: 'attributes' } & (
    | {
        readonly method: 'PATCH';
        readonly operations: readonly Operation[];
        /** An equivalent spelling for when the service answers 400 invalidPath or invalidFilter, or 501. */
        readonly otherwise?: readonly Operation[];
      }
    | { readonly method: 'PUT'; readonly body: JsonObject }
  );

/** Adds members to a group or removes some, and does nothing else. */
export interface MembersRequest extends RequestBase {
  readonly purpose: 'members';
  readonly method: 'PATCH';
  readonly operations: readonly Operation[];
  /** A removal by the list of ids instead, likewise. */
  readonly otherwise?: readonly Operation[];
  /** Whom the operations are about. */
  readonly members: MemberIds;
}

export type MemberIds =
  | { readonly add: readonly (string | Pending)[] }
  | { readonly remove: readonly (string | Pending)[] };
