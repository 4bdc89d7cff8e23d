import { error, type Problem, warning } from './problem.ts';

/* RC13xx: entries and how they refer to each other. */

export const duplicateName = (attribute: string, other: string): Problem =>
  error(
    'RC1301',
    `two entries with one ${attribute}`,
    `The entry at ${other} has the same ${attribute}; case does not matter. Merge the two entries, or correct one name.`,
  );

export const duplicateId = (key: string, other: string): Problem =>
  error(
    'RC1302',
    `two entries with one ${key}`,
    `The entry at ${other} has the same "${key}", so both would manage one resource. Merge them, or correct one.`,
  );

export const referenceToAbsent = (name: string, other: string): Problem =>
  error(
    'RC1303',
    'reference to an absent entry',
    `"${name}" is declared with "$state: absent" at ${other}, so nothing may refer to it. ` +
      'Remove the reference, or the "$state: absent".',
  );

export const similarReference = (name: string, similar: string): Problem =>
  warning(
    'RC1304',
    'undeclared reference',
    `Nothing declares "${name}". Did you mean "${similar}"? If it exists on the service only, all is well.`,
  );

export const memberTwice = (other: string): Problem =>
  error('RC1305', 'member named twice', `The same member is already named at ${other}. Remove one of the two lines.`);

export const elementTwice = (attribute: string, other: string): Problem =>
  error(
    'RC1306',
    'element written twice',
    `The same element of "${attribute}" already stands at ${other}. A list is a set: remove one of the two.`,
  );

export const severalPrimary = (attribute: string, other: string): Problem =>
  error(
    'RC1307',
    'more than one primary',
    `At most one element of "${attribute}" may be primary, and the one at ${other} already is.`,
  );

export const previouslyItself = (): Problem =>
  error(
    'RC1308',
    '$previously names the entry itself',
    '"$previously" is the name that the resource had before it was renamed. This is the name it has now; remove it.',
  );

export const previouslyDeclared = (name: string, other: string): Problem =>
  warning(
    'RC1309',
    '$previously names another entry',
    `"${name}" is declared at ${other}, so this entry cannot take over that resource and "$previously" has no effect. ` +
      'Remove it, or remove the other entry if its resource is to be renamed.',
  );

export const previouslyTwice = (name: string, other: string): Problem =>
  error(
    'RC1310',
    'two entries were one',
    `The entry at ${other} names "${name}" under "$previously", too. A resource can be renamed to one name only.`,
  );

export const memberOfItself = (): Problem =>
  error('RC1311', 'group contains itself', 'A group cannot be a member of itself. Remove the line.');
