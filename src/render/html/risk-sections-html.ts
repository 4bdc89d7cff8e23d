import type { Plan } from '../../model/plan.ts';
import { changeDetails } from '../plan/change-lines.ts';
import { foldChanges } from '../plan/fold-changes.ts';
import { byRisk, RISK_TITLES, RISKS } from '../plan/risk.ts';
import { ENDLESS_PAGE } from '../text/page.ts';
import { PLAIN } from '../text/style.ts';
import { blockHtml } from './change-html.ts';
import { html, type Markup } from './markup.ts';
import type { PlanFacets } from './plan-facets.ts';

/** So few are shown unfolded from the start. */
const FEW_CHANGES = 40;

/**
 * The changes of a plan, the riskiest first, each kind of risk under its heading.
 * @param onPage how many changes stand on the page
 */
export function riskSections(plan: Plan, facets: PlanFacets, heading: 'h2' | 'h3', onPage: number): readonly Markup[] {
  const lines = { ...ENDLESS_PAGE, full: true };
  const blocks = foldChanges(byRisk(plan.changes), (change) => changeDetails(change, PLAIN, lines));
  const areFew = onPage <= FEW_CHANGES;
  return RISKS.flatMap((risk) => {
    const own = blocks.filter((block) => block.risk === risk);
    if (own.length === 0) return [];
    const count = own.reduce((sum, { changes }) => sum + changes.length, 0);
    return [
      html`<section class="risk"><${heading}>${RISK_TITLES[risk]} <span class="count">${count}</span></${heading}>
${own.map((block) => blockHtml(block, { facets, isOpen: areFew || risk === 'sensitive' }))}</section>
`,
    ];
  });
}
