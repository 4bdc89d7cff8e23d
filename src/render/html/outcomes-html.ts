import type { Outcome } from '../many/outcome.ts';
import { OUTCOME_COLUMNS, outcomeRow } from '../many/outcome-rows.ts';
import { html, type Markup, NO_MARKUP } from './markup.ts';

const COUNTS: ReadonlySet<string> = new Set(['create', 'update', 'deactivate', 'delete']);
const BAD: ReadonlySet<Outcome['result']['kind']> = new Set(['failed', 'refused', 'interrupted']);

/**
 * The table of all environments.
 * @param linkOf where the plan of one stands on the page; undefined where it has none
 */
export function outcomesHtml(outcomes: readonly Outcome[], linkOf: (outcome: Outcome) => string | undefined): Markup {
  const heads = OUTCOME_COLUMNS.map((column) => html`<th scope="col"${classOf(column)}>${column}</th>`);
  const rows = outcomes.map((outcome) => {
    const [name, ...cells] = outcomeRow(outcome);
    const link = linkOf(outcome);
    const shown = link === undefined ? name : html`<a href="#${link}">${name}</a>`;
    const columns = OUTCOME_COLUMNS.slice(1);
    const bad = BAD.has(outcome.result.kind) ? html` class="bad"` : NO_MARKUP;
    return html`<tr${bad}><th scope="row">${shown}</th>${columns.map((column, index) => html`<td${classOf(column)}>${cells[index] ?? ''}</td>`)}</tr>
`;
  });
  return html`<div class="outcomes"><table><thead><tr>${heads}</tr></thead><tbody>
${rows}</tbody></table></div>
`;
}

function classOf(column: string): Markup {
  return COUNTS.has(column) ? html` class="n"` : NO_MARKUP;
}
