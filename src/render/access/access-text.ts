import type { Access, Grant, Person } from '../../model/access/grants.ts';
import { hanging, narrower, type Page } from '../text/page.ts';
import type { Style } from '../text/style.ts';
import { textWidth } from '../text/text-width.ts';
import { visible } from '../text/visible-text.ts';
import { wrapLine } from '../text/wrap-line.ts';
import { accessSummary, accessTitle, personText, whyText } from './access-words.ts';

/** Who has what, for a person at a terminal: each person with the groups and why. Ends with a line feed. */
export function renderAccessText(access: Access, style: Style, page: Page): string {
  const title = wrapLine(visible(`${accessTitle(access)} · ${accessSummary(access)}`), page.columns).map(style.bold);
  const unreadable = access.unreadable.flatMap(({ group, reason }) =>
    hanging('! ', visible(`The members of ${group} cannot be read: ${reason}`), page),
  );
  const people = access.people.map((person) => personBlock(person, access.target !== null, style, page));
  return `${[title.join('\n'), ...(unreadable.length === 0 ? [] : [unreadable.join('\n')]), ...people].join('\n\n')}\n`;
}

function personBlock(person: Person, isWithService: boolean, style: Style, page: Page): string {
  const name = visible(person.name);
  const text = visible(personText(person, isWithService));
  const isShort = textWidth(`${name}  ${text}`) <= page.columns;
  const head = isShort
    ? [`${style.bold(name)}  ${style.dim(text)}`]
    : [style.bold(name), ...hanging('    ', text, page).map(style.dim)];
  if (person.grants.length === 0) return [...head, style.dim('  no groups')].join('\n');
  const width = Math.min(WIDEST, Math.max(...person.grants.map(({ group }) => textWidth(visible(group)))));
  return [...head, ...person.grants.flatMap((grant) => grantRow(grant, width, isWithService, style, page))].join('\n');
}

const WIDEST = 30;

function grantRow(grant: Grant, width: number, isWithService: boolean, style: Style, page: Page): readonly string[] {
  const group = visible(grant.group);
  const why = visible(whyText(grant, isWithService));
  const colour = grant.serviceOnly ? style.yellow : style.dim;
  const pad = ' '.repeat(Math.max(0, width - textWidth(group)));
  if (textWidth(`  ${group}${pad}  ${why}`) <= page.columns) return [`  ${group}${pad}  ${colour(why)}`];
  return [
    ...hanging('  ', group, page),
    ...wrapLine(why, narrower(page, 6).columns).map((line) => `      ${colour(line)}`),
  ];
}
