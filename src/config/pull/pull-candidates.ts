import type { Directory } from '../../model/directory.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import { propertyOf } from '../../syntax/property.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { escapeText } from '../values/interpolate.ts';
import { type KnownNames, knownNames } from './known-names.ts';

/** A resource that becomes an entry, unless it turns out that none can say it. */
export interface Candidate {
  readonly type: ResourceType;
  /** Absent where the service gives it none. */
  readonly name: string | undefined;
  readonly resource: ScimResource;
  /** Why its members cannot be read. */
  readonly unreadable?: string;
}

/** What a service holds, in the order in which it is written, with what an entry must know of all the others. */
export interface Candidates {
  /** Sorted by name. */
  readonly users: readonly Candidate[];
  readonly groups: readonly Candidate[];
  readonly others: Others;
}

/** What an entry must know of all others, of which nothing else is held. */
export interface Others {
  readonly names: KnownNames;
  /** What several resources of a type have as their externalId, as it is written. */
  readonly sharedExternalIds: Readonly<Record<ResourceType, ReadonlySet<string>>>;
}

/** Sorts what a service holds, and gathers what its entries must know of each other. */
export function pullCandidates(directory: Directory): Candidates {
  const { users, groups, unreadableMembers } = directory;
  const sharedExternalIds = { User: sharedAmong(users), Group: sharedAmong(groups) };
  return {
    users: sorted('User', users, undefined),
    groups: sorted('Group', groups, unreadableMembers),
    others: { names: knownNames(directory), sharedExternalIds },
  };
}

function sorted(
  type: ResourceType,
  resources: readonly ScimResource[],
  unreadableMembers: Directory['unreadableMembers'],
): readonly Candidate[] {
  const keyed = resources.map((resource) => {
    const name = resourceName(type, resource);
    const unreadable = unreadableMembers?.get(resource.id);
    const candidate = { type, name, resource, ...(unreadable === undefined ? {} : { unreadable }) };
    return { candidate, key: foldCase(name ?? '') };
  });
  return keyed
    .sort((a, b) => compare(a.key, b.key) || compare(a.candidate.resource.id, b.candidate.resource.id))
    .map(({ candidate }) => candidate);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What several resources have as their externalId. */
function sharedAmong(resources: readonly ScimResource[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const resource of resources) {
    const value = propertyOf(resource, 'externalId');
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const written = escapeText(String(value));
    if (seen.has(written)) shared.add(written);
    seen.add(written);
  }
  return shared;
}
