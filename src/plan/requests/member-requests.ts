import type { MemberChange, PlannedRequest } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import { GROUP_SCHEMA } from '../../model/schemas/group.ts';
import { equal } from '../../syntax/filter/filter.ts';
import type { PlainOperation } from './attribute-operations.ts';
import { dialectOperation } from './dialect-operation.ts';

/** Requests that add members, chunked to what the service takes; never together with attributes. */
export function addRequests(
  path: string,
  members: readonly MemberChange[],
  profile: Profile,
): readonly PlannedRequest[] {
  return chunks(members, profile.members.addsPerRequest).map((chunk) =>
    patch(path, [{ op: 'add', path: membersPath(profile), value: chunk.map(({ value }) => ({ value })) }], profile),
  );
}

/** Requests that remove members, one operation each or one for all, as the service wants it. */
export function removeRequests(
  path: string,
  members: readonly MemberChange[],
  profile: Profile,
): readonly PlannedRequest[] {
  return chunks(members, profile.members.removalsPerRequest).map((chunk) =>
    patch(path, removeOperations(chunk, profile), profile),
  );
}

function membersPath({ patch: { urnQualifiedCorePaths } }: Profile) {
  return { ...(urnQualifiedCorePaths ? { schema: GROUP_SCHEMA } : {}), attribute: 'members' };
}

function removeOperations(members: readonly MemberChange[], profile: Profile): readonly PlainOperation[] {
  const path = membersPath(profile);
  if (profile.members.removal === 'valueList') {
    return [{ op: 'remove', path, value: members.map(({ value }) => ({ value })) }];
  }
  return members.map(({ value }) => ({
    op: 'remove',
    path: { ...path, filter: equal({ attribute: 'value' }, String(value)) },
  }));
}

function patch(path: string, operations: readonly PlainOperation[], { patch: dialect }: Profile): PlannedRequest {
  return { method: 'PATCH', path, operations: operations.map((operation) => dialectOperation(operation, dialect)) };
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const found: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += size) found.push(items.slice(start, start + size));
  return found;
}
