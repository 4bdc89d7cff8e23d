import { dropsWhenDeactivated } from '../resources/rewrites.ts';
import { list, type Quirk, rewrite, rulesOf, rulesOfBoth } from './quirk.ts';

/** Quirks of deletion, and of people who are no longer active. */
export const REMOVAL_QUIRKS: Readonly<Record<string, Quirk>> = {
  'no-user-delete': {
    summary: 'users cannot be deleted',
    decides: ['what DELETE of a user does'],
    apply: rulesOf('User', () => ({ remove: { kind: 'refused' } })),
  },
  'delete-deactivates': {
    summary: 'DELETE of a user sets active to false',
    decides: ['what DELETE of a user does'],
    apply: rulesOf('User', () => ({ remove: { kind: 'deactivates' } })),
  },
  'delete-irreversible': {
    summary: 'the userName of a deleted user can never be used again',
    decides: ['what DELETE of a user does'],
    apply: rulesOf('User', () => ({ remove: { kind: 'buries', again: 'refused' } })),
  },
  'active-only-list': {
    summary: 'a listing without a filter leaves out inactive users',
    decides: ['how inactive users show'],
    apply: rulesOf('User', () => ({ inactive: 'shownByFilter' })),
  },
  'deactivated-not-found': {
    summary: 'inactive users are answered as not found',
    decides: ['how inactive users show'],
    apply: rulesOf('User', () => ({ inactive: 'hidden' })),
  },
  'no-group-delete': {
    summary: 'groups cannot be deleted',
    decides: ['what DELETE of a group does'],
    apply: rulesOf('Group', () => ({ remove: { kind: 'refused' } })),
  },
  'delete-does-nothing': {
    summary: 'DELETE is answered 204 and deletes nothing',
    decides: ['what DELETE of a user does', 'what DELETE of a group does'],
    apply: rulesOfBoth(() => ({ remove: { kind: 'pretends' } })),
  },
  'delete-clears-references': {
    summary: 'whoever has a deleted user as manager has none then',
    decides: ['what goes with the deleted'],
    apply: rulesOfBoth(() => ({ takesAlong: 'references' })),
  },
  'delete-cascades': {
    summary: 'with a user go the groups that hold nobody else, with a group the groups that it holds',
    decides: ['what goes with the deleted'],
    apply: rulesOfBoth(() => ({ takesAlong: 'groups' })),
  },
  'inactive-invited': {
    summary: 'no listing holds inactive users, and POST of such a userName makes the user active again',
    decides: ['how inactive users show', 'what POST of a taken name does'],
    apply: rulesOf('User', ({ creation }) => ({
      inactive: 'unlisted',
      creation: { ...creation, taken: { ...creation.taken, inactive: 'updates', status: 201 } },
    })),
  },
  'deactivation-leaves-groups': {
    summary: 'whoever becomes inactive is taken out of all groups',
    apply: rulesOf('User', () => ({ leavesWhenInactive: true })),
  },
  'deactivation-drops': {
    summary: 'whoever becomes inactive loses these attributes',
    argument: 'roles,entitlements',
    apply: rulesOf(
      'User',
      rewrite((argument) => dropsWhenDeactivated(...list(argument))),
    ),
  },
};
