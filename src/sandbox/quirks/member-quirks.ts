import { additionsInOne, membersApart, membersOneByOne, mostMembers, removalsAlone } from '../patch/patch-checks.ts';
import { membersAtCreation } from '../resources/resource-checks.ts';
import { check, number, patchCheck, patchRules, type Quirk, rulesOf } from './quirk.ts';

/** Quirks of the members of groups. */
export const MEMBER_QUIRKS: Readonly<Record<string, Quirk>> = {
  'members-hidden': {
    summary: 'groups show no members, and users no groups',
    apply: (rules) => ({ ...rules, members: { ...rules.members, shown: false } }),
  },
  'members-listed': {
    summary: 'a group shows this many members at most',
    argument: '100',
    apply: (rules, argument) => ({ ...rules, members: { ...rules.members, listed: number(argument) } }),
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
    apply: patchRules({ memberRemoval: 'valueList' }),
  },
};
