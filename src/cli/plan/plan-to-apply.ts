import type { Allowances } from '../../model/guards.ts';
import type { Plan } from '../../model/plan.ts';
import { guardPlan } from '../../plan/guard/guard.ts';
import { printDiagnostics } from '../terminal/print-diagnostics.ts';
import { digestOf, type Planned, planNow, type Session } from './plan-now.ts';
import { checkOrigin, checkUnmoved } from './saved-plan.ts';

/**
 * The saved plan if it still fits, else one made now, judged by the guards on what the service holds now;
 * undefined if what was printed says why there is none. Throws RefusedError where a saved plan does not fit.
 */
export async function planToApply(
  saved: Plan | undefined,
  session: Session,
  allow: Allowances,
): Promise<Planned | undefined> {
  const { project, service, choice, terminal } = session;
  if (saved !== undefined) {
    const { tool, now } = choice;
    checkOrigin(saved, { tool, target: service.target, digest: digestOf(project, choice), now });
  }
  const { plan: current, ...made } = await planNow(session);
  if (printDiagnostics(current.diagnostics, project.files, terminal)) return undefined;
  if (saved !== undefined) checkUnmoved(saved, current, terminal.values);
  const { populations, guards } = current;
  const plan = saved === undefined ? current : { ...saved, populations, guards };
  return { plan: { ...plan, refusals: guardPlan(plan, allow) }, ...made };
}
