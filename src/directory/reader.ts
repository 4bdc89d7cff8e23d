import type { Profile } from '../model/profile.ts';
import type { ResourceType, ScimResource } from '../model/resource.ts';
import type { ScimClient } from '../scim/scim-client.ts';
import type { Asking } from './asking/asking.ts';
import type { RequestBudget } from './request-budget.ts';

/** What the parts of one reading share. */
export interface Reader {
  readonly client: ScimClient;
  readonly profile: Profile;
  readonly asking: Readonly<Record<ResourceType, Asking>>;
  readonly budget: RequestBudget;
  /** What the project should set, in sentences: found out while reading. */
  readonly hints: Set<string>;
  /** Aborts what is under way once any part has failed. */
  readonly signal: AbortSignal;
  readonly onProgress: (type: ResourceType, progress: ListProgress) => void;
}

/** How far the reading of one type has come. */
export interface ListProgress {
  readonly read: number;
  /** Unknown where the service does not say. */
  readonly total: number | undefined;
}

/** The resources of one type, and how they were read. */
export interface ReadResources {
  readonly resources: readonly ScimResource[];
  /** False where only those were read that the configuration may mean. */
  readonly whole: boolean;
  /** True where a listing was given up for look-ups of names. */
  readonly isLookedUp?: boolean;
  /** True where the service turns out to have no such resources. */
  readonly absent?: boolean;
  /** For people: "Users: listed whole, in 3 pages." */
  readonly strategy: string;
}
