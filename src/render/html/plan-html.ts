import type { Plan } from '../../model/plan.ts';
import type { ApplyRun } from '../plan/apply-command.ts';
import { planTitle } from '../plan/plan-text.ts';
import { diagnosticsHtml } from './diagnostics-html.ts';
import { html, NO_MARKUP } from './markup.ts';
import { htmlPage, type Sha256Base64 } from './page-html.ts';
import { PAGE_STYLE } from './page-style.ts';
import { facetsOf } from './plan-facets.ts';
import { planHead } from './plan-head-html.ts';
import { PLAN_SCRIPT } from './plan-script.ts';
import { PLAN_STYLE } from './plan-style.ts';
import { planTools } from './plan-tools-html.ts';
import { riskSections } from './risk-sections-html.ts';

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
  const facets = facetsOf([plan]);
  const body = html`<a class="skip" href="#changes">Skip to the changes</a>
<header>
${planHead(plan, facets, page.run)}
${diagnosticsHtml(plan.diagnostics, page.files)}
</header>
${plan.changes.length === 0 ? NO_MARKUP : planTools(facets, [])}
<main id="changes">
${riskSections(plan, facets, 'h2', plan.changes.length)}
</main>
`;
  const title = `Plan · ${planTitle(plan)}`;
  return htmlPage({ title, style: PAGE_STYLE + PLAN_STYLE, script: PLAN_SCRIPT, body }, page.sha256);
}
