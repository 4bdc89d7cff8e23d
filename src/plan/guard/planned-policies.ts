import type { DeclaredGroup, DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { foldCase, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { Policy, PolicyGroup, PolicyMember, PolicySubject } from '../../model/rules/policy.ts';
import { isPending } from '../../model/special-value.ts';
import { checkPolicies } from '../../syntax/check-policies.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';
import { withManagerName } from '../../syntax/manager-name.ts';
import { namesMembers } from '../../syntax/policy-filters.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { predict } from '../attributes/predict.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { unknownPolicyGroup } from '../diagnostics/policy-diagnostics.ts';
import type { Drafting } from '../draft/drafting.ts';
import { isGone, type Match } from '../match/match.ts';
import { unreadablePolicy } from '../match/unreadable-filters.ts';
import { memberIds, memberPlan } from '../references/member-changes.ts';
import { isDiagnostic, type Resolved } from '../references/resolve-references.ts';

/** What is declared, and the undeclared resources that are to go. */
interface Planned {
  /** What files declare for other environments. */
  readonly notSelected: readonly DeclaredResource[];
  readonly matches: readonly Match[];
  readonly removals: readonly Match[];
}

/** Evaluates the policies on what the service will hold: what it holds now, and the changes. */
export function policyViolations(
  policies: readonly Policy[],
  planned: Planned,
  current: CurrentIndexes,
  drafting: Drafting,
): readonly Diagnostic[] {
  if (policies.length === 0) return [];
  const { context, locate } = drafting;
  const unreadable = new Map(policies.map((policy) => [policy, unreadablePolicy(policy, context, locate)]));
  const readable = policies.filter((policy) => unreadable.get(policy)?.length === 0);
  const deleted = new Set(
    [...planned.matches, ...planned.removals]
      .filter(({ declared }) => declared.state === 'absent')
      .map((match) => match.current?.id),
  );
  const kept = (type: ResourceType) =>
    subjects(type, planned.matches, current, drafting).filter(({ key }) => !deleted.has(key));
  const shown = readable.some(namesMembers) ? withMembersShown : (group: PolicyGroup) => group;
  const state = {
    users: kept('User'),
    groups: kept('Group').map((group) => shown(withMembers(group, deleted, drafting))),
  };
  const rules = { tables: context.tables, foldsCase: context.profile.foldsCase };
  const violations = checkPolicies(readable, state, rules);
  return [
    ...[...unreadable.values()].flat(),
    ...violations.map(({ diagnostic, pointer }) => ({ ...diagnostic, span: locate(pointer) })),
    ...unknownGroups(policies, [...state.groups, ...planned.notSelected], locate),
  ];
}

/** A separation of duties that looks at a group which is not there would look the other way. */
function unknownGroups(
  policies: readonly Policy[],
  groups: readonly { readonly name: string }[],
  locate: Locator,
): readonly Diagnostic[] {
  const names = new Set(groups.map(({ name }) => foldCase(name)));
  return policies.flatMap(({ name: policy, exclusive, pointer }) =>
    exclusive.flatMap((name, index) =>
      names.has(foldCase(name)) ? [] : [unknownPolicyGroup(locate, policy, name, pointer, index)],
    ),
  );
}

/** A resource that will be there, with what it was made of. */
interface Subject extends PolicySubject {
  readonly match: Partial<Match>;
}

/** Resources that will be there; those that are not declared have no pointer. */
function subjects(
  type: ResourceType,
  matches: readonly Match[],
  current: CurrentIndexes,
  drafting: Drafting,
): readonly Subject[] {
  const nameOf = (id: string): string => drafting.references.nameOf(id).name;
  const ofType = matches.filter(({ declared }) => declared.type === type);
  const matched = new Set(ofType.flatMap((match) => match.current ?? []));
  const declared = ofType
    .filter((match) => match.declared.state === 'present' && !isGone(match))
    .map((match) => ({
      key: match.current?.id ?? pendingKey(match.declared.key),
      name: match.declared.name,
      attributes: predict(match.declared, match.current, nameOf, drafting.context),
      pointer: match.declared.pointer,
      match,
    }));
  const others = current[type].all
    .filter((resource) => !matched.has(resource))
    .map((resource) => ({
      key: resource.id,
      name: resourceName(type, resource) ?? resource.id,
      attributes: withManagerName(resource, nameOf),
      match: { current: resource },
    }));
  return [...declared, ...others];
}

/** No id is like it. */
function pendingKey(key: string): string {
  return `\u0000${key}`;
}

function withMembers(
  { match, ...subject }: Subject,
  deleted: ReadonlySet<string | undefined>,
  drafting: Drafting,
): PolicyGroup {
  const { declared, current } = match;
  const group = declared?.type === 'Group' ? declared : undefined;
  const held = current === undefined ? [] : [...memberIds(current)];
  const members = new Map(held.map((id) => [id, policyMember({ value: id, ...drafting.references.nameOf(id) })]));
  const isIgnored = current !== undefined && group?.ignore.includes('members');
  if (group !== undefined && !isIgnored) change(members, group, current, drafting);
  const unreadable = current === undefined ? undefined : drafting.unreadableMembers.get(current.id);
  return {
    ...subject,
    members: [...members.values()].filter(({ key }) => !deleted.has(key)),
    complete: unreadable === undefined,
    ...(unreadable === undefined ? {} : { unreadable }),
  };
}

/** For filters that name members, which few do. */
function withMembersShown(group: PolicyGroup): PolicyGroup {
  const members = group.members.map(({ key, name }) => ({ value: key, display: name }));
  return { ...group, attributes: { ...group.attributes, members } };
}

/** Makes the members of a group those that its declaration leaves it, each with the line that names it. */
function change(
  members: Map<string, PolicyMember>,
  group: DeclaredGroup,
  current: ScimResource | undefined,
  { references, ruled, locate }: Drafting,
): void {
  const planned = memberPlan(group, current, references, locate, ruled(group))?.change;
  for (const { value } of planned?.remove ?? []) members.delete(keyOf(value));
  for (const { value, name, type, because } of planned?.add ?? []) {
    const rule = { file: group.pointer.file, path: [...group.pointer.path, '$memberRule'] };
    members.set(keyOf(value), {
      ...policyMember({ value, name, type }),
      ...(because === undefined ? {} : { pointer: rule }),
    });
  }
  for (const { target, pointer } of group.members?.entries ?? []) {
    const found = references.resolve(target, pointer);
    const member = isDiagnostic(found) ? undefined : members.get(keyOf(found.value));
    if (member !== undefined) members.set(member.key, { ...member, pointer });
  }
}

function policyMember({ value, name }: Resolved): PolicyMember {
  return { key: keyOf(value), name };
}

function keyOf(value: Resolved['value']): string {
  return isPending(value) ? pendingKey(value.$pending) : value;
}
