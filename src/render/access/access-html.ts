import type { Access, Grant, Person } from '../../model/access/grants.ts';
import { html, type Markup, NO_MARKUP } from '../html/markup.ts';
import { htmlPage, type Sha256Base64 } from '../html/page-html.ts';
import { PAGE_STYLE } from '../html/page-style.ts';
import { ACCESS_SCRIPT } from './access-script.ts';
import { ACCESS_STYLE } from './access-style.ts';
import { accessSummary, accessTitle, type GrantKind, kindOf, personText, whyText } from './access-words.ts';

/**
 * Who has what, as one page: a grid of people and groups that needs nothing beside itself and can be read without
 * JavaScript; with it, it is searched. Ends with a line feed.
 */
export function renderAccessHtml(access: Access, sha256: Sha256Base64): string {
  const body = html`<header>
<h1>Who has what</h1>
<p class="lead">${accessTitle(access)}</p>
<p><strong>${accessSummary(access)}</strong></p>
${access.unreadable.map(({ group, reason }) => html`<p class="box warm">The members of <strong>${group}</strong> cannot be read: ${reason}</p>`)}
${LEGEND}
</header>
${TOOLS}
<main>
<p id="why" aria-live="polite" class="lead"></p>
<div class="grid" tabindex="0" role="region" aria-label="People and groups">${grid(access)}</div>
</main>
`;
  const title = `Who has what · ${accessTitle(access)}`;
  return htmlPage({ title, style: PAGE_STYLE + ACCESS_STYLE, script: ACCESS_SCRIPT, body }, sha256);
}

/** What stands in the grid, and the class by which it is filtered. */
const MARKS: Readonly<Record<GrantKind, readonly [mark: string, name: string]>> = {
  direct: ['●', 'd'],
  nested: ['○', 'n'],
  'by rule': ['◆', 'r'],
};
const EXPIRING = '◷';
const SERVICE_ONLY = '!';

const LEGEND = html`<ul class="legend">
<li><b>●</b> direct</li><li><b>○</b> through another group</li><li><b>◆</b> by rule</li>
<li><b>${EXPIRING}</b> until a day</li><li><b class="s">${SERVICE_ONLY}</b> only on the service</li><li><b>+</b> not on the service yet</li>
</ul>`;

/** Hidden until the script that they need runs. */
const TOOLS = html`<form id="tools" class="tools" role="search" hidden>
<label class="wide">People <input id="people" type="search" placeholder="name or file (press /)" autocomplete="off"></label>
<label class="wide">Groups <input id="groups" type="search" placeholder="name" autocomplete="off"></label>
<label>Show <select id="kind"><option value="">everybody</option><option value="s">only on the service</option><option value="x">until a day</option><option value="r">by rule</option><option value="n">through another group</option><option value="p">not on the service yet</option><option value="off">inactive people</option></select></label>
<button type="reset">Clear</button>
<output id="shown" aria-live="polite"></output>
</form>`;

function grid({ groups, people, target }: Access): Markup {
  const columns = new Map(groups.map((group, index) => [group, index]));
  const heads = groups.map((group) => html`<th scope="col" title="${group}"><span>${group}</span></th>`);
  const rows = people.map((person) => row(person, columns, target !== null));
  return html`<table class="access"><thead><tr><th scope="col">Person</th>${heads}</tr></thead><tbody>
${rows}</tbody></table>`;
}

/** A hundred thousand cells stay small where most are empty and none is closed, which HTML allows. */
const EMPTY = html`<td>`;

function row(person: Person, columns: ReadonlyMap<string, number>, isWithService: boolean): Markup {
  const cells: Markup[] = Array.from({ length: columns.size }, () => EMPTY);
  for (const grant of person.grants) {
    const column = columns.get(grant.group);
    if (column !== undefined) cells[column] = cell(grant, isWithService);
  }
  const off = person.active ? NO_MARKUP : html` class="off"`;
  const text = personText(person, isWithService);
  return html`<tr${off}><th scope="row">${person.name}<small title="${text}">${text}</small></th>${cells}</tr>
`;
}

function cell(grant: Grant, isWithService: boolean): Markup {
  const [mark, name] = MARKS[kindOf(grant)];
  const isPlanned = isWithService && !grant.held;
  const classes = [
    name,
    ...(grant.serviceOnly ? ['s'] : []),
    ...(grant.expires === undefined ? [] : ['x']),
    ...(isPlanned ? ['p'] : []),
  ];
  const signs = `${mark}${grant.serviceOnly ? SERVICE_ONLY : ''}${grant.expires === undefined ? '' : EXPIRING}${isPlanned ? '+' : ''}`;
  const why = `${kindOf(grant)}: ${whyText(grant, isWithService)}`;
  return html`<td class="${classes.join(' ')}" data-w="${why}" title="${why}">${signs}`;
}
