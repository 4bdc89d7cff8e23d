import type { Change } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import type { Run } from '../run.ts';
import { shownLost } from './judge.ts';
import { touchedBy } from './touched.ts';
import type { Trail } from './trail.ts';

/** Keeps what a write was answered with for the proof, and what it shows to be lost already. */
export function noteAnswer(answer: ScimResource | undefined, change: Change, trail: Trail, run: Run): void {
  trail.lastAnswer = answer;
  if (answer === undefined || trail.baseline === undefined) return;
  const touched = touchedBy(change, run);
  if (touched !== undefined) trail.shownLost = shownLost(touched, answer);
}
