import { counted } from '../../model/counted.ts';
import type { Plan } from '../../model/plan.ts';
import { guardPlan } from '../../plan/guard/guard.ts';
import { shownPlan } from '../../render/hidden/hidden-plan.ts';
import { renderOutcomes } from '../../render/many/outcome-table.ts';
import type { ApplyRun } from '../../render/plan/apply-command.ts';
import { renderPlanId } from '../../render/plan/plan-id-line.ts';
import { planTitle, renderPlanText } from '../../render/plan/plan-text.ts';
import { visible } from '../../render/text/visible-text.ts';
import { sharedReading } from '../open-project.ts';
import { type Execution, executePlan, interruptionTold } from '../plan/execute-plan.ts';
import { confirmApply } from '../terminal/confirm.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { worstExit } from '../terminal/worst-exit.ts';
import { checkIdOfAll } from './all-ids.ts';
import { forEachEnvironment, SIDE_BY_SIDE } from './each-environment.ts';
import { attempt, type End, faulty } from './environment-end.ts';
import { type EnvironmentChoice, type OpenEnvironment, openEnvironment } from './open-environment.ts';
import { resultOf } from './plan-environments.ts';
import { loadPlanOf, type PlanFile } from './save-plans.ts';

/** An environment to apply: planned now, or as it was saved. */
export interface ToApply {
  readonly name: string;
  readonly saved?: PlanFile;
}

export interface ApplyChoice extends Omit<Execution, 'among'> {
  readonly environment: EnvironmentChoice;
  /** How many are applied at one time. */
  readonly width: number;
  readonly expected: string | undefined;
  readonly autoApprove: boolean;
  readonly full: boolean;
  readonly run: ApplyRun;
}

/** An environment that was planned, and is still open where there is something to apply. */
interface Planning {
  readonly end: End;
  readonly open?: OpenEnvironment;
}

/**
 * Plans all environments side by side, asks once, and applies them one after the other or several at one time, each with its
 * own guards, journal and proof. What fails in one stops no other; the table at the end says what became of each.
 */
export async function applyEnvironments(
  environments: readonly ToApply[],
  choice: ApplyChoice,
  terminal: Terminal,
): Promise<ExitCode> {
  const plannings = await planAll(environments, choice, terminal);
  const ready = plannings.flatMap(({ open }) => open ?? []);
  try {
    const planned = plannings.map(({ end }) => end);
    checkIdOfAll(planned, choice.expected);
    const isApproved = ready.length === 0 || choice.autoApprove || (await confirmAll(ready, planned, terminal));
    if (!isApproved) {
      terminal.message('Nothing was applied.');
      return worstExit([EXIT.error, ...planned.map(({ code }) => code)]);
    }
    const applied = await applyAll(ready, choice, terminal);
    const ends = planned.map((end) => applied.find(({ environment }) => environment === end.environment) ?? end);
    const show = choice.json ? terminal.message : terminal.result;
    show(`\n${renderOutcomes(ends, choice.json ? terminal.messageStyle : terminal.resultStyle, terminal.columns)}`);
    return worstExit(ends.map(({ code }) => code));
  } finally {
    await Promise.all(ready.map(({ service }) => service.close()));
  }
}

/** Asks once for all, below what each of them comes to: the plans themselves may have left the screen. */
function confirmAll(ready: readonly OpenEnvironment[], ends: readonly End[], terminal: Terminal): Promise<boolean> {
  const titles = ready.map(({ planned }) => planTitle(planned.plan));
  if (terminal.interactive) {
    terminal.message(`\n${renderOutcomes(ends, terminal.messageStyle, terminal.columns)}`);
    if (titles.length > 1) terminal.message(`\n${titles.join('\n')}`);
  }
  const [only = ''] = titles;
  return confirmApply(titles.length === 1 ? only : counted(titles.length, 'environment'), terminal);
}

