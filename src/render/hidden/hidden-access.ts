import type { Access, Grant, Person } from '../../model/access/grants.ts';
import { sharedName } from '../../model/access/shared-names.ts';
import { foldCase } from '../../model/resource.ts';
import { FOREIGN_NAME, HIDDEN, type ShownValues } from './hidden-value.ts';

/**
 * Who has what, as it may be shown: without values nobody is named but whom the files declare, and no rule is quoted.
 * @param declaredGroups the names of the groups that the files declare
 */
export function shownAccess(access: Access, declaredGroups: readonly string[], values: ShownValues): Access {
  if (values === 'all') return access;
  const declared = new Set(declaredGroups.map(foldCase));
  const groupName = (label: string) => {
    const name = sharedName(label);
    return declared.has(foldCase(name)) ? name : FOREIGN_NAME.Group;
  };
  return {
    ...access,
    groups: [...new Set(access.groups.map(groupName))],
    people: access.people.map((person) => hiddenPerson(person, groupName)),
    unreadable: access.unreadable.map(({ group }) => ({
      group: groupName(group),
      reason: 'the reason may hold values',
    })),
  };
}

function hiddenPerson({ displayName: _displayName, ...person }: Person, groupName: (name: string) => string): Person {
  return {
    ...person,
    name: person.source === undefined ? FOREIGN_NAME.User : sharedName(person.name),
    grants: person.grants.map((grant) => hiddenGrant(grant, groupName)),
  };
}

function hiddenGrant(grant: Grant, groupName: (name: string) => string): Grant {
  const { why } = grant;
  return {
    ...grant,
    group: groupName(grant.group),
    via: grant.via.map(groupName),
    why: why.by === 'rule' ? { ...why, rule: HIDDEN } : why,
  };
}
