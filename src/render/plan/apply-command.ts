import type { Refusal } from '../../model/guards.ts';
import type { Plan } from '../../model/plan.ts';
import { shellWord } from '../text/shell-word.ts';
import { visible } from '../text/visible-text.ts';

/** What of a command line a plan does not know itself. */
export interface ApplyRun {
  /** The file that the plan is saved in; it records environment, variables and targets. */
  readonly file?: string;
  /** The project's folder, if it is another one than the current. */
  readonly dir?: string;
  /** `--now` as it was given. */
  readonly now?: string;
  /** What the guards say where nothing is allowed; the refusals of the plan if not given. */
  readonly refusals?: readonly Refusal[];
}

/** The command that applies this very plan, to the same service, and allows no more than it needs. */
export function applyCommand(plan: Plan, run: ApplyRun): string {
  const { file, dir = '.', now, refusals = plan.refusals } = run;
  const words = [
    'rollcall',
    'apply',
    ...(file === undefined ? [] : [file]),
    ...(dir === '.' ? [] : ['--dir', dir]),
    ...(plan.target.startsWith('sandbox:') ? ['--sandbox'] : []),
    ...(file === undefined ? choice(plan) : []),
    ...(now === undefined ? [] : ['--now', now]),
    ...refusals.flatMap((refusal) => ('allow' in refusal ? ['--allow', refusal.allow] : [])),
  ];
  return visible(words.map(shellWord).join(' '));
}

/** The flags that the plan was made with. */
function choice({ environment, variables, targets }: Plan): readonly string[] {
  return [
    ...(environment === null ? [] : ['--env', environment]),
    ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
    ...targets.flatMap((target) => ['--target', target]),
  ];
}
