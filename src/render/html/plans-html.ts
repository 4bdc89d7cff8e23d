import { counted } from '../../model/counted.ts';
import type { Plan } from '../../model/plan.ts';
import type { Outcome } from '../many/outcome.ts';
import type { ApplyRun } from '../plan/apply-command.ts';
import { diagnosticsHtml } from './diagnostics-html.ts';
import { html, type Markup, NO_MARKUP } from './markup.ts';
import { outcomesHtml } from './outcomes-html.ts';
import { htmlPage, type Sha256Base64 } from './page-html.ts';
import { PAGE_STYLE } from './page-style.ts';
import { facetsOf, type PlanFacets } from './plan-facets.ts';
import { planHead } from './plan-head-html.ts';
import { PLAN_SCRIPT } from './plan-script.ts';
import { PLAN_STYLE } from './plan-style.ts';
import { planTools } from './plan-tools-html.ts';
import { riskSections } from './risk-sections-html.ts';

/** One environment on a page of several, with its plan where there is one. */
export interface PageOutcome extends Outcome {
  readonly run: ApplyRun;
  /** Texts of its files by path, for code frames; one that is missing gets none. */
  readonly files: ReadonlyMap<string, string>;
}

type Planned = PageOutcome & { readonly plan: Plan };

/**
 * The plans of several environments as one page: first the table of all of them, those that could not be planned too, then
 * each plan under its heading, as its own page would show it. Search and filters go through all. Ends with a line feed.
 * @param id of all plans; undefined where one is missing
 */
export function renderPlansHtml(
  outcomes: readonly PageOutcome[],
  id: string | undefined,
  sha256: Sha256Base64,
): string {
  const planned = outcomes.flatMap((outcome) =>
    outcome.plan === undefined ? [] : [{ ...outcome, plan: outcome.plan }],
  );
  const facets = facetsOf(planned.map(({ plan }) => plan));
  const places = new Map(planned.map(({ environment }, index) => [environment, index]));
  const onPage = planned.reduce((sum, { plan }) => sum + plan.changes.length, 0);
  const linkOf = ({ environment }: Outcome) => {
    const place = places.get(environment);
    return place === undefined ? undefined : `e${place}`;
  };
  const title = counted(outcomes.length, 'environment');
  const body = html`<a class="skip" href="#changes">Skip to the changes</a>
<header>
<h1>${title}</h1>
${outcomesHtml(outcomes, linkOf)}
${id === undefined || onPage === 0 ? NO_MARKUP : html`<p>Id of all plans <code class="id">${id}</code></p>`}
</header>
${onPage === 0 ? NO_MARKUP : planTools(facets, [...places.keys()])}
<main id="changes">
${planned.map((outcome, place) => planSection(outcome, place, facets, onPage))}
</main>
`;
  return htmlPage({ title: `Plans · ${title}`, style: PAGE_STYLE + PLAN_STYLE, script: PLAN_SCRIPT, body }, sha256);
}

function planSection(
  { environment, plan, run, files }: Planned,
  place: number,
  facets: PlanFacets,
  onPage: number,
): Markup {
  return html`<section class="plan" id="e${place}" data-e="${place}">
${planHead(plan, facets, run, environment)}
${diagnosticsHtml(plan.diagnostics, files)}
${riskSections(plan, facets, 'h3', onPage)}
</section>
`;
}
