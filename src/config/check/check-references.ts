import type { DeclaredGroup, DeclaredMember, DeclaredUser } from '../../model/configuration.ts';
import { isJsonObject } from '../../model/json.ts';
import { foldCase, NAME_ATTRIBUTE } from '../../model/resource.ts';
import type { Policy } from '../../model/rules/policy.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import type { Pointer } from '../../model/span.ts';
import { isUserReference } from '../../model/special-value.ts';
import * as problems from '../problems/problems.ts';
import { spanName } from '../yaml/source-file.ts';
import { checkCircles } from './check-circles.ts';
import { below, type ProjectScope, type ResourcesByName } from './check-names.ts';
import { type Similar, similarNames } from './similar-names.ts';

/** Entries of one type, to look references up in. */
interface Declared {
  readonly byName: ResourcesByName;
  readonly similar: Similar;
}

/**
 * Reports references to absent entries, and warns of references to nothing that look like a slip.
 * Other unknown names are left to the planner, because they may exist on the service.
 */
export function checkReferences(
  users: readonly DeclaredUser[],
  groups: readonly DeclaredGroup[],
  names: { readonly users: ResourcesByName; readonly groups: ResourcesByName },
  scope: ProjectScope,
): void {
  const declared: DeclaredByType = {
    user: { byName: names.users, similar: similarNames(users.map(({ name }) => name)) },
    group: { byName: names.groups, similar: similarNames(groups.map(({ name }) => name)) },
  };
  for (const user of users) checkManager(user, declared.user, scope);
  for (const group of groups) {
    for (const member of group.members?.entries ?? []) checkMember(group, member, declared, scope);
  }
  checkCircles(groups, scope);
}

type DeclaredByType = Readonly<Record<'user' | 'group', Declared>>;

function checkMember(
  group: DeclaredGroup,
  { target, state, pointer }: DeclaredMember,
  declared: DeclaredByType,
  scope: ProjectScope,
): void {
  if (target.by === 'id' || state === 'absent') return;
  const { by, name } = target;
  const folded = foldCase(name);
  const found = declared[by].byName.get(folded);
  const isItself = by === 'group' && folded === foldCase(group.name);
  // Nearly every member is, and where it stands need not be known then.
  if (found?.state === 'present' && !isItself) return;
  const place = memberName(pointer, by);
  const other = by === 'user' ? 'group' : 'user';
  if (isItself) scope.report(problems.memberOfItself(), scope.locate(place));
  else if (found === undefined && declared[other].byName.has(folded))
    scope.report(problems.otherType(name, other), scope.locate(place));
  else checkReference(name, place, declared[by], scope);
}

function memberName({ file, path }: Pointer, key: string): Pointer {
  return { file, path: [...path, key] };
}

function checkManager(user: DeclaredUser, users: Declared, scope: ProjectScope): void {
  const enterprise = user.attributes[ENTERPRISE_USER_SCHEMA];
  const manager = isJsonObject(enterprise) ? enterprise['manager'] : undefined;
  const value = isJsonObject(manager) ? manager['value'] : undefined;
  if (!isUserReference(value)) return;
  const folded = foldCase(value.$user);
  const isOneself = folded === foldCase(user.name);
  if (!isOneself && users.byName.get(folded)?.state === 'present') return;
  const pointer = below(user, ENTERPRISE_USER_SCHEMA, 'manager');
  if (isOneself) scope.report(problems.managerOfOneself(), scope.locate(pointer));
  checkReference(value.$user, pointer, users, scope);
}

function checkReference(name: string, pointer: Pointer, { byName, similar }: Declared, scope: ProjectScope): void {
  const found = byName.get(foldCase(name));
  if (found === undefined) {
    const meant = similar(name);
    if (meant !== undefined) scope.report(problems.similarReference(name, meant), scope.locate(pointer));
  } else if (found.state === 'absent') {
    const other = spanName(scope.locate(below(found, NAME_ATTRIBUTE[found.type])));
    scope.report(problems.referenceToAbsent(found.name, other), scope.locate(pointer));
  }
}

/** Warns of groups in policies that are not declared and look like a slip. */
export function checkExclusives(
  policies: readonly Policy[],
  groups: readonly DeclaredGroup[],
  byName: ResourcesByName,
  scope: ProjectScope,
): void {
  const similar = similarNames(groups.map(({ name }) => name));
  for (const { exclusive, pointer } of policies) {
    for (const [index, name] of exclusive.entries()) {
      const meant = byName.has(foldCase(name)) ? undefined : similar(name);
      const path = [...pointer.path, 'exclusive', index];
      if (meant !== undefined) scope.report(problems.unknownExclusive(name, meant), scope.locate({ ...pointer, path }));
    }
  }
}