function planAll(
  environments: readonly ToApply[],
  choice: ApplyChoice,
  terminal: Terminal,
): Promise<readonly Planning[]> {
  const shared = sharedReading();
  const saved = new Map(environments.map((environment) => [environment.name, environment.saved]));
  const names = environments.map(({ name }) => name);
  return forEachEnvironment(names, SIDE_BY_SIDE, terminal, async (name, own) => {
    let ready: OpenEnvironment | undefined;
    const end = await attempt(name, own, async () => {
      const file = saved.get(name);
      const plan = file && (await loadPlanOf(file));
      const common = { ...choice.environment.choice, ...chosenBy(plan), shared };
      const open = await openEnvironment(name, { ...choice.environment, choice: common }, plan, own);
      if (open === undefined) return faulty(name);
      const run = file === undefined ? choice.run : { ...choice.run, file: file.path };
      const shown = shownEnd(open, { ...choice, run }, own);
      if (isReady(open)) ready = open;
      else await open.service.close();
      return shown;
    });
    return { end, ...(ready === undefined ? {} : { open: ready }) };
  });
}

/** Of all others nothing is kept in memory while the rest is planned and applied. */
function isReady({ planned: { plan } }: OpenEnvironment): boolean {
  return plan.changes.length > 0 && plan.refusals.length === 0;
}

/** What a saved plan records of the flags that it was made with. */
function chosenBy(plan: Plan | undefined): Partial<Pick<Plan, 'variables' | 'targets'>> {
  return plan === undefined ? {} : { variables: plan.variables, targets: plan.targets };
}

function shownEnd({ name, planned }: OpenEnvironment, choice: ApplyChoice, terminal: Terminal): End {
  const { plan } = planned;
  const { json, full } = choice;
  const run = { ...choice.run, refusals: guardPlan(plan, {}) };
  const style = json ? terminal.messageStyle : terminal.resultStyle;
  const shown = shownPlan(plan, terminal.values);
  const text = renderPlanText(shown, style, run, { columns: terminal.columns, full }) + renderPlanId(plan, style);
  (json ? terminal.message : terminal.result)(text);
  const code = plan.refusals.length > 0 ? EXIT.refused : EXIT.done;
  const result = plan.changes.length === 0 ? ({ kind: 'unchanged' } as const) : resultOf(shown);
  return { environment: name, plan, code, result };
}

async function applyAll(
  ready: readonly OpenEnvironment[],
  choice: ApplyChoice,
  terminal: Terminal,
): Promise<readonly End[]> {
  if (ready.length === 0) return [];
  const byName = new Map(ready.map((open) => [open.name, open]));
  const { signal, dispose } = interruptionTold(terminal);
  try {
    return await forEachEnvironment([...byName.keys()], choice.width, terminal, (name, own) => {
      const open = byName.get(name);
      if (open === undefined) throw new Error(`Nobody planned ${name}.`);
      return applyOne(open, choice, signal, own);
    });
  } finally {
    dispose();
  }
}

async function applyOne(
  { name, planned, service }: OpenEnvironment,
  choice: ApplyChoice,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<End> {
  const end = { environment: name, plan: planned.plan };
  if (signal.aborted) {
    return { ...end, code: EXIT.interrupted, result: { kind: 'skipped', reason: 'the run was interrupted before.' } };
  }
  terminal.message(`\n${terminal.messageStyle.bold(visible(name))}:`);
  // Whoever was asked, and all who came before, may have taken a while.
  const reading = { ...planned.reading, isFresh: false };
  const among = { environment: name, signal };
  const done = await attempt(name, terminal, async () => {
    const code = await executePlan({ ...planned, reading }, service, { ...choice, among }, terminal);
    return { ...end, code, result: appliedResult(code, choice.verify) };
  });
  return { ...done, ...end };
}

function appliedResult(code: ExitCode, proven: boolean): End['result'] {
  if (code === EXIT.done) return { kind: 'applied', proven };
  if (code === EXIT.interrupted) return { kind: 'interrupted' };
  return { kind: 'failed', reason: 'not all was done and proven; see above.' };
}
