import { shownPlan } from '../../render/hidden/hidden-plan.ts';
import type { PlanPrinter } from '../plan/plan-format.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { printDiagnostics } from '../terminal/print-diagnostics.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { worstExit } from '../terminal/worst-exit.ts';
import { attempt, type End } from './environment-end.ts';
import { resultOf } from './plan-environments.ts';
import { loadPlanOf, type PlanFile, plansIn } from './save-plans.ts';
import { isOneDocument, type PlansFormat, showPlans } from './show-plans.ts';

/**
 * Shows the plans of a folder as `plan` showed them, and sums them up; one that cannot be read is named, and hides no other.
 * Throws UsageError where there is none.
 */
export async function showFolder(
  dir: string,
  shown: PlansFormat,
  printerOf: (environment: string, plans: number) => PlanPrinter,
  terminal: Terminal,
): Promise<ExitCode> {
  const files = await plansIn(dir);
  const ends: End[] = [];
  for (const file of files) {
    const show = () => showOne(file, isOneDocument(shown.format), printerOf(file.name, files.length + 1), terminal);
    ends.push(await attempt(file.name, terminal, show));
  }
  showPlans(ends, shown, terminal);
  return worstExit(ends.map(({ code }) => code));
}

async function showOne(file: PlanFile, isLater: boolean, { print }: PlanPrinter, terminal: Terminal): Promise<End> {
  const plan = await loadPlanOf(file);
  printDiagnostics(plan.diagnostics, new Map(), terminal);
  if (!isLater) terminal.result(print(plan, terminal));
  return { environment: file.name, plan, code: EXIT.done, result: resultOf(shownPlan(plan, terminal.values)) };
}
