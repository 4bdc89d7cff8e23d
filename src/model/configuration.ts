import type { Guards } from './guards.ts';
import type { JsonObject } from './json.ts';
import type { ResourceType } from './resource.ts';
import type { Policy } from './rules/policy.ts';
import type { Restrictions } from './rules/restriction.ts';
import type { Pointer, Source } from './span.ts';
import type { SecretReference } from './special-value.ts';

/** Everything that the files of a project say, validated, interpolated and in schema spelling. */
export interface Configuration {
  readonly service: ServiceSettings;
  /** The environment chosen by `--env` or `defaultEnvironment`; null where the project has none. */
  readonly environment: string | null;
  /** By type; absent where no scope is written, so that nothing undeclared is touched. */
  readonly ownership: Readonly<Partial<Record<ResourceType, Ownership>>>;
  readonly guards: Guards;
  readonly policies: readonly Policy[];
  /** Entries that `select` of the environment does not take; absent where it takes all. */
  readonly notSelected?: readonly DeclaredResource[];
  /** Absent where none are written, so that every file may declare everything. */
  readonly restrictions?: Restrictions;
  readonly users: readonly DeclaredUser[];
  readonly groups: readonly DeclaredGroup[];
}

/** Which undeclared resources of one type belong to the project, and what becomes of them. */
export interface Ownership {
  /** A SCIM filter over current resources, as written. */
  readonly scope: string;
  /** `report` lists them and changes none. */
  readonly undeclared: 'report' | 'deactivate' | 'delete';
  readonly scopePointer: Pointer;
  /** The line that asks for what becomes of them. */
  readonly undeclaredPointer: Pointer;
}

/** How to reach the service. */
export interface ServiceSettings {
  readonly profile: string;
  readonly region?: string;
  /** Absolute, without a slash at its end; `${env:NAME}` and `${file:PATH}` in it are filled in when it is used. */
  readonly baseUrl?: string;
  readonly auth: Authentication;
  /** Overrides of profile values, as written. */
  readonly dialect: JsonObject;
  /** ISO 3166-1 alpha-2 country of phone numbers that are written without a country code. */
  readonly phoneRegion?: string;
}

/** How to prove who we are; secrets are references until the moment they are used. */
export type Authentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: SecretReference }
  | { readonly kind: 'basic'; readonly username: string | SecretReference; readonly password: SecretReference }
  | {
      readonly kind: 'clientCredentials';
      readonly clientId: string | SecretReference;
      readonly clientSecret: SecretReference;
      /** As the base URL. */
      readonly tokenUrl?: string;
      readonly scope?: string | SecretReference;
    };

interface DeclaredBase {
  /** `user:ada@example.com` or `group:Analysts`, in the spelling of the file. */
  readonly key: string;
  /** userName or displayName, as declared. */
  readonly name: string;
  /** `$id`: the service's id of this resource. */
  readonly id?: string;
  /** `$previously`: names that this resource had, newest first. */
  readonly previously: readonly string[];
  /** `$state`: an absent resource carries nothing but its keys. */
  readonly state: 'present' | 'absent';
  /**
   * The declared attributes and no others, in schema spelling, extensions under their URN.
   * A null clears. Besides JSON it holds UserReference (the `value` of `manager`) and SecretReference (`password`).
   * It includes the name attribute, and leaves out `members`.
   */
  readonly attributes: JsonObject;
  /**
   * Source texts of numbers and booleans in extensions that files know nothing of, where they say more than the value:
   * `4.50`. Shaped like `attributes`, with null for everything else.
   */
  readonly written?: JsonObject;
  /** `$ignore`: attributes sent at creation and not compared afterwards: `title`, `name.givenName`, `urn:…:User:department`. */
  readonly ignore: readonly string[];
  /** What of it the service is not sent, named likewise; rules, policies and filters see it all the same. */
  readonly omit?: readonly string[];
  /** `$protect`: never deleted, deactivated or renamed. */
  readonly protect?: true;
  /** The line of the entry. */
  readonly source: Source;
  /** Where the entry stands; attributes lie below it under the names that the file uses. */
  readonly pointer: Pointer;
}

export interface DeclaredUser extends DeclaredBase {
  readonly type: 'User';
  /** `$expires` as an instant (`2027-07-01T00:00:00.000Z`), from which on the user is inactive. */
  readonly expires?: string;
  /** `$state: present`, where it is written: the user is created though inactive. */
  readonly createInactive?: true;
}

export interface DeclaredGroup extends DeclaredBase {
  readonly type: 'Group';
  /** Undefined where the file says nothing of members, so that they are left alone. */
  readonly members?: DeclaredMembers;
}

export type DeclaredResource = DeclaredUser | DeclaredGroup;

/** `exact` removes every member that is not named; `additive` leaves them. */
export interface DeclaredMembers {
  readonly mode: 'exact' | 'additive';
  readonly entries: readonly DeclaredMember[];
  /** `$memberRule`: a SCIM filter over declared users, as written; those who match are members, too. */
  readonly rule?: string;
}

export interface DeclaredMember {
  readonly target: MemberTarget;
  readonly state: 'present' | 'absent';
  /** `$expires` as an instant, from which on the member is absent. */
  readonly expires?: string;
  readonly pointer: Pointer;
}

/** A member by name, or by the service's id where a name will not do. */
export type MemberTarget =
  | { readonly by: 'user'; readonly name: string }
  | { readonly by: 'group'; readonly name: string }
  | { readonly by: 'id'; readonly id: string };
