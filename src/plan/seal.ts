import { canonicalJson, type JsonObject } from '../model/json.ts';
import type { Plan, SealedPlan } from '../model/plan.ts';

/**
 * Adds the checksum, by which a plan file that was edited or damaged is known. It guards against slips, not against
 * malice: whoever edits a file on purpose can compute it anew, which is what `apply --expect` is for.
 */
export function sealPlan(plan: Plan, sha256: (text: string) => string): SealedPlan {
  return { ...plan, checksum: checksumOf(JSON.parse(JSON.stringify(plan)), sha256) };
}

/** The checksum that a plan file should carry. */
export function checksumOf(file: JsonObject, sha256: (text: string) => string): string {
  const { checksum: _own, ...rest } = file;
  return sha256(canonicalJson(rest));
}
