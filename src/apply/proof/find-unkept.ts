import type { Finding } from '../../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { ManagedAttributes } from '../../model/plan.ts';
import type { ResourceType, ScimResource } from '../../model/resource.ts';
import { isUnassigned, printAttributeName } from '../../plan/attributes/attribute-lookup.ts';
import type { AttributeDiff, Edit } from '../../plan/attributes/diff.ts';
import type { Context } from '../../plan/context.ts';
import { memberIds } from '../../plan/references/member-changes.ts';
import { attributesNotKept } from '../../plan/requests/unkept-attributes.ts';
import { heldProperty } from '../../syntax/property.ts';

/**
 * Where a resource is not as a change leaves it: the planner once more, on what was read. Empty where the plan would be.
 * @param wanted the change's `after`, with the ids that are known by now
 */
export function findUnkept(
  wanted: ManagedAttributes,
  type: ResourceType,
  found: ScimResource,
  context: Context,
): readonly Finding[] {
  const attributes = attributesNotKept(wanted, type, found, context).flatMap(findingsOf);
  return [...attributes, ...membersNotKept(wanted['members'], found)];
}

function findingsOf({ state, edits }: AttributeDiff): readonly Finding[] {
  const name = printAttributeName(state.name);
  return edits.map((edit) => findingOf(name, edit, state.current));
}

function findingOf(name: string, edit: Edit, current: JsonValue | undefined): Finding {
  switch (edit.kind) {
    case 'set':
    case 'clear': {
      const attribute = edit.sub === undefined ? name : `${name}.${edit.sub}`;
      const held = edit.sub !== undefined && isJsonObject(current) ? heldProperty(current, edit.sub) : current;
      return told(attribute, edit.kind === 'set' ? edit.value : undefined, held);
    }
    case 'addElement':
      return { kind: 'missing', attribute: name, expected: edit.element };
    case 'removeElement':
      return { kind: 'remains', attribute: name, found: edit.element };
    case 'changeElement': {
      const element = edit.pair.current ?? null;
      const held = isJsonObject(element) ? heldProperty(element, edit.sub) : undefined;
      return told(`${name}.${edit.sub}`, edit.value, held);
    }
    default:
      return edit satisfies never;
  }
}

function told(attribute: string, wanted: JsonValue | undefined, held: JsonValue | undefined): Finding {
  if (wanted === undefined) return { kind: 'remains', attribute, found: held ?? null };
  if (held === undefined || isUnassigned(held)) return { kind: 'missing', attribute, expected: wanted };
  return { kind: 'different', attribute, expected: wanted, found: held };
}

function membersNotKept(members: JsonValue | undefined, found: ScimResource): readonly Finding[] {
  if (!isJsonObject(members)) return [];
  const ids = memberIds(found);
  const unlike = (list: JsonValue | undefined, kind: 'missing' | 'remains'): readonly Finding[] =>
    (isJsonArray(list) ? list : []).flatMap((member) => {
      const id = isJsonObject(member) ? member['value'] : undefined;
      if (!isJsonObject(member) || typeof id !== 'string' || ids.has(id) === (kind === 'missing')) return [];
      return [{ kind, attribute: 'members', member: String(member['name'] ?? id) }];
    });
  return [...unlike(members['add'], 'missing'), ...unlike(members['remove'], 'remains')];
}
