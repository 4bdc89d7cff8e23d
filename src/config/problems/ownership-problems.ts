import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { Problem } from './report.ts';

/* RC1413 to RC1418: ownership and its filters. */

export const ownershipWithoutScope = (section: string): Problem =>
  diagnostic(
    'RC1413',
    `"ownership.${section}" needs "scope", a SCIM filter that says which ${section} belong to this project, as in ` +
      '\'userName ew "@example.com"\'. Without it nothing undeclared is touched.',
  );

export const groupsNotDeactivated = (): Problem =>
  diagnostic(
    'RC1414',
    'A group has no "active". Write "undeclared: delete", or "undeclared: report" to only list such groups.',
  );

export const badFilter = (message: string, rest: string): Problem =>
  diagnostic(
    'RC1415',
    `${message} The fault is ${rest === '' ? 'at the end.' : `where this begins: ${rest}`}\n` +
      'A filter reads like this:\n\n' +
      '  userName ew "@example.com" and not (userType eq "Guest")',
  );

export const unknownInFilter = (name: string, owner: string, known: readonly string[]): Problem => {
  const tail = `.${name.toLowerCase()}`;
  const inside = known.find((path) => path.toLowerCase().endsWith(tail));
  const hint = didYouMean(name, known) || (inside === undefined ? '' : ` Did you mean "${inside}"?`);
  return diagnostic('RC1416', `"${name}" is no attribute of ${owner}.${hint}`);
};

export const unreadableInFilter = (name: string): Problem =>
  diagnostic('RC1417', `Services never return "${name}", so no filter can be told from it. Leave it out.`);

export const groupsInFilter = (name: string): Problem =>
  diagnostic(
    'RC1418',
    `"${name}" says which groups a user is in, and that is what a plan changes: who matches would change with every plan. ` +
      'Name an attribute of the users themselves, such as enterprise.department or userType.',
  );
