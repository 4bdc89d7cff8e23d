import type { Severity } from '../diagnostic.ts';
import type { JsonObject } from '../json.ts';
import type { ResourceType } from '../resource.ts';
import type { Pointer } from '../span.ts';

/** What must hold for the resources of a project, from `policies` in rollcall.yaml. */
export interface Policy {
  readonly name: string;
  readonly severity: Exclude<Severity, 'hint'>;
  /** The resources that it is about: all of a type, or those that match a filter. */
  readonly type: ResourceType;
  readonly filter?: string;
  /** Filters, as written, each of which must hold; an attribute in a list is `attribute pr`. */
  readonly require: readonly string[];
  /** Filters none of which may hold. */
  readonly forbid: readonly string[];
  /** A filter over users that must hold for every direct member of the groups. */
  readonly members?: string;
  readonly maxMembers?: number;
  readonly minMembers?: number;
  /** Names of groups of which a user may be a member of one only. */
  readonly exclusive: readonly string[];
  readonly pointer: Pointer;
}

/** The resources that policies are evaluated on: as they are declared, or as a plan will leave them. */
export interface PolicyState {
  readonly users: readonly PolicySubject[];
  readonly groups: readonly PolicyGroup[];
  /** True where nothing is known but what the files declare, so that an absent attribute may well have a value. */
  readonly isPartial?: boolean;
}

export interface PolicySubject {
  /** What members name it by. */
  readonly key: string;
  readonly name: string;
  /** Attributes with managers by userName. */
  readonly attributes: JsonObject;
  /** Where it is declared; one that is not is no subject of a policy, but may be a member or hold some. */
  readonly pointer?: Pointer;
}

export interface PolicyGroup extends PolicySubject {
  readonly members: readonly PolicyMember[];
  /** False where there may be more members than these. */
  readonly complete: boolean;
  /** Why nobody can tell who the members are, in a sentence; absent where that is known. */
  readonly unreadable?: string;
}

export interface PolicyMember {
  readonly key: string;
  readonly name: string;
  /** The line that makes it a member, where there is one. */
  readonly pointer?: Pointer;
}
