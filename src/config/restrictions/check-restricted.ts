import { DECLARABLE_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { DeclaredGroup, DeclaredMember, DeclaredResource, DeclaredUser } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { foldCase, NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import type { Restriction, Restrictions } from '../../model/rules/restriction.ts';
import type { Pointer, Span } from '../../model/span.ts';
import { evaluate } from '../../syntax/filter/evaluate.ts';
import { filterRules } from '../../syntax/filter/filter-rules.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { resolveAliases } from '../../syntax/filter/resolve-aliases.ts';
import { addressesOf, type JudgeRestricted, restrictedJudge } from '../../syntax/judge-restricted.ts';
import { withManagerName } from '../../syntax/manager-name.ts';
import { claimedAddress, mayNotDeclare, mayNotReferTo, mayNotTake } from '../../syntax/restriction-breaches.ts';
import { judgedEmails, judgedManager } from '../../syntax/written-by-itself.ts';

interface Declared {
  readonly users: readonly DeclaredUser[];
  readonly groups: readonly DeclaredGroup[];
}

interface Scope {
  readonly locate: (pointer: Pointer) => Span;
  readonly report: (problem: Omit<Diagnostic, 'span'>, span: Span) => void;
}

interface Checking extends Scope {
  readonly judge: JudgeRestricted;
  readonly restrictions: Restrictions;
  readonly users: readonly DeclaredUser[];
  readonly named: (type: ResourceType, name: string) => readonly DeclaredResource[];
  readonly withId: (id: string) => readonly DeclaredResource[];
}

/** Judges what files declare, and whom they refer to, on the declared values: what those do not tell matches nothing. */
export function checkRestricted({ users, groups }: Declared, restrictions: Restrictions, scope: Scope): void {
  const all = [...users, ...groups];
  const byName = Map.groupBy(all, ({ type, name }) => `${type} ${foldCase(name)}`);
  const byId = Map.groupBy(all, ({ id }) => id);
  const checking: Checking = {
    ...scope,
    judge: restrictedJudge(DECLARABLE_ATTRIBUTES),
    restrictions,
    users,
    named: (type, name) => byName.get(`${type} ${foldCase(name)}`) ?? [],
    withId: (id) => byId.get(id) ?? [],
  };
  const judgedUsers = users.filter((user) => judging(user, checking).length > 0);
  for (const user of judgedUsers) {
    checkEntry(user, checking);
    checkManager(user, checking);
  }
  for (const group of groups.filter((one) => judging(one, checking).length > 0)) {
    checkEntry(group, checking);
    for (const entry of group.members?.entries ?? []) checkMember(entry, judging(group, checking), checking);
    checkRule(group, checking);
  }
  checkAddresses(judgedUsers, checking);
}

/** The restrictions on the file of an entry that have a filter. */
function judging({ pointer }: DeclaredResource, { restrictions }: Checking): readonly Restriction[] {
  const found = restrictions.byFile.get(pointer.file) ?? [];
  return found.filter(({ filters }) => filters.User !== undefined || filters.Group !== undefined);
}

/** An absent entry carries its keys only; what they leave open, the resource on the service decides. */
function checkEntry(declared: DeclaredResource, checking: Checking): void {
  const breach = breachOf(declared, judging(declared, checking), checking);
  if (breach === undefined || (breach.truth === 'unknown' && declared.state === 'absent')) return;
  checking.report(mayNotDeclare(declared.key, breach, 'files'), checking.locate(declared.pointer));
}

function breachOf({ type, attributes }: DeclaredResource, judges: readonly Restriction[], { judge }: Checking) {
  return judge(judges, type, withManagerName(attributes));
}

function checkMember({ target, pointer }: DeclaredMember, judges: readonly Restriction[], checking: Checking): void {
  if (target.by === 'id') {
    const found = checking.withId(target.id);
    checkReferred(target.id, found, judges, pointer, checking);
  } else checkNamed(target.by === 'user' ? 'User' : 'Group', target.name, judges, pointer, checking);
}

function checkManager(user: DeclaredUser, checking: Checking): void {
  const manager = judgedManager(user, checking.restrictions.defaults.User);
  if (manager === undefined) return;
  const pointer = { ...user.pointer, path: [...user.pointer.path, ...manager.path] };
  const judges = judging(user, checking);
  if (manager.by === 'user') checkNamed('User', manager.name, judges, pointer, checking);
  else checkReferred(manager.id, checking.withId(manager.id), judges, pointer, checking);
}

function checkNamed(
  type: ResourceType,
  name: string,
  judges: readonly Restriction[],
  pointer: Pointer,
  checking: Checking,
): void {
  const found = checking.named(type, name);
  if (found.length > 0) {
    checkReferred(name, found, judges, pointer, checking);
    return;
  }
  // Of whom no entry declares, only the name is known here.
  const breach = checking.judge(judges, type, { [NAME_ATTRIBUTE[type]]: name });
  if (breach?.truth === false) checking.report(mayNotReferTo(name, breach, 'files'), checking.locate(pointer));
}

function checkReferred(
  name: string,
  found: readonly DeclaredResource[],
  judges: readonly Restriction[],
  pointer: Pointer,
  checking: Checking,
): void {
  for (const declared of found) {
    const breach = declared.state === 'absent' ? undefined : breachOf(declared, judges, checking);
    if (breach !== undefined) {
      checking.report(mayNotReferTo(name, breach, 'files'), checking.locate(pointer));
      return;
    }
  }
}

function checkRule(group: DeclaredGroup, checking: Checking): void {
  const rule = group.members?.rule;
  if (rule === undefined) return;
  const filter = resolveAliases(parseFilter(rule));
  const rules = filterRules('User', DECLARABLE_ATTRIBUTES.User);
  const judges = judging(group, checking);
  const taken = checking.users.filter(
    ({ state, attributes }) => state === 'present' && evaluate(filter, withManagerName(attributes), rules),
  );
  const breaches = taken.flatMap((user) => {
    const breach = breachOf(user, judges, checking);
    return breach === undefined ? [] : [{ name: user.name, filter: breach.filter }];
  });
  const [first] = breaches;
  if (first === undefined) return;
  const names = breaches.map(({ name }) => name);
  const pointer = { ...group.pointer, path: [...group.pointer.path, '$memberRule'] };
  checking.report(mayNotTake(names, first.filter), checking.locate(pointer));
}

function checkAddresses(judgedUsers: readonly DeclaredUser[], checking: Checking): void {
  const { User: defaults } = checking.restrictions.defaults;
  if (!judgedUsers.some((user) => judgedEmails(user, defaults).length > 0)) return;
  const carriers = new Map<string, DeclaredUser[]>();
  for (const user of checking.users) {
    for (const address of addressesOf(user.attributes)) {
      const known = carriers.get(address);
      if (known === undefined) carriers.set(address, [user]);
      else known.push(user);
    }
  }
  for (const user of judgedUsers) {
    for (const { value, path } of judgedEmails(user, defaults)) {
      const others = (carriers.get(value) ?? []).filter((other) => other !== user && other.state === 'present');
      if (!others.some((other) => breachOf(other, judging(user, checking), checking) !== undefined)) continue;
      const span = checking.locate({ ...user.pointer, path: [...user.pointer.path, ...path] });
      checking.report(claimedAddress(value, 'files'), span);
    }
  }
}
