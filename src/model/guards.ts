import type { ResourceType } from './resource.ts';
import type { Source } from './span.ts';

/** A number of changes, or a share of the population; a share of any population allows at least three. */
export type Limit = number | `${number}%`;

/** How much one plan may change. */
export interface Limits {
  /** Deletions and deactivations of one type, of its population. */
  readonly maxRemovals: Limit;
  /** Updates, reactivations, deactivations and deletions of one type, of its population. */
  readonly maxChanges: Limit;
  /** Members that leave one group, of its current members. */
  readonly maxMemberRemovals: Limit;
}

/** `guards` of rollcall.yaml. */
export interface Guards extends Limits {
  /** `user:PATTERN` or `group:PATTERN`: resources that are never deleted, deactivated or renamed. */
  readonly protect: readonly string[];
  /** `group:PATTERN` or `attribute:NAME`: whose changes a reviewer is shown first; none of them is refused for it. */
  readonly sensitive: readonly string[];
  /** Limits from outside of the project, which hold besides its own. */
  readonly outside?: Partial<Limits>;
}

export const DEFAULT_LIMITS: Limits = { maxRemovals: '10%', maxChanges: '50%', maxMemberRemovals: '50%' };

/** What `--allow NAME=N` allows: at most N of them beyond the guard. */
export type AllowanceName = 'removals' | 'changes' | 'member-removals' | 'irreversible' | 'duplicates';

export type Allowances = Readonly<Partial<Record<AllowanceName, number>>>;

/** Why a resource is never deleted, deactivated or renamed. */
export type ProtectedBy = 'guards.protect' | '$protect' | 'caller';

/** A protected resource that the plan changes. */
export interface Protection {
  readonly key: string;
  readonly by: ProtectedBy;
}

/** An entry by which somebody who is there already may come to a second account, or a group to a second one. */
export interface PossibleDuplicate {
  /** The key of the entry. */
  readonly key: string;
  readonly source: Source;
  /** What the plan does for the entry; nothing where it is inactive, and ownership removes the other one. */
  readonly does: 'create' | 'rename' | 'nothing';
  /** What both share: `name` where the names only look alike, or an attribute. */
  readonly shares: 'name' | 'employeeNumber' | 'externalId' | 'emails';
  /** Whom it may be; `source` is the line of the entry that declares it, where one does. */
  readonly other: { readonly name: string; readonly id?: string; readonly source?: Source };
  /** The line to write in the entry if both are one; absent where no line would do. */
  readonly write?: { readonly key: '$previously' | '$id'; readonly value: string };
}

/** What the plan does to the resources of one type, as the guards count. */
export interface GuardCounts {
  readonly removals: number;
  readonly changes: number;
}

/** What the guards judge a plan by, besides its changes and populations. */
export interface GuardFacts {
  readonly limits: Limits;
  /** Limits from outside of the project; of two the stricter counts. */
  readonly outside?: Partial<Limits>;
  readonly counts: Readonly<Record<ResourceType, GuardCounts>>;
  /** Removals of the whole plan: `--target` does not pass what the whole would be refused for. */
  readonly wholeRemovals: Readonly<Record<ResourceType, number>>;
  /** Entries that declare a resource as present, by type. */
  readonly declared: Readonly<Record<ResourceType, number>>;
  readonly protections: readonly Protection[];
  /** Types whose deletion the service cannot undo. */
  readonly irreversible: readonly ResourceType[];
  /** Entries that may be a second account of somebody, each once. */
  readonly duplicates: readonly PossibleDuplicate[];
}

/** One count that is over its limit. */
export interface Excess {
  /** `users`, `groups` or the key of one group. */
  readonly of: string;
  readonly count: number;
  readonly population: number;
  readonly allowed: number;
  /** The count of the whole plan, where that is what goes beyond the limit and this is a part of it. */
  readonly whole?: number;
}

/** Why a plan must not be applied; `allow` is the value of `--allow` that allows exactly this plan, where anything does. */
export type Refusal =
  | {
      readonly guard: keyof Limits;
      readonly limit: Limit;
      readonly excesses: readonly Excess[];
      readonly allow: string;
    }
  | { readonly guard: 'irreversible'; readonly keys: readonly string[]; readonly allow: string }
  | { readonly guard: 'duplicates'; readonly duplicates: readonly PossibleDuplicate[]; readonly allow: string }
  | { readonly guard: 'nothingDeclared'; readonly type: ResourceType; readonly removals: number }
  | {
      readonly guard: 'protected';
      readonly key: string;
      readonly by: ProtectedBy;
      readonly action: 'delete' | 'deactivate' | 'rename';
      /** True where no entry names the resource and the scope asks for its removal. */
      readonly undeclared: boolean;
    };
