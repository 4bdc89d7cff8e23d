import type { Plan } from '../../model/plan.ts';
import { RefusedError } from '../terminal/refused-error.ts';
import { UsageError } from '../terminal/usage-error.ts';

const DIGEST = /^[0-9a-f]{64}$/;

/** What `--expect` names, in lower case. Throws UsageError unless it is all 64 digits, since less could be guessed. */
export function expectedDigest(flag: string | undefined): string | undefined {
  if (flag === undefined) return undefined;
  const digest = flag.toLowerCase();
  if (DIGEST.test(digest)) return digest;
  throw new UsageError(
    `--expect ${flag} is not 64 hex digits.`,
    'Take the whole id, as plan --format markdown or --json prints it; with a plan file, the SHA-256 that plan --out prints.',
  );
}

/** Throws RefusedError where the plan that was made now is another one than was reviewed. */
export function checkId(plan: Plan, expected: string | undefined): void {
  if (expected === undefined || plan.id === expected) return;
  throw new RefusedError(
    `the plan is another one than --expect names: its id is ${plan.id}.`,
    'Review this plan; if it is right, apply it with that id.',
  );
}
