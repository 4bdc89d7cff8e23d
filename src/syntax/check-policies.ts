import { diagnostic } from '../diagnostics/make-diagnostic.ts';
import type { AttributeTable } from '../model/attribute-table.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { foldCase, type ResourceType } from '../model/resource.ts';
import type { Policy, PolicyGroup, PolicyMember, PolicyState, PolicySubject } from '../model/rules/policy.ts';
import type { Pointer } from '../model/span.ts';
import { evaluate, truthOf } from './filter/evaluate.ts';
import { filterRules } from './filter/filter-rules.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { resolveAliases } from './filter/resolve-aliases.ts';
import { namesMembers } from './policy-filters.ts';

/** A diagnostic that is not yet placed in a file. */
export interface Violation {
  readonly diagnostic: Diagnostic;
  readonly pointer: Pointer;
}

/** What filters of policies are evaluated by. */
export interface PolicyRules {
  readonly tables: Readonly<Record<ResourceType, AttributeTable>>;
  readonly foldsCase: readonly string[];
}

/** Evaluates policies, whose filters are known to be valid; each violation points at the line that brings it about. */
export function checkPolicies(
  policies: readonly Policy[],
  state: PolicyState,
  rules: PolicyRules,
): readonly Violation[] {
  return policies.flatMap((policy) => {
    const matches = matcher(policy.type, rules);
    const all = policy.type === 'User' ? state.users : state.groups;
    const { filter } = policy;
    const subjects = filter === undefined ? all : all.filter((subject) => matches(filter)(subject));
    const declared = subjects.filter(({ pointer }) => pointer !== undefined);
    return [
      ...checkFilters(policy, declared, matches),
      ...(policy.type === 'Group' ? checkSizes(policy, declared, state) : []),
      ...(policy.members === undefined ? [] : checkMembers(policy, policy.members, declared, state, rules)),
      ...(policy.exclusive.length > 0 ? checkExclusive(policy, subjects, state) : []),
    ];
  });
}

type Matcher = (filter: string) => (subject: PolicySubject) => boolean;

/** Each filter is read once, however many resources it is asked about. */
function matcher(type: ResourceType, { tables, foldsCase }: PolicyRules): Matcher {
  const rules = filterRules(type, tables[type], foldsCase);
  return (text) => {
    const filter = resolveAliases(parseFilter(text));
    return ({ attributes }) => evaluate(filter, attributes, rules);
  };
}

function violation(policy: Policy, pointer: Pointer | undefined, what: string): Violation {
  const { name, severity } = policy;
  const detail = `The policy "${name}" is violated: ${what}`;
  return {
    diagnostic: { ...diagnostic('RC1601', detail), severity },
    pointer: pointer ?? policy.pointer,
  };
}

/** What is not known is no reason to be silent, nor to accuse anybody. */
function unjudged(policy: Policy, { name, unreadable, pointer }: PolicyGroup): Violation {
  const detail = `The policy "${policy.name}" cannot be judged, because the members of "${name}" cannot be read: ${unreadable}`;
  return {
    diagnostic: { ...diagnostic('RC1603', detail), severity: policy.severity },
    pointer: pointer ?? policy.pointer,
  };
}

function checkFilters(policy: Policy, subjects: readonly PolicySubject[], matches: Matcher): readonly Violation[] {
  const required = policy.require.flatMap((filter) => {
    const holds = matches(filter);
    const words = /^\S+ pr$/.test(filter) ? `has no ${filter.slice(0, -' pr'.length)}.` : `does not fulfil ${filter}.`;
    const failing = subjects.filter((subject) => !holds(subject));
    return failing.map(({ name, pointer }) => violation(policy, pointer, `"${name}" ${words}`));
  });
  const forbidden = policy.forbid.flatMap((filter) => {
    const holds = matches(filter);
    const words = /^\S+ pr$/.test(filter) ? `has ${filter.slice(0, -' pr'.length)}` : `fulfils ${filter}`;
    const failing = subjects.filter(holds);
    return failing.map(({ name, pointer }) => violation(policy, pointer, `"${name}" ${words}, which is forbidden.`));
  });
  return [...required, ...forbidden];
}

