import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { ScimResource } from '../model/resource.ts';
import { isPending, isSecretReference } from '../model/special-value.ts';
import { printAttributeName } from './attribute-lookup.ts';
import { planContext } from './context.ts';
import { diffAttributes } from './diff.ts';
import { memberIds } from './member-changes.ts';

/**
 * The names of managed attributes that a resource does not hold as the change's `after` says,
 * by the same rules by which the plan was made. Empty where the change arrived whole.
 * @param change pending ids in `after` are filled in already
 */
export function notKept(change: Change, actual: ScimResource, profile: Profile, baseUrl: string): readonly string[] {
  const { type } = change.resource;
  const { members, ...attributes } = change.after ?? {};
  const context = planContext(profile, [], baseUrl, undefined);
  const { diffs } = diffAttributes(comparable(attributes), actual, context.tables[type], context);
  const names = diffs.map(({ state }) => printAttributeName(state.name));
  return membersKept(members, actual) ? names : [...names, 'members'];
}

/** Without what only rollcall understands: secrets, which never come back, and names beside ids. */
function comparable(attributes: JsonObject): JsonObject {
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
