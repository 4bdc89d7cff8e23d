import type { DescribedSchema } from './attribute.ts';
import type { ResourceType, ScimResource } from './resource.ts';

/** What the service holds now, read whole. */
export interface Directory {
  readonly users: readonly ScimResource[];
  readonly groups: readonly ScimResource[];
  /** What the service's `/Schemas` says; empty where it has none. */
  readonly schemas: readonly DescribedSchema[];
  /** True where the service answered that it knows no groups. */
  readonly hasNoGroups?: boolean;
  /** Types of which only those were read that the files may mean; none where absent. */
  readonly lookedUp?: readonly ResourceType[];
  /** Why the members of a group cannot be planned, in a sentence, by the id of the group; none where absent. */
  readonly unreadableMembers?: ReadonlyMap<string, string>;
}
