import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ManagedAttributes } from '../../model/plan.ts';
import type { ResourceType, ScimResource } from '../../model/resource.ts';
import { isPending, isSecretReference } from '../../model/special-value.ts';
import { printAttributeName } from '../attributes/attribute-lookup.ts';
import { withClearedExtensions } from '../attributes/cleared-extensions.ts';
import { type AttributeDiff, diffAttributes } from '../attributes/diff.ts';
import type { Context } from '../context.ts';
import { memberIds } from '../references/member-changes.ts';

/**
 * The names of managed attributes that a resource does not hold as `wanted` says, by the same rules by which the plan was
 * made. Empty where all arrived.
 * @param wanted a change's `after` or `before`, where pending ids are filled in already
 */
export function notKept(
  wanted: ManagedAttributes,
  type: ResourceType,
  actual: ScimResource,
  context: Context,
): readonly string[] {
  const { members, ...attributes } = wanted;
  const names = attributesNotKept(attributes, type, actual, context).map(({ state }) => printAttributeName(state.name));
  return membersKept(members, actual) ? names : [...names, 'members'];
}

/** The attributes but for members that a resource does not hold as `wanted` says, with their differences. */
export function attributesNotKept(
  { members: _members, ...wanted }: ManagedAttributes,
  type: ResourceType,
  actual: ScimResource,
  context: Context,
): readonly AttributeDiff[] {
  const table = context.tables[type];
  return diffAttributes(withClearedExtensions(comparable(wanted), actual, table), actual, table, context).diffs;
}

/** Without what only rollcall understands: secrets, which never come back, and names beside ids. */
export function comparable(attributes: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('$') && name !== '$ref') continue;
    if (isSecretReference(value) || isPending(value)) continue;
    const inner = isJsonObject(value) ? comparable(value) : value;
    if (!isJsonObject(inner) || Object.keys(inner).length > 0) kept[name] = inner;
  }
  return kept;
}

function membersKept(members: JsonValue | undefined, actual: ScimResource): boolean {
  if (!isJsonObject(members)) return true;
  const ids = memberIds(actual);
  const holds = (list: JsonValue | undefined, wanted: boolean) =>
    !isJsonArray(list) ||
    list.every(
      (member) => isJsonObject(member) && (typeof member['value'] !== 'string' || ids.has(member['value']) === wanted),
    );
  return holds(members['add'], true) && holds(members['remove'], false);
}
