import { isExtension } from '../../model/attribute-table.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { MemberChange, PlannedRequest } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import type { ResourceType } from '../../model/resource.ts';
import { withoutAttributes } from '../../syntax/attributes/without-attributes.ts';
import { definitionOf, printAttributeName } from '../attributes/attribute-lookup.ts';
import type { AttributeDiff } from '../attributes/diff.ts';
import { declaredAttributes } from '../attributes/normal-form.ts';
import { setAttribute } from '../attributes/set-attribute.ts';
import type { Context } from '../context.ts';
import type { CreateDraft, Draft, UpdateDraft } from '../draft/draft.ts';
import { pendingKeys } from '../references/pending-keys.ts';
import { addRequests, removeRequests } from './member-requests.ts';
import { patchRequests } from './patch-requests.ts';
import { putRequest } from './put-request.ts';
import { memberElement, withReferences } from './reference-value.ts';

/**
 * The requests of a change, in the dialect of the service.
 * @param deferred keys of resources that exist only later; what refers to them goes into requests of its own at the end
 */
export function requestsOf(draft: Draft, deferred: ReadonlySet<string>, context: Context): readonly PlannedRequest[] {
  switch (draft.action) {
    case 'create':
      return createRequests(draft, deferred, context);
    case 'delete':
      return [{ purpose: 'delete', method: 'DELETE', path: resourcePath(draft, context.profile) }];
    default:
      return context.profile.patch.supported
        ? updateRequests(draft, deferred, context)
        : [putRequest(draft, resourcePath(draft, context.profile), context)];
  }
}

function resourcePath({ declared, ...draft }: Draft, { paths }: Profile): string {
  const id = 'current' in draft ? encodeURIComponent(draft.current.id) : `{pending:${declared.key}}`;
  return `${paths[declared.type]}/${id}`;
}

function createRequests(
  draft: CreateDraft,
  deferred: ReadonlySet<string>,
  context: Context,
): readonly PlannedRequest[] {
  const { profile } = context;
  const path = resourcePath(draft, profile);
  const late = draft.diffs.filter((diff) => waitsFor(diff.state.desired, deferred));
  const [lateMembers, earlyMembers] = splitBy(draft.members?.add ?? [], (member) => waitsFor(member.value, deferred));
  const isWhole = !profile.patch.supported;
  const most = isWhole ? Number.POSITIVE_INFINITY : profile.members.addsPerRequest;
  const inBody = profile.members.inCreate ? earlyMembers.slice(0, most) : [];
  const { type } = draft.declared;
  const creation: PlannedRequest = {
    purpose: 'create',
    method: 'POST',
    path: profile.paths[type],
    body: wholeBody(withoutLate(draft.attributes, late), inBody, type, context),
  };
  const isComplete = inBody.length === (draft.members?.add ?? []).length && late.length === 0;
  if (isWhole) return isComplete ? [creation] : [creation, completion(draft, path, context)];
  return [
    creation,
    ...addRequests(path, earlyMembers.slice(inBody.length), context),
    ...deferredRequests(path, late, lateMembers, draft, context),
  ];
}

/** The attributes that do not wait for another resource. */
function withoutLate(attributes: JsonObject, late: readonly AttributeDiff[]): JsonObject {
  const early: Record<string, JsonValue> = { ...attributes };
  for (const { state } of late) setAttribute(early, state.name, undefined);
  return early;
}

function wholeBody(
  attributes: JsonObject,
  members: readonly MemberChange[],
  type: ResourceType,
  context: Context,
): JsonObject {
  return {
    schemas: [context.tables[type].schema, ...Object.keys(attributes).filter(isExtension)],
    ...withReferences(attributes, type, context),
    ...(members.length === 0 ? {} : { members: members.map((member) => memberElement(member, context)) }),
  };
}

/**
 * Without PATCH a resource that could not be created whole is written once more, whole, when all that it refers to exists;
 * but for what the service never returns, such as the password, which is for the creation alone.
 */
function completion(draft: CreateDraft, path: string, context: Context): PlannedRequest {
  const { attributes, members, declared } = draft;
  const table = context.tables[declared.type];
  const unreturned = declaredAttributes(attributes)
    .filter(([name, value]) => definitionOf(table, name, value).returned === 'never')
    .map(([name]) => printAttributeName(name));
  const kept = withoutAttributes(attributes, unreturned);
  const body = { ...wholeBody(kept, members?.add ?? [], declared.type, context), id: { $pending: declared.key } };
  return waiting({ purpose: 'attributes', method: 'PUT', path, body }, body, draft);
}

function updateRequests(
  draft: UpdateDraft,
  deferred: ReadonlySet<string>,
  context: Context,
): readonly PlannedRequest[] {
  const path = resourcePath(draft, context.profile);
  const [late, early] = splitBy(draft.diffs, (diff) => waitsFor(diff.state.desired, deferred));
  const [lateMembers, earlyMembers] = splitBy(draft.members?.add ?? [], (member) => waitsFor(member.value, deferred));
  return [
    ...patchRequests(path, early, draft.declared.type, context),
    ...addRequests(path, earlyMembers, context),
    ...removeRequests(path, draft.members?.remove ?? [], context),
    ...deferredRequests(path, late, lateMembers, draft, context),
  ];
}

/** One request for each attribute or chunk of members that waits, with the keys that it waits for. */
function deferredRequests(
  path: string,
  attributes: readonly AttributeDiff[],
  members: readonly MemberChange[],
  draft: Draft,
  context: Context,
): readonly PlannedRequest[] {
  const ofAttributes = attributes.flatMap((diff) =>
    patchRequests(path, [diff], draft.declared.type, context).map((request) =>
      waiting(request, diff.state.desired, draft),
    ),
  );
  const ofMembers = addRequests(path, members, context).map((request) => waiting(request, request.operations, draft));
  return [...ofAttributes, ...ofMembers];
}

function waiting(request: PlannedRequest, value: JsonValue, { declared }: Draft): PlannedRequest {
  const keys = [...new Set(pendingKeys(value))].filter((key) => key !== declared.key).sort();
  return keys.length === 0 ? request : { ...request, dependsOn: keys };
}

function waitsFor(value: JsonValue, deferred: ReadonlySet<string>): boolean {
  return deferred.size > 0 && pendingKeys(value).some((key) => deferred.has(key));
}

function splitBy<T>(items: readonly T[], isLate: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(isLate), items.filter((item) => !isLate(item))];
}
