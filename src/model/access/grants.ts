import type { Source } from '../span.ts';

/** Who has what: people, and the groups that each is in. */
export interface Access {
  /** The base URL of the service, or `sandbox:PROFILE`; null where only the files were read. */
  readonly target: string | null;
  readonly environment: string | null;
  /** Names, sorted; where groups share one, each with its id. */
  readonly groups: readonly string[];
  /** Sorted by name. */
  readonly people: readonly Person[];
  /** Groups of whose members the service does not tell all, each with the reason. */
  readonly unreadable: readonly { readonly group: string; readonly reason: string }[];
}

export interface Person {
  /** userName; where another has the same, with the id. */
  readonly name: string;
  readonly displayName?: string;
  readonly active: boolean;
  /** The instant from which on the user is inactive. */
  readonly expires?: string;
  /** The line of the entry; absent for whom no file declares. */
  readonly source?: Source;
  /** False for whom the service does not hold (yet). */
  readonly held: boolean;
  /** Sorted by group, one for each. */
  readonly grants: readonly Grant[];
}

/** One group that a person is in, by the shortest way. */
export interface Grant {
  readonly group: string;
  /** The groups that lie between, the person's own first; empty for a direct member. */
  readonly via: readonly string[];
  readonly why: GrantReason;
  /** The instant from which on it ends; the earliest on the way. */
  readonly expires?: string;
  /** True where the service holds it now; false for what is only declared. */
  readonly held: boolean;
  /** True where some step of the way is declared nowhere. */
  readonly serviceOnly: boolean;
}

/** Why the first step of the way is there. */
export type GrantReason =
  | { readonly by: 'file'; readonly source: Source }
  | { readonly by: 'rule'; readonly rule: string; readonly source: Source }
  | { readonly by: 'service' };
