import { type MovedResource, movedResources } from '../../apply/moved-resources.ts';
import type { Plan } from '../../model/plan.ts';
import { type ShownKey, shownKeys } from '../../render/hidden/hidden-plan.ts';
import type { ShownValues } from '../../render/hidden/hidden-value.ts';
import type { PlanChoice } from '../open-project.ts';
import { RefusedError } from '../terminal/refused-error.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { momentOf } from './now.ts';

/** What the present run would write into a plan of its own. */
export interface Present {
  readonly tool: string;
  readonly target: string;
  readonly digest: string;
  readonly now: Date;
}

const AGAIN = 'Make a new plan, review it and apply that one.';

interface Flags {
  readonly dir: string;
  readonly env: string | undefined;
  readonly var: readonly string[] | undefined;
  readonly target: readonly string[] | undefined;
  readonly now: string | undefined;
}

/** The project as the plan was made of it. Throws UsageError if flags ask for another one. */
export function savedChoice(plan: Plan, { dir, env, var: variables, target, now }: Flags): PlanChoice {
  refuseChoice({ env, var: variables, target });
  const environment = plan.environment === null ? {} : { environment: plan.environment };
  return { dir, ...environment, variables: plan.variables, targets: plan.targets, now: momentOf(now) };
}

/** Throws UsageError if flags choose what a plan file records. */
export function refuseChoice({ env, var: variables, target }: Pick<Flags, 'env' | 'var' | 'target'>): void {
  if (env === undefined && variables === undefined && target === undefined) return;
  throw new UsageError(
    '--env, --var and --target cannot be combined with a plan file, which records them.',
    'Leave them out, or make a new plan with them.',
  );
}

/**
 * Throws RefusedError if a saved plan was made by another rollcall, for another service or from other files, or if an
 * expiry since then made it another plan.
 */
export function checkOrigin(plan: Plan, present: Present): void {
  if (major(plan.tool) !== major(present.tool)) {
    throw new RefusedError(`the plan was made by ${plan.tool}, and this is ${present.tool}.`, AGAIN);
  }
  if (plan.target !== present.target) {
    throw new RefusedError(
      `the plan was made for ${plan.target}, and this is ${present.target}.`,
      'Apply it where it was made; --sandbox must be given for both or for neither.',
    );
  }
  if (plan.digest !== present.digest) {
    throw new RefusedError("the project's files changed after the plan was made.", AGAIN);
  }
  if (plan.validUntil !== undefined && Date.parse(plan.validUntil) <= present.now.getTime()) {
    throw new RefusedError(`the plan expired at ${plan.validUntil}, when an $expires of the project passed.`, AGAIN);
  }
}

/** Throws RefusedError if anything that a saved plan touches moved on the service since it was made. */
export function checkUnmoved(saved: Plan, current: Plan, values: ShownValues): void {
  const moved = movedResources(saved, current);
  if (moved.length === 0) return;
  const what = moved.length === 1 ? 'a resource' : `${moved.length} resources`;
  throw new RefusedError(
    `${what} moved on the service after the plan was made.`,
    AGAIN,
    moved.map(describe(shownKeys(saved, values))),
  );
}

function describe(keyOf: ShownKey): (moved: MovedResource) => string {
  return ({ key, reason }) => `${keyOf(key)} ${reason}`;
}

/** `rollcall 0` of `rollcall 0.1.0`. */
function major(tool: string): string {
  return tool.split('.', 1)[0] ?? tool;
}
