import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { AttributesRequest, Change, ManagedAttributes, MembersChange } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import type { Context } from '../context.ts';
import { patchRequests } from './patch-requests.ts';
import { putRequest } from './put-request.ts';
import { attributesNotKept, notKept } from './unkept-attributes.ts';

/** A change of a resource that exists, whose pending ids are filled in as far as they are known. */
type Begun = Pick<Change, 'resource' | 'before' | 'after'>;

/**
 * The requests that write what a resource still lacks of a change's attributes, in the dialect of the service: the planner
 * once more, on the resource as it is now. Empty where it lacks nothing. Members are not among them, but for a PUT, which
 * writes the resource whole.
 */
export function remainingRequests(change: Begun, actual: ScimResource, context: Context): readonly AttributesRequest[] {
  const { type } = change.resource;
  const { profile } = context;
  const path = `${profile.paths[type]}/${encodeURIComponent(actual.id)}`;
  const diffs = attributesNotKept(change.after ?? {}, type, actual, context);
  if (profile.patch.supported) return patchRequests(path, diffs, type, context);
  if (notKept(change.after ?? {}, type, actual, context).length === 0) return [];
  const draft = { declared: { type }, current: actual, diffs, members: membersChange(change.after) };
  return [putRequest(draft, path, context)];
}

/**
 * The names of the managed attributes that somebody else changed: a resource holds them neither as the change found them
 * nor as it leaves them. Members are not among them, since adding and removing members commute.
 */
export function movedAttributes(change: Begun, actual: ScimResource, context: Context): readonly string[] {
  const { type } = change.resource;
  const names = (wanted: ManagedAttributes): ReadonlySet<string> => {
    const { members: _members, ...attributes } = wanted;
    return new Set(notKept(attributes, type, actual, context));
  };
  const { before, after } = change;
  if (before === null) return [];
  const differing = names(after === null ? before : withNulls(before, after));
  const unwritten = after === null ? differing : names(after);
  return [...differing].filter((name) => unwritten.has(name));
}

/** What `after` sets and `before` leaves out was unassigned before. */
function withNulls(before: JsonObject, after: JsonObject): JsonObject {
  const filled: Record<string, JsonValue> = { ...before };
  for (const [name, value] of Object.entries(after)) {
    const held = filled[name];
    if (held === undefined) filled[name] = null;
    else if (isJsonObject(held) && isJsonObject(value)) filled[name] = withNulls(held, value);
  }
  return filled;
}

function membersChange(after: ManagedAttributes | null): MembersChange | undefined {
  const members = after?.['members'];
  return isMembersChange(members) ? members : undefined;
}

function isMembersChange(value: JsonValue | undefined): value is MembersChange {
  return isJsonObject(value) && isJsonArray(value['add']) && isJsonArray(value['remove']);
}
