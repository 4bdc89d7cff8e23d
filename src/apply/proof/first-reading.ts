import type { Asking } from '../../directory/asking/asking.ts';
import type { ResourceType, ScimResource } from '../../model/resource.ts';

/** What was read for the plan, which the proof compares the last reading with. */
export interface FirstReading {
  readonly resources: Readonly<Record<ResourceType, readonly ScimResource[]>>;
  /** What was asked for of each resource, and will be again. */
  readonly asking: Readonly<Record<ResourceType, Asking>>;
  /** False where somebody was asked in between, who may have taken a while. */
  readonly isFresh: boolean;
  /** `$ignore` of each entry that has any, by its key. */
  readonly ignored: ReadonlyMap<string, readonly string[]>;
  /** Ids of members that must not be there, by the key of the entry that says so. */
  readonly unwanted: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A resource of the first reading by its id; undefined for one that was not there. */
export function firstRead(
  { resources }: Pick<FirstReading, 'resources'>,
  type: ResourceType,
  id: string,
): ScimResource | undefined {
  return indexOf(resources[type]).get(id);
}

const indices = new WeakMap<readonly ScimResource[], ReadonlyMap<string, ScimResource>>();

function indexOf(resources: readonly ScimResource[]): ReadonlyMap<string, ScimResource> {
  const known = indices.get(resources);
  if (known !== undefined) return known;
  const index = new Map(resources.map((resource) => [resource.id, resource]));
  indices.set(resources, index);
  return index;
}
