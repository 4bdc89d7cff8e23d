import type { Access, Grant, Person } from '../../model/access/grants.ts';
import { visible } from '../text/visible-text.ts';
import { dayOf, kindOf, whyText } from './access-words.ts';

const HEADERS = [
  'userName',
  'displayName',
  'active',
  'userUntil',
  'group',
  'how',
  'through',
  'why',
  'until',
  'onService',
];

/**
 * Who has what, as a table for spreadsheets (RFC 4180): a line for each group of each person, and one for whoever has none.
 * What a spreadsheet would take for a formula has an apostrophe in front.
 */
export function renderAccessCsv({ people, target }: Access): string {
  const rows = people.flatMap((person) =>
    person.grants.length === 0
      ? [rowOf(person, undefined, false)]
      : person.grants.map((grant) => rowOf(person, grant, target !== null)),
  );
  return [HEADERS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function rowOf(person: Person, grant: Grant | undefined, isWithService: boolean): readonly string[] {
  const { name, displayName = '', active, expires } = person;
  const own = [name, displayName, String(active), expires === undefined ? '' : dayOf(expires)];
  if (grant === undefined) return [...own, '', '', '', '', '', ''];
  const until = grant.expires === undefined ? '' : dayOf(grant.expires);
  const how = grant.serviceOnly ? `${kindOf(grant)}, only on the service` : kindOf(grant);
  return [
    ...own,
    grant.group,
    how,
    grant.via.join(' > '),
    whyText(grant, isWithService),
    until,
    isWithService ? String(grant.held) : '',
  ];
}

/** What begins a formula or a command in some spreadsheet, also behind blanks. */
const FORMULA = /^\s*[=+\-@|%\t\r]/;

function cell(text: string): string {
  const shown = visible(text);
  const safe = FORMULA.test(text) ? `'${shown}` : shown;
  return /[",\n\r;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
