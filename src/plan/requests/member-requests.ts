import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { MemberChange, MembersRequest, Operation } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import { GROUP_SCHEMA } from '../../model/schemas/group.ts';
import type { Pending } from '../../model/special-value.ts';
import { equal } from '../../syntax/filter/filter.ts';
import type { Context } from '../context.ts';
import type { PlainOperation } from './attribute-operations.ts';
import { dialectOperation } from './dialect-operation.ts';
import { memberElement } from './reference-value.ts';

type Ids = readonly (string | Pending)[];

/** Requests that add members, chunked to what the service takes; never together with attributes. */
export function addRequests(
  path: string,
  members: readonly MemberChange[],
  context: Context,
): readonly MembersRequest[] {
  const { profile } = context;
  return chunks(members, profile.members.addsPerRequest).map((some) => {
    const operations = additions(
      some.map((member) => memberElement(member, context)),
      profile,
    );
    return { purpose: 'members', method: 'PATCH', path, operations, members: { add: some.map(({ value }) => value) } };
  });
}

/** Requests that remove members, chunked likewise. */
export function removeRequests(
  path: string,
  members: readonly MemberChange[],
  { profile }: Context,
): readonly MembersRequest[] {
  return chunks(members, profile.members.removalsPerRequest).map((some) => {
    const remove = some.map(({ value }) => value);
    const request = { purpose: 'members', method: 'PATCH', path, members: { remove } } as const;
    const operations = removals(remove, profile);
    return mayListInstead(profile)
      ? { ...request, operations, otherwise: listRemovals(remove, profile) }
      : { ...request, operations };
  });
}

/** Only where somebody can look afterwards whether no more went than was asked. */
function mayListInstead({ members, read }: Profile): boolean {
  return members.removal === 'valuePathThenList' && read.members === 'listed';
}

/** Adds all at once. */
export function additions(elements: readonly JsonObject[], profile: Profile): readonly Operation[] {
  return [dialectOperation({ op: 'add', path: membersPath(profile), value: elements }, profile.patch)];
}

/** Removes members by one operation each or by one for all, as the service wants it. */
export function removals(ids: Ids, profile: Profile): readonly Operation[] {
  if (profile.members.removal === 'valueList') return listRemovals(ids, profile);
  const path = membersPath(profile);
  return ids.map((id) => {
    const filter = equal({ attribute: 'value' }, String(id));
    return dialectOperation({ op: 'remove', path: { ...path, filter } }, profile.patch);
  });
}

/** Removes members by the list of their ids. */
export function listRemovals(ids: Ids, profile: Profile): readonly Operation[] {
  const operation: PlainOperation = {
    op: 'remove',
    path: membersPath(profile),
    value: ids.map((value) => ({ value })),
  };
  return [dialectOperation(operation, profile.patch)];
}

/** Additions without all members but these, in whatever spelling. */
export function onlyMembers(operations: readonly Operation[], ids: readonly string[]): readonly Operation[] {
  const kept = new Set<JsonValue | undefined>(ids);
  const part = (value: JsonValue): JsonValue => {
    if (isJsonArray(value)) return value.filter((element) => isJsonObject(element) && kept.has(element['value']));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, part(inner)]));
  };
  return operations.map((operation) => ({ ...operation, value: part(operation['value'] ?? null) }));
}

function membersPath({ patch: { urnQualifiedCorePaths } }: Profile) {
  return { ...(urnQualifiedCorePaths ? { schema: GROUP_SCHEMA } : {}), attribute: 'members' };
}

/** So many at a time. */
function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const found: (readonly T[])[] = [];
  for (let start = 0; start < all.length; start += size) found.push(all.slice(start, start + size));
  return found;
}
