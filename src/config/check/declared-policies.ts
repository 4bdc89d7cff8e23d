import { DECLARABLE_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { Configuration, DeclaredGroup, DeclaredMember, DeclaredUser } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { foldCase, resourceKey } from '../../model/resource.ts';
import type { PolicyGroup, PolicyMember, PolicyState, PolicySubject } from '../../model/rules/policy.ts';
import type { Pointer, Span } from '../../model/span.ts';
import { checkPolicies } from '../../syntax/check-policies.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import { filterIndex } from '../../syntax/filter/filter-index.ts';
import { filterRules } from '../../syntax/filter/filter-rules.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { resolveAliases } from '../../syntax/filter/resolve-aliases.ts';
import { hasExpired } from '../../syntax/instant.ts';
import { withManagerName } from '../../syntax/manager-name.ts';

/**
 * Evaluates the policies on what is declared: an attribute that is not counts as absent, whatever the service holds.
 * @param now whoever expired before is inactive, and no member where the membership did; without it nothing has expired
 */
export function policyViolations(
  configuration: Configuration,
  locate: (pointer: Pointer) => Span,
  now: Date | undefined,
): readonly Diagnostic[] {
  const { policies } = configuration;
  if (policies.length === 0) return [];
  const rules = { tables: DECLARABLE_ATTRIBUTES, foldsCase: [] };
  return checkPolicies(policies, declaredState(configuration, now), rules).map(({ diagnostic, pointer }) => ({
    ...diagnostic,
    span: locate(pointer),
  }));
}

function declaredState({ users, groups }: Configuration, now: Date | undefined): PolicyState {
  const isOver: IsOver = (expires) => now !== undefined && hasExpired(expires, now.getTime());
  const present = users.filter(({ state }) => state === 'present').map((user) => personOf(user, isOver(user.expires)));
  const matching = filterIndex(
    present.filter((person) => !person.isExpired),
    ({ attributes }) => attributes,
    filterRules('User', DECLARABLE_ATTRIBUTES.User),
  );
  const keys = new Map([...users, ...groups].flatMap(({ id, key }) => (id === undefined ? [] : [[id, foldCase(key)]])));
  return {
    isPartial: true,
    users: present,
    groups: groups.filter(({ state }) => state === 'present').map((group) => groupOf(group, matching, keys, isOver)),
  };
}

function subjectOf({ key, name, attributes, pointer }: DeclaredUser | DeclaredGroup): PolicySubject {
  return { key: foldCase(key), name, attributes: withManagerName(attributes), pointer };
}

/** Whether an `$expires` is past. */
type IsOver = (expires: string | undefined) => boolean;

/** A declared user at one moment. */
interface Person extends PolicySubject {
  readonly isExpired: boolean;
}

function personOf(user: DeclaredUser, isExpired: boolean): Person {
  const subject = subjectOf(user);
  return isExpired
    ? { ...subject, attributes: { ...subject.attributes, active: false }, isExpired }
    : { ...subject, isExpired };
}

function groupOf(
  group: DeclaredGroup,
  matching: Matching,
  keys: ReadonlyMap<string, string>,
  isOver: IsOver,
): PolicyGroup {
  const { members } = group;
  const entries = members?.entries ?? [];
  const isIn = ({ state, expires }: DeclaredMember) => state === 'present' && !isOver(expires);
  const excluded = new Set(entries.filter((entry) => !isIn(entry)).map((entry) => keyOf(entry, keys)));
  const listed = entries.filter(isIn).map((entry) => policyMember(entry, keys));
  const ruled = ruledMembers(group, matching).filter(({ key }) => !excluded.has(key));
  const found = new Map([...ruled, ...listed].map((member) => [member.key, member]));
  const subject = subjectOf(group);
  const shown = members === undefined ? {} : { members: [...found.values()].map(({ name }) => ({ display: name })) };
  return {
    ...subject,
    attributes: { ...subject.attributes, ...shown },
    members: [...found.values()],
    complete: members?.mode === 'exact',
  };
}

function policyMember(entry: DeclaredMember, keys: ReadonlyMap<string, string>): PolicyMember {
  const { target, pointer } = entry;
  return { key: keyOf(entry, keys), name: target.by === 'id' ? target.id : target.name, pointer };
}

function keyOf({ target }: DeclaredMember, keys: ReadonlyMap<string, string>): string {
  if (target.by === 'id') return keys.get(target.id) ?? `id:${target.id}`;
  return foldCase(resourceKey(target.by === 'user' ? 'User' : 'Group', target.name));
}

/** The people for whom a filter holds. */
type Matching = (filter: Filter) => readonly Person[];

function ruledMembers({ members, pointer }: DeclaredGroup, matching: Matching): readonly PolicyMember[] {
  if (members?.rule === undefined) return [];
  const line = { file: pointer.file, path: [...pointer.path, '$memberRule'] };
  return matching(resolveAliases(parseFilter(members.rule))).map(({ key, name }) => ({ key, name, pointer: line }));
}
