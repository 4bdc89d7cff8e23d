import type { JsonValue } from '../../model/json.ts';
import { isJsonArray, isJsonObject } from '../../model/json.ts';
import type { Change } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import { attributeOf } from '../../plan/attributes/attribute-lookup.ts';
import { attributeState, declaredAttributes } from '../../plan/attributes/normal-form.ts';
import { setAttribute } from '../../plan/attributes/set-attribute.ts';
import { wholeValue } from '../../plan/attributes/whole-value.ts';
import type { Context } from '../../plan/context.ts';
import { memberIds } from '../../plan/references/member-changes.ts';
import { comparable } from '../../plan/requests/unkept-attributes.ts';

/** What a resource holds once a change has done what it says, and nothing else: with all that nobody declared. */
export function predicted({ resource, after }: Change, baseline: ScimResource, context: Context): ScimResource {
  const { members, ...attributes } = after ?? {};
  const table = context.tables[resource.type];
  const held: Record<string, JsonValue> & { id: string } = { ...baseline };
  for (const [name, value] of declaredAttributes(comparable(attributes))) {
    const state = attributeState(name, value, attributeOf(baseline, name), table, context);
    setAttribute(held, name, wholeValue(state));
  }
  if (isJsonObject(members)) {
    const ids = new Set(memberIds(baseline));
    for (const id of idsIn(members['add'])) ids.add(id);
    for (const id of idsIn(members['remove'])) ids.delete(id);
    setAttribute(
      held,
      { name: 'members' },
      [...ids].map((value) => ({ value })),
    );
  }
  return held;
}

/** The ids in a list of members of a change. */
export function idsIn(list: JsonValue | undefined): readonly string[] {
  return (isJsonArray(list) ? list : []).flatMap((member) =>
    isJsonObject(member) && typeof member['value'] === 'string' ? [member['value']] : [],
  );
}
