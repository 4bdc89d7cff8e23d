import type { Plan } from '../../model/plan.ts';
import type { ApplyRun } from '../plan/apply-command.ts';
import { changeDetails } from '../plan/change-lines.ts';
import { foldChanges } from '../plan/fold-changes.ts';
import { planTitle } from '../plan/plan-text.ts';
import { byRisk, RISK_TITLES, RISKS } from '../plan/risk.ts';
import { ENDLESS_PAGE } from '../text/page.ts';
import { PLAIN } from '../text/style.ts';
import { blockHtml } from './change-html.ts';
import { diagnosticsHtml } from './diagnostics-html.ts';
import { html, type Markup, NO_MARKUP } from './markup.ts';
import { htmlPage, type Sha256Base64 } from './page-html.ts';
import { PAGE_STYLE } from './page-style.ts';
import { facetsOf, type PlanFacets } from './plan-facets.ts';
import { planHead } from './plan-head-html.ts';
import { PLAN_SCRIPT } from './plan-script.ts';
import { PLAN_STYLE } from './plan-style.ts';

/** What a page shows beside the plan. */
export interface PlanPage {
  readonly run: ApplyRun;
  /** Texts of the project's files by path, for code frames; one that is missing gets none. */
  readonly files: ReadonlyMap<string, string>;
  readonly sha256: Sha256Base64;
}

/**
 * The plan as one page for a reviewer: nothing is left out, the riskiest change stands first, and all can be searched and
 * filtered. It needs nothing beside itself, and can be read without JavaScript. Ends with a line feed.
 */
export function renderPlanHtml(plan: Plan, page: PlanPage): string {
  const facets = facetsOf(plan);
  const body = html`<a class="skip" href="#changes">Skip to the changes</a>
<header>
${planHead(plan, facets, page.run)}
${diagnosticsHtml(plan.diagnostics, page.files)}
</header>
${plan.changes.length === 0 ? NO_MARKUP : tools(facets)}
<main id="changes">
${sections(plan, facets)}
</main>
`;
  const title = `Plan · ${planTitle(plan)}`;
  return htmlPage({ title, style: PAGE_STYLE + PLAN_STYLE, script: PLAN_SCRIPT, body }, page.sha256);
}

/** So few are shown unfolded from the start. */
const FEW_CHANGES = 40;

function sections(plan: Plan, facets: PlanFacets): readonly Markup[] {
  const lines = { ...ENDLESS_PAGE, full: true };
  const blocks = foldChanges(byRisk(plan.changes), (change) => changeDetails(change, PLAIN, lines));
  const areFew = plan.changes.length <= FEW_CHANGES;
  return RISKS.flatMap((risk) => {
    const own = blocks.filter((block) => block.risk === risk);
    if (own.length === 0) return [];
    const count = own.reduce((sum, { changes }) => sum + changes.length, 0);
    return [
      html`<section class="risk"><h2>${RISK_TITLES[risk]} <span class="count">${count}</span></h2>
${own.map((block) => blockHtml(block, { facets, isOpen: areFew || risk === 'sensitive' }))}</section>
`,
    ];
  });
}

/** Hidden until the script that they need runs. */
function tools({ actions, types, groups, files }: PlanFacets): Markup {
  return html`<form id="tools" class="tools" role="search" hidden>
<label class="wide">Search <input id="search" type="search" placeholder="name, attribute or value (press /)" autocomplete="off"></label>
${select(
  'a',
  'Action',
  [...actions].map((name) => [name, name]),
)}
${select(
  't',
  'Type',
  [...types].map((name) => [name, name]),
)}
${select('g', 'Group', numbered(groups))}
${select('f', 'File', numbered(files))}
<button type="button" id="unfold" aria-pressed="false">Unfold all</button>
<button type="reset">Clear</button>
<output id="shown" aria-live="polite"></output>
</form>`;
}

type Option = readonly [value: string, label: string];

function numbered(names: ReadonlyMap<string, number>): readonly Option[] {
  return [...names].map(([name, number]): Option => [String(number), name]).sort(([, a], [, b]) => (a < b ? -1 : 1));
}

/** A filter that would choose between nothing is left out. */
function select(name: string, label: string, options: readonly Option[]): Markup {
  if (options.length < 2) return NO_MARKUP;
  const choices = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<label>${label} <select name="${name}"><option value="">all</option>${choices}</select></label>`;
}
