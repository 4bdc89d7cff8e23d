import type { MemberChange, MemberIds, MembersRequest, Operation } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import { GROUP_SCHEMA } from '../../model/schemas/group.ts';
import type { Pending } from '../../model/special-value.ts';
import { equal } from '../../syntax/filter/filter.ts';
import type { Path } from '../../syntax/path.ts';
import type { PlainOperation } from './attribute-operations.ts';
import { dialectOperation } from './dialect-operation.ts';

/** Requests that add members, chunked to what the service takes; never together with attributes. */
export function addRequests(
  path: string,
  members: readonly MemberChange[],
  profile: Profile,
): readonly MembersRequest[] {
  return chunks(members, profile.members.addsPerRequest).map((add) => membersRequest(path, { add }, profile));
}

/** Requests that remove members, chunked likewise. */
export function removeRequests(
  path: string,
  members: readonly MemberChange[],
  profile: Profile,
): readonly MembersRequest[] {
  return chunks(members, profile.members.removalsPerRequest).map((remove) => membersRequest(path, { remove }, profile));
}

function membersRequest(path: string, members: MemberIds, profile: Profile): MembersRequest {
  return { purpose: 'members', method: 'PATCH', path, operations: memberOperations(members, profile), members };
}

/** Adds all at once; removes them by one operation each or by one for all, as the service wants it. */
export function memberOperations(members: MemberIds, profile: Profile): readonly Operation[] {
  const path = membersPath(profile);
  const plain = 'add' in members ? [listOperation('add', path, members.add)] : removals(path, members.remove, profile);
  return plain.map((operation) => dialectOperation(operation, profile.patch));
}

function membersPath({ patch: { urnQualifiedCorePaths } }: Profile) {
  return { ...(urnQualifiedCorePaths ? { schema: GROUP_SCHEMA } : {}), attribute: 'members' };
}

function listOperation(op: 'add' | 'remove', path: Path, ids: readonly (string | Pending)[]): PlainOperation {
  return { op, path, value: ids.map((value) => ({ value })) };
}

function removals(
  path: ReturnType<typeof membersPath>,
  ids: readonly (string | Pending)[],
  { members: { removal } }: Profile,
): readonly PlainOperation[] {
  if (removal === 'valueList') return [listOperation('remove', path, ids)];
  return ids.map((id) => ({ op: 'remove', path: { ...path, filter: equal({ attribute: 'value' }, String(id)) } }));
}

/** The ids of the members, so many at a time. */
function chunks(members: readonly MemberChange[], size: number): readonly (readonly (string | Pending)[])[] {
  const ids = members.map(({ value }) => value);
  const found: (readonly (string | Pending)[])[] = [];
  for (let start = 0; start < ids.length; start += size) found.push(ids.slice(start, start + size));
  return found;
}
