import type { Plan, SealedPlan } from '../../model/plan.ts';
import { sealPlan } from '../../plan/seal.ts';
import { sha256 } from '../files/sha256.ts';

const SEALED = new WeakMap<Plan, SealedPlan>();

/**
 * A plan with its checksum. That takes a walk through all of it, so that only what is saved or printed as JSON has one, made
 * once; a plan that was loaded keeps its own.
 */
export function sealedOnce(plan: Plan | SealedPlan): SealedPlan {
  if ('checksum' in plan) return plan;
  const sealed = SEALED.get(plan) ?? sealPlan(plan, sha256);
  SEALED.set(plan, sealed);
  return sealed;
}
