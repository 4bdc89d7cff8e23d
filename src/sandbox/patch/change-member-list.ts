import type { AttributeDefinition } from '../../model/attribute.ts';
import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { matchesElement } from '../../syntax/filter/evaluate.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import type { ValuePath } from '../../syntax/path.ts';
import { refuse, ScimError } from '../http/refuse.ts';
import { checkElementFilter } from '../resources/check-filter.ts';
import { innerIds } from '../resources/resource-ids.ts';
import type { PatchOperation, TypeOfService } from '../service-rules.ts';
import type { PatchRules } from '../write-rules.ts';
import { addMember, hasMember, type MemberDraft, memberIds, removeMember } from './member-draft.ts';
import { readMember } from './read-member.ts';

export interface MembersTarget {
  readonly type: TypeOfService;
  readonly rules: PatchRules;
  readonly definition: AttributeDefinition;
  readonly members: MemberDraft;
  /** A member as the service shows it, for filters on more than the `value`. */
  readonly represent: (id: string) => JsonValue;
}

/**
 * Applies an operation to the members of a group, at the cost of the members that it names:
 * `members[value eq "id"]` is a look-up. Only what names no member in particular goes through all of them.
 * @throws ScimError 400
 */
export function changeMembers(
  target: MembersTarget,
  given: PatchOperation['op'],
  path: ValuePath,
  value: JsonValue | undefined,
): void {
  const { type, definition, members, rules } = target;
  if (path.filter !== undefined && rules.memberPathRefusal !== null) {
    throw new ScimError(rules.memberPathRefusal, 'Paths with a filter on members are not implemented.');
  }
  const op = given === 'add' && rules.memberAddition === 'replaces' ? 'replace' : given;
  if (path.subAttribute !== undefined) refuse('mutability', `"${path.subAttribute}" of a member cannot be changed.`);
  if (path.filter !== undefined && op === 'add') refuse('mutability', 'A member cannot be changed, only replaced.');
  const elements = isJsonArray(value) ? value : [value ?? null];
  const coming =
    op === 'remove'
      ? []
      : elements.filter((element) => element !== null).map((element) => readMember(type, definition, element));
  const going =
    op === 'remove' && value !== undefined && rules.removalValue === 'followed'
      ? elements.map((element) => readMember(type, definition, element))
      : selected(target, op, path.filter);
  for (const id of going) removeMember(members, id);
  for (const id of coming) addMember(members, id);
}

function selected(target: MembersTarget, op: PatchOperation['op'], filter: Filter | undefined): readonly string[] {
  if (filter !== undefined) return select(target, filter);
  return op === 'add' ? [] : memberIds(target.members);
}

function select(target: MembersTarget, filter: Filter): readonly string[] {
  checkElementFilter(target.definition, filter);
  const named = namedValues(filter);
  const selected =
    named?.flatMap((id) => innerIds(target.type.ids, id)).filter((id) => hasMember(target.members, id)) ??
    memberIds(target.members).filter((id) =>
      matchesElement(filter, target.represent(id), { attribute: target.definition.name }, target.type.evaluation),
    );
  if (selected.length === 0) refuse('noTarget', 'No member matches the filter.');
  return selected;
}

/** The values of a filter that is nothing but `value eq "…"`, or several of them with `or`. */
function namedValues(filter: Filter): readonly string[] | undefined {
  if (filter.kind === 'or') {
    const named = filter.operands.map(namedValues);
    return named.every((values) => values !== undefined) ? named.flat() : undefined;
  }
  if (filter.kind !== 'compare' || filter.op !== 'eq' || typeof filter.value !== 'string') return undefined;
  const { schema, attribute, subAttribute } = filter.path;
  const isValue = schema === undefined && subAttribute === undefined && attribute.toLowerCase() === 'value';
  return isValue ? [filter.value] : undefined;
}
