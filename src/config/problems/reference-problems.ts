import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { Problem } from './report.ts';

/* RC13xx: entries and how they refer to each other. */

export const duplicateName = (attribute: 'userName' | 'displayName', other: string): Problem =>
  diagnostic(
    'RC1301',
    `The entry at ${other} has the same ${attribute}; case does not matter. Merge the two entries, correct one name, or, if the service has two, write the "$id" of its own in each.`,
    attribute,
  );

export const duplicateId = (key: '$id' | 'externalId', other: string): Problem =>
  diagnostic(
    'RC1302',
    `The entry at ${other} has the same "${key}", so both would manage one resource. Merge them, or correct one.`,
    key,
  );

export const referenceToAbsent = (name: string, other: string): Problem =>
  diagnostic(
    'RC1303',
    `"${name}" is declared with "$state: absent" at ${other}, so nothing may refer to it. ` +
      'Remove the reference, or the "$state: absent".',
  );

export const similarReference = (name: string, similar: string): Problem =>
  diagnostic(
    'RC1304',
    `Nothing declares "${name}". Did you mean "${similar}"? If it exists on the service only, all is well.`,
  );

export const otherType = (name: string, type: 'user' | 'group'): Problem =>
  diagnostic(
    'RC1304',
    type === 'group'
      ? `"${name}" is declared as a group, and a plain name means a user. Write { group: ${name} }.`
      : `"${name}" is declared as a user, not as a group. Write the userName alone: ${name}`,
  );

export const memberTwice = (other: string): Problem =>
  diagnostic('RC1305', `The same member is already named at ${other}. Remove one of the two lines.`);

export const elementTwice = (attribute: string, other: string): Problem =>
  diagnostic(
    'RC1306',
    `The same element of "${attribute}" already stands at ${other}. A list is a set: remove one of the two.`,
  );

export const severalPrimary = (attribute: string, other: string): Problem =>
  diagnostic('RC1307', `At most one element of "${attribute}" may be primary, and the one at ${other} already is.`);

export const previouslyItself = (): Problem =>
  diagnostic(
    'RC1308',
    '"$previously" is the name that the resource had before it was renamed. This is the name it has now; remove it.',
  );

export const previouslyDeclared = (name: string, other: string): Problem =>
  diagnostic(
    'RC1309',
    `"${name}" is declared at ${other}, too, so that nobody can tell which of the two means the resource of that name: ` +
      'as long as the service has none by the new name, plan stops at it. Remove "$previously"; or remove the other ' +
      'entry, if its resource is to be renamed; or write in both entries the $id of their resources.',
  );

export const previouslyTwice = (name: string, other: string): Problem =>
  diagnostic(
    'RC1310',
    `The entry at ${other} names "${name}" under "$previously", too. A resource can be renamed to one name only.`,
  );

export const memberOfItself = (): Problem =>
  diagnostic('RC1311', 'A group cannot be a member of itself. Remove the line.');

export const namesLookAlike = (other: string): Problem =>
  diagnostic(
    'RC1318',
    `The name at ${other} looks the same and is another one: they differ in characters that nobody sees. Correct one, or merge the entries.`,
  );

export const groupCircle = (names: readonly string[]): Problem =>
  diagnostic(
    'RC1320',
    `These groups contain each other: ${names.join(' > ')}. Whoever is in one of them is in all. Few services take that; ` +
      'remove one of the lines.',
  );

export const managerOfOneself = (): Problem =>
  diagnostic('RC1321', 'The manager of this user is the user. Name somebody else, or remove the line.');
