import type { Action, Plan } from '../../model/plan.ts';
import { isForeign } from '../hidden/hidden-value.ts';
import { ACTION_ORDER, ACTIONS } from '../plan/actions.ts';
import type { ApplyRun } from '../plan/apply-command.ts';
import { planSummary, planTitle } from '../plan/plan-text.ts';
import { REFUSED, refusalReasons, remedy } from '../plan/refusals.ts';
import { balance, touchedGroups } from '../plan/touched-groups.ts';
import { ENDLESS_PAGE } from '../text/page.ts';
import { html, type Markup, NO_MARKUP } from './markup.ts';
import type { PlanFacets } from './plan-facets.ts';

/**
 * Where the plan would happen, how much it does, what speaks against it, and which groups it touches.
 * @param environment of a plan among several, which stands in its heading
 */
export function planHead(plan: Plan, facets: PlanFacets, run: ApplyRun, environment?: string): readonly Markup[] {
  const parts = planTitle(plan).split(' · ');
  const isAmong = environment !== undefined;
  const others = parts.filter((part) => part !== `environment ${environment}`);
  const [title = '', ...rest] = isAmong ? [environment, ...others] : parts;
  const heading = isAmong ? 'h2' : 'h1';
  return [
    html`<${heading}>${title}</${heading}>
<p class="lead">${[...rest, `made by ${plan.tool}`].join(' · ')}</p>
<p><strong>${planSummary(plan)}</strong></p>
`,
    ...(plan.changes.length === 0 ? [] : [html`<p>Plan id <code class="id">${plan.id}</code></p>\n`]),
    refused(plan, run),
    ...(plan.changes.length === 0 ? [] : [chart(plan)]),
    groupChips(plan, facets),
    undeclared(plan),
  ];
}

function refused(plan: Plan, run: ApplyRun): Markup {
  if (plan.refusals.length === 0) return NO_MARKUP;
  const reasons = refusalReasons(plan, { ...ENDLESS_PAGE, full: true }).map((reason) => {
    const [said = '', ...toCopy] = reason.split('\n');
    return html`<li>${said}${toCopy.map((line) => html` <code>${line}</code>`)}</li>`;
  });
  const { text, command } = remedy(plan, run);
  const shown = command === undefined ? NO_MARKUP : html`<pre><code>${command}</code></pre>`;
  return html`<section class="box hot"><p><strong>${REFUSED}</strong></p><ul>${reasons}</ul><p>${text}</p>${shown}</section>\n`;
}

const CLASSES = { '+': 'add', '~': 'mod', '-': 'del' } as const;

/** A bar for each action, removals first: as long as it has changes, users dark and groups light. */
function chart({ changes }: Plan): Markup {
  const count = (action: Action, type?: 'User' | 'Group') =>
    changes.filter((change) => change.action === action && (type ?? change.resource.type) === change.resource.type)
      .length;
  const actions = ACTION_ORDER.toReversed().filter((action) => count(action) > 0);
  const most = Math.max(...actions.map((action) => count(action)));
  const rows = actions.map((action) => {
    const [users, groups] = [count(action, 'User'), count(action, 'Group')];
    const [first, second] = [barWidth(users, most), barWidth(groups, most)];
    const { verb, symbol } = ACTIONS[action];
    return html`<tr class="${CLASSES[symbol]}"><th scope="row">${verb}</th><td class="n">${users}</td><td class="n">${groups}</td><td><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="${first}" height="6"/><rect class="second" x="${first}" width="${second}" height="6"/></svg></td></tr>
`;
  });
  return html`<table class="chart"><thead><tr><th></th><th scope="col" class="n">users <span class="key"></span></th><th scope="col" class="n">groups <span class="key second"></span></th><th></th></tr></thead><tbody>
${rows}</tbody></table>
`;
}

/** Whatever there is can be seen. */
function barWidth(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(0.5, Math.round((count / most) * 980) / 10);
}

const MOST_OPEN = 30;

function groupChips(plan: Plan, { numberOf }: PlanFacets): Markup {
  const groups = touchedGroups(plan);
  if (groups.length === 0) return NO_MARKUP;
  const chips = groups.map((group) => {
    const kind = group.isSensitive ? ' hot' : '';
    const badge = group.isSensitive ? html` <span class="badge">sensitive</span>` : NO_MARKUP;
    return html`<li><a class="chip${kind}" href="#c${numberOf(group.change)}">${group.name} <span>${balance(group)}</span>${badge}</a></li>`;
  });
  return html`<details class="groups"${groups.length <= MOST_OPEN ? html` open` : NO_MARKUP}><summary>Groups whose members change <span class="count">${groups.length}</span></summary><ul class="chips">${chips}</ul></details>
`;
}

function undeclared({ undeclared: all }: Plan): Markup {
  if (all.length === 0) return NO_MARKUP;
  const named = all.filter(({ name }) => !isForeign(name));
  const chips = named.map(({ key }) => html`<li class="chip">${key}</li>`);
  return html`<details><summary>In scope, declared nowhere and left alone <span class="count">${all.length}</span></summary><ul class="chips">${chips}</ul></details>
`;
}
