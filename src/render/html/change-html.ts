import { counted } from '../../model/counted.ts';
import type { Change } from '../../model/plan.ts';
import { SINGULAR } from '../../model/resource.ts';
import { HIDDEN } from '../hidden/hidden-value.ts';
import { ACTIONS } from '../plan/actions.ts';
import { type AttributeLine, attributeLines } from '../plan/attribute-lines.ts';
import { countMembers, remarks, sensitiveReasons } from '../plan/change-lines.ts';
import { changeName } from '../plan/change-name.ts';
import type { Block } from '../plan/fold-changes.ts';
import { type MemberLine, memberLines } from '../plan/member-lines.ts';
import { placeOf } from '../plan/plan-text.ts';
import { namedOnes, typeBefore } from '../plan/subject-words.ts';
import { html, type Markup, NO_MARKUP } from './markup.ts';
import type { PlanFacets } from './plan-facets.ts';

/** How blocks are shown. */
export interface BlockView {
  readonly facets: PlanFacets;
  readonly isOpen: boolean;
}

/** Changes that read alike as one thing to unfold: what they do, and where they are several, whose. */
export function blockHtml({ changes }: Block, view: BlockView): Markup {
  const [change] = changes;
  const { facets, isOpen } = view;
  const isOne = changes.length === 1;
  const inside = [...insideOf(change), ...(isOne ? [] : [namesOf(changes, facets)])];
  const data = html`data-a="${change.action}" data-t="${SINGULAR[change.resource.type]}"${isOne ? facetsData(change, facets) : NO_MARKUP}`;
  const id = `c${facets.numberOf(change)}`;
  const title = titleOf(changes);
  if (inside.length === 0) return html`<div class="change" id="${id}" ${data}><div class="line">${title}</div></div>\n`;
  return html`<details class="change" id="${id}" ${data}${isOpen ? html` open` : NO_MARKUP}><summary>${title}</summary><div class="inside">${inside}</div></details>
`;
}

const CLASSES = { '+': 'add', '~': 'mod', '-': 'del' } as const;

function titleOf(changes: Block['changes']): Markup {
  const [change] = changes;
  const { symbol, verb } = ACTIONS[change.action];
  const name =
    changes.length === 1
      ? html`${typeBefore(change.resource)}<strong>${changeName(change)}</strong>`
      : html`<strong>${counted(changes.length, SINGULAR[change.resource.type])}</strong>`;
  const badge = change.sensitive === undefined ? NO_MARKUP : html` <span class="badge">sensitive</span>`;
  const place = placeOf(changes);
  const where = place === '' ? NO_MARKUP : html` <code class="place">${place}</code>`;
  return html`<span class="verb ${CLASSES[symbol]}">${symbol === '-' ? '−' : symbol} ${verb}</span> ${name}${badge}${where}`;
}

function facetsData(change: Change, { files, groupsOf }: PlanFacets): Markup {
  const file = change.source === null ? undefined : files.get(change.source.file);
  const groups = groupsOf(change);
  return html`${file === undefined ? NO_MARKUP : html` data-f="${file}"`}${groups.length === 0 ? NO_MARKUP : html` data-g="${groups.join(' ')}"`}`;
}

function namesOf(changes: Block['changes'], facets: PlanFacets): Markup {
  const chips = namedOnes(changes).map(
    (change, index) =>
      html`<li class="chip" data-item${index === 0 ? NO_MARKUP : html` id="c${facets.numberOf(change)}"`}${facetsData(change, facets)}>${changeName(change)}</li>`,
  );
  return html`<ul class="chips">${chips}</ul>`;
}

function insideOf(change: Change): readonly Markup[] {
  const edits = attributeLines(change.edits, { full: true });
  return [
    ...sensitiveReasons(change).map((reason) => html`<p class="why">${reason}</p>`),
    ...(edits.length === 0 ? [] : [html`<ul class="diff">${edits.map(editHtml)}</ul>`]),
    ...membersHtml(change),
    ...remarks(change).map((remark) => html`<p class="note">${remark}</p>`),
  ];
}

function editHtml({ symbol, label, before, after }: AttributeLine): Markup {
  const old = before === undefined ? NO_MARKUP : html`<del>${before}</del>`;
  const now = after === undefined ? NO_MARKUP : html`<ins>${after}</ins>`;
  const arrow = before === undefined || after === undefined ? NO_MARKUP : html` → `;
  return html`<li><span class="${CLASSES[symbol]}">${symbol === '-' ? '−' : symbol}</span><span class="label">${label}</span><span class="value">${old}${arrow}${now}</span></li>`;
}

function membersHtml(change: Change): readonly Markup[] {
  const members = memberLines(change);
  if (members === undefined) return [];
  return [
    ...memberChips('add', members.add),
    ...memberChips('del', members.remove),
    ...(members.unchanged === 0 ? [] : [html`<p class="note">${countMembers(members.unchanged)} unchanged</p>`]),
  ];
}

function memberChips(kind: 'add' | 'del', members: readonly MemberLine[]): readonly Markup[] {
  if (members.length === 0) return [];
  const chips = members
    .filter(({ name }) => name !== HIDDEN)
    .map(({ name, because }) => {
      const reason = because === undefined ? NO_MARKUP : html` <small>by rule: ${because}</small>`;
      return html`<li class="chip ${kind}">${kind === 'add' ? '+' : '−'} ${name}${reason}</li>`;
    });
  const head = `${countMembers(members.length)} ${kind === 'add' ? 'join' : 'leave'}${members.length === 1 ? 's' : ''}`;
  const list = chips.length === 0 ? NO_MARKUP : html`<ul class="chips">${chips}</ul>`;
  return [html`<p class="mem">${head}</p>${list}`];
}
