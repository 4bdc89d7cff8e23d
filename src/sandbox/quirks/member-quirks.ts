import { additionsInOne, membersApart, membersOneByOne, mostMembers, removalsAlone } from '../patch/patch-checks.ts';
import { membersAtCreation } from '../resources/resource-checks.ts';
import { check, memberRules, number, patchCheck, patchRules, type Quirk, rulesOf, status } from './quirk.ts';

/** Quirks of the members of groups. */
export const MEMBER_QUIRKS: Readonly<Record<string, Quirk>> = {
  'members-hidden': {
    summary: 'groups show no members, and users no groups',
    apply: memberRules({ shown: false }),
  },
  'members-listed': {
    summary: 'a group shows this many members at most',
    argument: '100',
    apply: (rules, argument) => memberRules({ listed: number(argument) })(rules),
  },
  'members-per-request': {
    summary: 'a PATCH changes this many members at most',
    argument: '100',
    apply: rulesOf(
      'Group',
      patchCheck((argument) => mostMembers(number(argument), 'changes')),
    ),
  },
  'member-additions-per-request': {
    summary: 'a PATCH adds this many members at most, by one operation',
    argument: '20',
    apply: rulesOf('Group', (rules, argument) => ({
      patchChecks: [...rules.patchChecks, additionsInOne, mostMembers(number(argument), 'additions')],
    })),
  },
  'one-removal-per-request': {
    summary: 'a PATCH removes one member, and does nothing else',
    apply: rulesOf('Group', (rules) => ({
      patchChecks: [...rules.patchChecks, removalsAlone, mostMembers(1, 'removals')],
    })),
  },
  'members-apart': {
    summary: 'a PATCH changes members or attributes, never both',
    apply: rulesOf(
      'Group',
      patchCheck(() => membersApart),
    ),
  },
  'no-member-replacement': {
    summary: 'members are added and removed one by one, never replaced',
    apply: rulesOf(
      'Group',
      patchCheck(() => membersOneByOne),
    ),
  },
  'members-at-creation': {
    summary: 'a group is created with this many members at most',
    argument: '0',
    apply: rulesOf(
      'Group',
      check((argument) => membersAtCreation(number(argument))),
    ),
  },
  'member-removal-by-value': {
    summary: 'a member is removed by "remove members" with a value, not by a value path',
    decides: ['how value paths of members are refused'],
    apply: patchRules({ memberRemoval: 'valueList' }),
  },
  'member-removal-of-all': {
    summary: '"remove members" with a value overlooks the value and removes all members',
    apply: patchRules({ memberRemoval: 'both', removalValue: 'overlooked' }),
  },
  'no-member-paths': {
    summary: 'members[…] is refused with this status, after the operations before it were carried out',
    argument: '501',
    decides: ['how value paths of members are refused'],
    apply: (rules, argument) =>
      patchRules({ memberRemoval: 'both', memberPathRefusal: status(argument), atomic: false })(rules),
  },
  'add-replaces-members': {
    summary: '"add members" removes the members that it does not name',
    apply: patchRules({ memberAddition: 'replaces' }),
  },
  'unknown-members': {
    summary: 'an id that no resource has can be a member',
    apply: memberRules({ unknown: 'taken' }),
  },
};