function checkSizes(policy: Policy, subjects: readonly PolicySubject[], { groups }: PolicyState): readonly Violation[] {
  const { maxMembers = Number.POSITIVE_INFINITY, minMembers = 0 } = policy;
  if (policy.maxMembers === undefined && policy.minMembers === undefined && !namesMembers(policy)) return [];
  const chosen = new Set(subjects.map(({ key }) => key));
  return groups
    .filter(({ key }) => chosen.has(key))
    .flatMap((group) => {
      const { name, members, complete, pointer } = group;
      if (group.unreadable !== undefined) return [unjudged(policy, group)];
      const count = members.length === 1 ? '1 member' : `${members.length} members`;
      const tooMany = members.length > maxMembers;
      const tooFew = complete && members.length < minMembers;
      return [
        ...(tooMany ? [violation(policy, pointer, `"${name}" has ${count}, and may have ${maxMembers}.`)] : []),
        ...(tooFew ? [violation(policy, pointer, `"${name}" has ${count}, and needs ${minMembers}.`)] : []),
      ];
    });
}

/**
 * Whoever will be a direct member must fulfil the filter. Of files alone, what nobody declares may well be so; of a plan,
 * what is unknown does not hold.
 */
function checkMembers(
  policy: Policy,
  text: string,
  subjects: readonly PolicySubject[],
  { users, groups, isPartial = false }: PolicyState,
  { tables, foldsCase }: PolicyRules,
): readonly Violation[] {
  const filter = resolveAliases(parseFilter(text));
  const rules = filterRules('User', tables.User, foldsCase);
  const byKey = new Map(users.map((user) => [user.key, user]));
  const nested = new Set(groups.map(({ key }) => key));
  const chosen = new Set(subjects.map(({ key }) => key));
  const holds = (key: string): boolean => {
    const user = byKey.get(key);
    const truth = user === undefined ? 'unknown' : truthOf(filter, user.attributes, rules);
    return truth === true || (truth === 'unknown' && isPartial);
  };
  return groups
    .filter(({ key }) => chosen.has(key))
    .flatMap((group) => {
      if (group.unreadable !== undefined) return [unjudged(policy, group)];
      return group.members.flatMap((member) => {
        if (nested.has(member.key) || holds(member.key)) return [];
        const what = `"${member.name}" is a member of "${group.name}" and does not fulfil ${text}.`;
        return [violation(policy, member.pointer ?? group.pointer, what)];
      });
    });
}

/** Separation of duties: membership through other groups counts, too. */
function checkExclusive(policy: Policy, subjects: readonly PolicySubject[], state: PolicyState): readonly Violation[] {
  const chosen = policy.filter === undefined ? undefined : new Set(subjects.map(({ key }) => key));
  const byKey = new Map(state.groups.map((group) => [group.key, group]));
  const memberOf = new Map<string, string>();
  const named = policy.exclusive.flatMap(
    (name) => state.groups.find((group) => foldCase(group.name) === foldCase(name)) ?? [],
  );
  const all = new Set(named.flatMap((group) => [...groupsIn(group, byKey)]));
  const open = [...all].filter((group) => group.unreadable !== undefined).map((group) => unjudged(policy, group));
  const violations = named.flatMap((group) =>
    usersIn(group, byKey).flatMap(({ key, name, pointer }) => {
      const other = memberOf.get(key);
      if (other === undefined) memberOf.set(key, group.name);
      if (other === undefined || (chosen !== undefined && !chosen.has(key))) return [];
      const what = `"${name}" is a member of "${other}" and of "${group.name}", which exclude each other.`;
      return [violation(policy, pointer ?? group.pointer, what)];
    }),
  );
  return [...open, ...violations];
}

/** A group and those within it, however deep. */
function groupsIn(group: PolicyGroup, byKey: ReadonlyMap<string, PolicyGroup>): Iterable<PolicyGroup> {
  const found = new Set([group]);
  // A set that grows is gone through to its new end.
  for (const { members } of found) {
    for (const { key } of members) {
      const nested = byKey.get(key);
      if (nested !== undefined) found.add(nested);
    }
  }
  return found;
}

/** The members of a group that are no groups themselves, those of nested groups included, each once. */
function usersIn(group: PolicyGroup, byKey: ReadonlyMap<string, PolicyGroup>): readonly PolicyMember[] {
  const found = new Map<string, PolicyMember>();
  const seen = new Set<string>();
  const visit = ({ key, members }: PolicyGroup, through: Pointer | undefined): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const member of members) {
      const pointer = through ?? member.pointer;
      const nested = byKey.get(member.key);
      if (nested !== undefined) visit(nested, pointer);
      else if (!found.has(member.key))
        found.set(member.key, { ...member, ...(pointer === undefined ? {} : { pointer }) });
    }
  };
  visit(group, undefined);
  return [...found.values()];
}
