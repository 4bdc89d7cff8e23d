import type { Plan } from '../../model/plan.ts';
import { shownPlan } from '../../render/hidden/hidden-plan.ts';
import type { OutcomeResult } from '../../render/many/outcome.ts';
import { refusalReasons } from '../../render/plan/refusals.ts';
import { ENDLESS_PAGE } from '../../render/text/page.ts';
import { openProject, sharedReading, type ValidProject } from '../open-project.ts';
import type { PlanPrinter } from '../plan/plan-format.ts';
import { planNow } from '../plan/plan-now.ts';
import { withService } from '../service/open-service.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import { printDiagnostics } from '../terminal/print-diagnostics.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { forEachEnvironment, SIDE_BY_SIDE } from './each-environment.ts';
import { attempt, type End, faulty } from './environment-end.ts';
import type { EnvironmentChoice } from './open-environment.ts';

/** How the plans of several environments are shown. */
export interface PlansShown {
  readonly printerOf: (environment: string) => PlanPrinter;
  /** Whether they stand in one document, which is printed when all are there. */
  readonly isOneDocument: boolean;
  /** Whether changes are an exit code of their own. */
  readonly detailed: boolean;
}

/** Plans each environment and prints it. What is wrong with one is told, and stops no other. */
export function planEnvironments(
  names: readonly string[],
  environment: Omit<EnvironmentChoice, 'allow'>,
  shown: PlansShown,
  terminal: Terminal,
): Promise<readonly End[]> {
  const { choice: common, service: serviceChoice, reading } = environment;
  const shared = sharedReading();
  return forEachEnvironment(names, SIDE_BY_SIDE, terminal, (name, own) =>
    attempt(name, own, async () => {
      own.message(`${own.messageStyle.bold(name)}:`);
      const choice = { ...common, environment: name, shared };
      const project = await openProject(choice, serviceChoice.sandbox, own);
      if (project === undefined) return faulty(name);
      const { plan } = await withService(project, serviceChoice, own, (service) =>
        planNow({ project, service, choice, reading, terminal: own }),
      );
      return printed(name, plan, project, shown, own);
    }),
  );
}

function printed(
  environment: string,
  plan: Plan,
  { files }: ValidProject,
  { printerOf, isOneDocument, detailed }: PlansShown,
  terminal: Terminal,
): End {
  const { isForPeople, print } = printerOf(environment);
  const isFaulty = printDiagnostics(plan.diagnostics, files, terminal);
  if (!isOneDocument && !(isForPeople && isFaulty)) terminal.result(print(plan, terminal, files));
  const shown = isOneDocument ? { files } : {};
  if (isFaulty) return { ...faulty(environment, plan), ...shown };
  const result = resultOf(shownPlan(plan, terminal.values));
  return { environment, plan, ...shown, code: codeOf(plan, detailed), result };
}

function codeOf({ refusals, changes }: Plan, detailed: boolean): ExitCode {
  if (refusals.length > 0) return EXIT.refused;
  return detailed && changes.length > 0 ? EXIT.changes : EXIT.done;
}

/** What a plan comes to before anything is applied. */
export function resultOf(plan: Plan): OutcomeResult {
  const reasons = refusalReasons(plan, ENDLESS_PAGE).map((reason) => reason.trim());
  const [first] = reasons;
  return first === undefined
    ? { kind: 'planned' }
    : { kind: 'refused', reason: reasons.length === 1 ? first : `${first} (and ${reasons.length - 1} more)` };
}
