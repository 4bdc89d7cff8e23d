import type { Finding } from '../../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { ManagedAttributes } from '../../model/plan.ts';
import type { ResourceType, ScimResource } from '../../model/resource.ts';
import { printAttributeName } from '../../plan/attributes/attribute-lookup.ts';
import type { AttributeDiff, AttributeEdit } from '../../plan/attributes/diff.ts';
import type { Context } from '../../plan/context.ts';
import { attributesNotKept } from '../../plan/requests/unkept-attributes.ts';
import { referenceElements, referenceId, referenceType } from '../../syntax/reference-elements.ts';

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
  return edits.map((edit) => findingOf(name, edit));
}

function findingOf(name: string, { kind, pair, sub, before, after }: AttributeEdit): Finding {
  const attribute = sub === undefined ? name : `${name}.${sub}`;
  const isElement = pair !== undefined && sub === undefined;
  const expected = (isElement ? pair.desired : after) ?? null;
  const found = (isElement ? pair.current : before) ?? null;
  if (kind === 'remove') return { kind: 'remains', attribute, found };
  return kind === 'add' ? { kind: 'missing', attribute, expected } : { kind: 'different', attribute, expected, found };
}

function membersNotKept(members: JsonValue | undefined, found: ScimResource): readonly Finding[] {
  if (!isJsonObject(members)) return [];
  const types = heldTypes(found);
  const unlike = (list: JsonValue | undefined, kind: 'missing' | 'remains'): readonly Finding[] =>
    (isJsonArray(list) ? list : []).flatMap((member) => {
      const id = isJsonObject(member) ? member['value'] : undefined;
      if (!isJsonObject(member) || typeof id !== 'string') return [];
      if (isHeld(types.get(id), member['type']) === (kind === 'missing')) return [];
      return [{ kind, attribute: 'members', member: String(member['name'] ?? id) }];
    });
  return [...unlike(members['add'], 'missing'), ...unlike(members['remove'], 'remains')];
}

type Types = ReadonlySet<ResourceType | undefined>;

/** What the service says that its members are, by their id: a user and a group may have the same one. */
function heldTypes(group: ScimResource): ReadonlyMap<string, Types> {
  const types = new Map<string, Set<ResourceType | undefined>>();
  for (const element of referenceElements(group, 'members')) {
    const id = referenceId(element);
    if (id !== undefined) types.set(id, (types.get(id) ?? new Set()).add(referenceType(element)));
  }
  return types;
}

/** Whether a member is among those of its id; where either side says nothing of its type, the id decides. */
function isHeld(held: Types | undefined, type: JsonValue | undefined): boolean {
  if (held === undefined) return false;
  return (type !== 'User' && type !== 'Group') || held.has(undefined) || held.has(type);
}
