import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { Problem } from './report.ts';

/* RC1110 to RC1117 and RC1312: what an entry says of itself and of its members. */

export const absentWithMore = (key: string): Problem =>
  diagnostic(
    'RC1110',
    `An entry with "$state: absent" carries nothing but its keys, so "${key}" has no place in it. ` +
      'Remove it, or remove "$state: absent" to keep the resource. To only block a user, write "active: false" instead.',
  );

export const notADefault = (key: string): Problem =>
  diagnostic('RC1111', `"${key}" must differ between entries, so it cannot be a default. Write it in each entry.`);

export const dollarInExtension = (key: string): Problem =>
  diagnostic(
    'RC1112',
    `"${key}" starts with "$", and such keys belong to rollcall; there is none inside the values of an extension.`,
  );

export const managerForm = (): Problem =>
  diagnostic(
    'RC1113',
    'Write the userName of the manager, as in "manager: charles@example.com". ' +
      'Where only the service\'s id is known, write "manager: { $id: 2819c223 }".',
  );

export const memberForm = (): Problem =>
  diagnostic('RC1114', 'A member is a userName, { user: NAME }, { group: NAME } or { $id: ID }: exactly one of them.');

export const modeWithoutMembers = (): Problem =>
  diagnostic(
    'RC1115',
    '"$members" says how "members" and "$memberRule" are meant, and there is neither. ' +
      'Add one of them, or remove "$members" to leave the members of the group alone.',
  );

export const unknownIgnored = (path: string, owner: string, known: Iterable<string>): Problem =>
  diagnostic(
    'RC1116',
    `"${path}" is no attribute of ${owner}.${didYouMean(path, known)} ` +
      'Write names as in "title", "name.givenName" or "enterprise.department".',
    '$ignore',
  );

export const badExpires = (hasNoZone: boolean): Problem =>
  diagnostic(
    'RC1117',
    (hasNoZone ? 'A time without a zone means different moments in different places. ' : '') +
      'Expected a date, which counts to the end of that day in UTC, such as 2027-06-30, or a moment with its zone, ' +
      'such as 2027-06-30T18:00:00+02:00.',
  );

export const expiresSoon = (who: string, expires: string, days: number): Problem =>
  diagnostic(
    'RC1312',
    `${who} expires at ${expires}, ${days === 0 ? 'in less than a day' : days === 1 ? 'in one day' : `in ${days} days`}. ` +
      'Set a later "$expires", or let it pass.',
  );
